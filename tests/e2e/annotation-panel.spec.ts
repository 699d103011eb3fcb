import { paperOf, pdfFrom, prose } from '../fixtures/pdf.ts'
import { expect, test } from './app.ts'
import { ReaderPage } from './pages/reader.ts'
import { violationsOf } from './pages/soundness.ts'

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
