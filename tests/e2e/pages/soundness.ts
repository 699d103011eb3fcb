import axe from 'axe-core'
import { expect, type Page } from '@playwright/test'

/**
 * What axe finds wrong for assistive technology, one line each, in the page or in one part of it (a selector).
 * What it finds sound is not carried over, which takes as long as finding it.
 * What is still being drawn is waited for: a block that is too wide can be scrolled by keys a frame after it stands there.
 */
export async function violationsOf(page: Page, part?: string): Promise<string[]> {
  await expect(page.locator('[aria-busy=true]')).toHaveCount(0)
  // Its half a megabyte stays in the page, for the next time.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source)
  const found = await look(page, part)
  // On a busy machine a part may be half built even then: what is wrong with it stays wrong.
  return found.length > 0 ? look(page, part) : found
}

const look = (page: Page, part: string | undefined): Promise<string[]> =>
  page.evaluate(async within => {
    await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))
    const { axe: loaded } = window as unknown as { axe: typeof axe }
    const { violations } = await loaded.run(within ?? document, { resultTypes: ['violations'] })
    return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)
  }, part)
