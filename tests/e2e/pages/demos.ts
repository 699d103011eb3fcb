import type { Locator, Page } from '@playwright/test'
import { expect } from '../app.ts'

/** A run may take this long where the processor is shared with other tests. */
export const runMs = 60_000

/** Opens a demo by its title from the palette, in a tab of its own. */
export async function openDemo(page: Page, title: string): Promise<Locator> {
  await page.keyboard.press('Control+Shift+P')
  await page.keyboard.insertText(`Open demo: ${title}`)
  await expect(page.getByRole('dialog').getByRole('option').first()).toContainText(title)
  await page.keyboard.press('Enter')
  const figure = page.getByRole('figure', { name: title })
  await expect(figure.getByRole('heading')).toBeVisible()
  return figure
}

/** Waits until all its runs are over. */
export const settled = async (figure: Locator) => {
  await expect(figure.locator('[aria-busy="true"]')).toHaveCount(0, { timeout: runMs })
  await expect(figure.locator('figcaption')).not.toBeEmpty()
}
