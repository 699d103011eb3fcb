import type { TextMark } from '../../electron/contract/annotation.ts'
import { paperOf, pdfFrom, prose } from '../fixtures/pdf.ts'
import { expect, test } from './app.ts'
import { kept, replaceKept } from './pages/annotations-file.ts'
import { ReaderPage } from './pages/reader.ts'
import { violationsOf } from './pages/soundness.ts'
import { oneItem } from './shelves.ts'

test.use({ shelf: oneItem })

test('keeps ink, areas and words on the page through a crash, and its panel is sound for a screen reader', async ({
  running,
}) => {
  test.slow()
  const { page } = running
  const reader = new ReaderPage(page)
  const [first, second] = paperOf(2)
  if (!first || !second) throw new Error('no page')
  const carried =
    '/Subtype /Underline /Rect [72 676 440 692] /QuadPoints [72 692 440 692 72 676 440 676] /C [0 0 1] /Contents (from elsewhere) /T (Ann) /NM (n1)'
  const pages = [first, { ...second, annotations: [carried] }]
  await reader.openNew('paper.pdf', pdfFrom(pages, { annotationObjects: true }))
  await reader.select(prose[0], prose[0])
  await reader.highlight('Yellow')
  await page.keyboard.press('Alt+6')
  await reader.draw([
    [0.2, 0.5],
    [0.4, 0.55],
    [0.6, 0.5],
  ])
  await expect(reader.rows).toHaveCount(2)
  await page.keyboard.press('Alt+5')
  await reader.draw([
    [0.15, 0.1],
    [0.7, 0.15],
  ])
  await expect(reader.panel.getByRole('img', { name: 'Picture of the area' })).toBeVisible()
  await page.keyboard.press('Alt+4')
  await reader.draw([
    [0.2, 0.6],
    [0.6, 0.65],
  ])
  await page.keyboard.type('words on the page')
  await page.keyboard.press('Control+Enter')
  await expect(reader.rows).toHaveCount(4)
  await reader.saved()
  await running.kill()

  const again = new ReaderPage(running.page)
  await again.open()
  await expect.poll(async () => (await again.kinds()).toSorted()).toEqual(['area', 'free-text', 'highlight', 'ink'])
  await expect(again.panel.getByRole('img', { name: 'Picture of the area' })).toBeVisible()
  await expect(again.panel).toContainText('words on the page')

  const sound = async (state: string) => expect(await violationsOf(running.page, '.details-column'), state).toEqual([])
  await sound('the list')
  await again.panel.getByRole('button', { name: 'Filter by kind, tag and author' }).click()
  await sound('the filters')
  await running.page.keyboard.press('Escape')
  await again.panel.getByRole('button', { name: 'In the PDF…' }).click()
  await expect(again.panel.getByRole('list', { name: 'Annotations of the PDF itself' })).toBeVisible()
  await sound('what the PDF itself carries')
  await again.panel.getByRole('button', { name: 'Edit comment and tags' }).first().click()
  await running.page.keyboard.type('see [[CUDA')
  await expect(again.panel.getByRole('listbox')).toBeVisible()
  await sound('a comment with offers')
  await running.page.keyboard.press('Escape')
  await running.page.keyboard.press('Control+Enter')
  await again.panel.getByRole('button', { name: 'In the PDF…' }).click()
  await again.rows.first().click()
  await again.rows.last().click({ modifiers: ['Shift'] })
  await expect(again.panel.getByRole('toolbar', { name: '4 annotations chosen' })).toBeVisible()
  await sound('several chosen')
})

test('draws only what is in sight of two thousand annotations', async ({ running }) => {
  const { page } = running
  const reader = new ReaderPage(page)
  await reader.openNew('paper.pdf', pdfFrom(paperOf(40)))
  await reader.select(prose[0], prose[0])
  await reader.highlight('Yellow')
  await reader.saved()
  await running.close()
  const [one] = (await kept(running.library)) as [TextMark]
  const many = Array.from({ length: 2000 }, (_, index): TextMark => {
    const place = { page: 1 + Math.floor(index / 50), start: index % 50, end: (index % 50) + 9 }
    const top = 690 - (index % 50) * 12
    return {
      ...one,
      id: `many${index}`,
      parts: [{ ...place, rectsPt: [[72, top, 200, top + 10]] }],
      quote: { ...one.quote, exact: `Passage ${index}` },
    }
  })
  await replaceKept(running.library, many)
  await running.open()
  const again = new ReaderPage(running.page)
  await again.open()
  await expect(again.panel.getByRole('status')).toHaveText('2000')
  expect(await again.rows.count()).toBeLessThan(60)
  expect(await running.page.locator('.mark').count()).toBeLessThan(700)
  await expect(again.sheet(1).locator('canvas').first()).toBeVisible()
  await again.rows.first().focus()
  await running.page.keyboard.press('End')
  await expect(again.panel.getByText('Passage 1999', { exact: true })).toBeVisible()
  // The focus follows once the row is there.
  await expect(again.panel.locator(':focus')).toContainText('Passage 1999')
  await running.page.keyboard.press('Enter')
  await expect(again.pageBox).toHaveValue('40')
  await again.panel.getByRole('textbox', { name: 'Filter by words' }).fill('passage 77')
  await expect(again.panel.getByRole('status')).toHaveText('38 of 2000')
  await running.page.keyboard.press('Escape')
  await again.rows.first().focus()
  await running.page.keyboard.press('Home')
  await expect(again.panel.locator(':focus')).toContainText('Passage 0')
  await running.page.keyboard.press('Control+a')
  await expect(again.panel.getByText('2000 annotations chosen')).toBeVisible()
  await expect(again.panel.locator(':focus'), 'the list stays where the keys are').toContainText('Passage 0')
  await again.panel.getByRole('button', { name: 'Purple' }).first().click()
  await expect(running.page.getByText('Colour of 2000 annotations changed')).toBeVisible()
  await again.rows.first().focus()
  await running.page.keyboard.press('Escape')
  await running.page.keyboard.press('Home')
  await running.page.keyboard.press('Shift+ArrowDown')
  await running.page.keyboard.press('Delete')
  await expect(again.panel.getByRole('status')).toHaveText('1998')
  await expect(again.panel.locator(':focus'), 'what comes in their place has the keys').toContainText('Passage 2')
})
