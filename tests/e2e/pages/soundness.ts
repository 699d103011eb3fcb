import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

/**
 * What axe finds wrong for assistive technology, one line each, in the page or in one part of it. In the page itself:
 * a page of its own for each answer, as is usual, takes twice as long, and Folium has no frames.
 * What it finds sound is not carried over, which takes as long as finding it.
 * What is still being drawn is waited for: a block that is too wide can be scrolled by keys a frame after it stands there.
 */
export async function violationsOf(page: Page, part?: string): Promise<string[]> {
  await expect(page.locator('[aria-busy=true]')).toHaveCount(0)
  await page.evaluate(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))))
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] })
  const { violations } = await (part ? axe.include(part) : axe).analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)
}
