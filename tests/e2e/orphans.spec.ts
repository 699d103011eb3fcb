import { linesAt, pdfFrom, prose } from '../fixtures/pdf.ts'
import { expect, test } from './app.ts'
import { box, ReaderPage } from './pages/reader.ts'
import { violationsOf } from './pages/soundness.ts'
import { oneItem } from './shelves.ts'

test.use({ shelf: oneItem })

test('brings annotations to a new file, and an orphan is placed by hand', async ({ running }) => {
  const { page } = running
  const reader = new ReaderPage(page)
  const gone = 'Rank four is enough for every task that we tried.'
  await reader.openNew('v1.pdf', pdfFrom([{ runs: linesAt(72, 700, [...prose, gone]) }]))
  await reader.select(prose[1], prose[1])
  await reader.highlight('Green')
  await reader.select(gone, gone)
  await reader.highlight('Red')
  await reader.saved()

  const newer = [
    { runs: linesAt(72, 700, ['A new title page']) },
    { runs: linesAt(72, 600, [...prose, 'Rank eight is.']) },
  ]
  await reader.replace('v2.pdf', pdfFrom(newer))
  await expect(page.getByText('1 found again, 1 not')).toBeVisible()
  await expect(reader.rows).toHaveCount(1)
  await expect(reader.rows.first()).toContainText(/found again, \d+% sure/)
  await reader.rows.first().click()
  await expect(reader.pageBox).toHaveValue('2')
  const [mark, words] = [(await reader.marks(2))[0], await box(reader.line(prose[1], 2))]
  for (const side of ['x', 'y', 'width'] as const)
    expect(Math.abs((mark?.[side] ?? 0) - words[side]), side).toBeLessThan(6)

  await reader.panel.getByRole('button', { name: 'Orphans 1' }).click()
  await expect(reader.panel).toContainText(/v1\.pdf · p\. 1.*Rank four is enough/s)
  await expect(reader.panel.getByRole('img', { name: 'Where it stood in the earlier file' })).toBeVisible()
  await expect(reader.panel).toContainText(/Probably here: p\. 2, \d+% sure.*Rank eight is/s)
  await reader.pageBox.fill('1')
  await page.keyboard.press('Enter')
  await reader.panel.getByRole('button', { name: 'Show the place' }).click()
  await expect(reader.sheet(2).locator('.mark[data-pending]')).toHaveCount(1)
  await expect(reader.pageBox).toHaveValue('2')
  await reader.panel.getByRole('button', { name: 'Put it there' }).click()
  await expect(reader.rows).toHaveCount(2)
  await expect(reader.sheet(2).locator('.mark[data-pending]')).toHaveCount(0)
  await reader.pages.focus()
  await page.keyboard.press('Control+z')
  await reader.panel.getByRole('button', { name: 'Orphans 1' }).click()
  expect(await violationsOf(page)).toEqual([])
  // The earlier file's tab stands beside the newer one's.
  await expect(page.getByRole('tab', { name: / · v1\.pdf$/ })).toHaveCount(1)
  await reader.panel.getByRole('button', { name: 'Place by hand' }).press('Enter')
  await expect(reader.pages, 'the keys that place it are the pages’').toBeFocused()
  await reader.select('Rank eight', 'Rank eight', { sheet: 2 })
  await expect(reader.rows).toHaveCount(2)
  await expect(reader.panel).toContainText('Rank eight is.')
  await reader.pages.focus()
  await page.keyboard.press('Control+z')
  await expect(reader.panel.getByRole('button', { name: 'Orphans 1' })).toBeVisible()
})

test('an area that was not found is placed by keys alone, and nothing else is made meanwhile', async ({ running }) => {
  test.skip(running.name !== 'browser', 'keys and pages are the same in every door')
  const { page } = running
  const reader = new ReaderPage(page)
  const gone = 'Rank four is enough for every task that we tried.'
  await reader.openNew('v1.pdf', pdfFrom([{ runs: linesAt(72, 700, [gone]) }]))
  await reader.select(gone, gone)
  const words = await box(reader.line(gone))
  const sheet = await box(reader.sheet(1))
  const [left, top] = [(words.x - sheet.x) / sheet.width, (words.y - sheet.y) / sheet.height]
  await page.keyboard.press('Escape')
  await page.keyboard.press('Alt+5')
  await reader.draw([
    [left, top],
    [left + 0.2, top + 0.03],
  ])
  await expect.poll(() => reader.kinds()).toEqual(['area'])
  await page.keyboard.press('Alt+5')
  await reader.saved()
  await reader.replace('v2.pdf', pdfFrom([{ runs: linesAt(72, 400, prose) }]))
  await reader.panel.getByRole('button', { name: 'Orphans 1' }).press('Enter')
  await reader.panel.getByRole('button', { name: 'Place by hand' }).press('Enter')
  await expect(reader.pages).toBeFocused()
  await reader.find('saddle')
  await expect(page.getByText(/^1 of \d/)).toBeVisible()
  await page.keyboard.press('Control+Alt+Digit1')
  await expect(page.getByText('An annotation waits to be placed.')).toBeVisible()
  expect(await reader.kinds(), 'no highlight was made').toEqual([])
  // Esc leaves what one is in: the find bar goes, what waits stays.
  await page.getByRole('search').getByRole('textbox').press('Escape')
  await expect(page.getByRole('search')).toHaveCount(0)
  await expect(reader.panel.getByRole('button', { name: 'Place by hand' })).toHaveAttribute('aria-pressed', 'true')
  await reader.pages.focus()
  await page.keyboard.press('ArrowUp') // the pen shows itself
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await expect.poll(() => reader.kinds()).toEqual(['area'])
  await expect(reader.rows).toHaveCount(1)
  await reader.saved()
})
