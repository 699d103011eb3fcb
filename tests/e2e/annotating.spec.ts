import type { TextMark } from '../../electron/contract/annotation.ts'
import { linesAt, paperOf, pdfFrom, prose, twoColumns, twoColumnText } from '../fixtures/pdf.ts'
import { expect, test } from './app.ts'
import { kept } from './pages/annotations-file.ts'
import { box, ReaderPage } from './pages/reader.ts'
import { oneItem } from './shelves.ts'

test.use({ shelf: oneItem })

test('draws with every tool, and keeps what was drawn', async ({ running }) => {
  const { page } = running
  await page.setViewportSize({ width: 1280, height: 1100 })
  const reader = new ReaderPage(page)
  await reader.openNew('paper.pdf', pdfFrom(paperOf(1)))
  for (const [line, kind] of [
    [0, 'Underline'],
    [2, 'Strike out'],
    [4, 'Squiggly underline'],
  ] as const) {
    await reader.select(prose[line], prose[line])
    await reader.bar.getByRole('button', { name: kind, exact: true }).click()
  }
  await page.keyboard.press('Alt+6')
  await page.keyboard.press('Digit2')
  await reader.draw([
    [0.2, 0.5],
    [0.4, 0.55],
    [0.6, 0.5],
  ])
  await reader.draw([
    [0.2, 0.6],
    [0.6, 0.6],
  ])
  await expect(reader.rows).toHaveCount(4)
  await page.keyboard.press('Alt+7')
  await reader.draw([
    [0.4, 0.58],
    [0.4, 0.62],
  ])
  await page.keyboard.press('Alt+5')
  await reader.draw([
    [0.15, 0.1],
    [0.7, 0.2],
  ])
  await expect(reader.panel.getByRole('img', { name: 'Picture of the area' })).toBeVisible()
  await page.keyboard.press('Alt+4')
  await reader.draw([
    [0.2, 0.7],
    [0.6, 0.75],
  ])
  await page.keyboard.type('words on the page')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await page.keyboard.press('Alt+3')
  await reader.draw([[0.1, 0.1]])
  await page.keyboard.type('$x^2$ is **convex**')
  // What is typed before it is on the disk is no part of it.
  await page.evaluate(async () => {
    const box = document.activeElement
    box?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', ctrlKey: true, bubbles: true, cancelable: true }))
    await Promise.resolve()
    document.execCommand('insertText', false, 'jjj')
  })
  await expect(reader.panel.locator('.katex')).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'Comment' })).toHaveCount(0)
  await reader.saved()
  await expect(reader.panel).not.toContainText('jjj')
  const kinds = ['underline', 'strike-out', 'squiggly', 'ink', 'area', 'free-text', 'note']
  expect((await reader.kinds()).toSorted()).toEqual(kinds.toSorted())

  await running.close()
  const records = await kept(running.library)
  const ink = records.find(({ kind }) => kind === 'ink') as { strokes: number[][]; color: string } | undefined
  expect(ink).toMatchObject({ color: 'red' })
  // Two strokes are one annotation; the eraser cut the second in two.
  expect(ink?.strokes).toHaveLength(3)
  expect(records.find(({ kind }) => kind === 'note')).toMatchObject({ near: { quote: { prefix: '' } } })
  await running.open()
  const again = new ReaderPage(running.page)
  await again.open()
  await expect.poll(async () => (await again.kinds()).toSorted()).toEqual(kinds.toSorted())
})

test('edits several at once as one step, and takes it back after a restart', async ({ running }) => {
  const { page } = running
  const reader = new ReaderPage(page)
  await reader.openNew('paper.pdf', pdfFrom(paperOf(2)))
  for (const line of [0, 2, 4]) {
    await reader.select(prose[line] ?? '', prose[line] ?? '')
    await reader.highlight('Yellow')
  }
  await expect(reader.rows).toHaveCount(3)
  await reader.rows.first().click()
  await reader.rows.last().click({ modifiers: ['Shift'] })
  const several = reader.panel.getByRole('toolbar', { name: '3 annotations chosen' })
  await several.getByRole('button', { name: 'Blue' }).click()
  await several.getByRole('button', { name: 'Turn into: Underline' }).click()
  await several.getByRole('button', { name: 'Add a tag' }).click()
  await several.getByRole('combobox', { name: 'Add a tag' }).fill('method')
  await page.keyboard.press('Enter')
  await expect(reader.panel.getByText('method', { exact: true })).toHaveCount(3)
  await several.getByRole('button', { name: /^Merge/ }).click()
  await expect(reader.rows).toHaveCount(1)
  await reader.saved()
  await running.restart()

  const again = new ReaderPage(running.page)
  await again.open()
  await expect(again.rows).toHaveCount(1)
  await again.pages.focus()
  await running.page.keyboard.press('Control+z')
  await expect(again.rows).toHaveCount(3)
  for (let step = 0; step < 3; step++) await running.page.keyboard.press('Control+z')
  await expect.poll(() => again.kinds()).toEqual(['highlight', 'highlight', 'highlight'])
  await running.page.keyboard.press('Control+Shift+z')
  await expect(again.panel.getByText('Blue, Highlight')).toHaveCount(3)
})

test('annotates by the keyboard alone', async ({ running }) => {
  const { page } = running
  const reader = new ReaderPage(page)
  await reader.openNew('paper.pdf', pdfFrom(paperOf(1)))
  await reader.find('momentum carries')
  await expect(reader.hits).toHaveText('1 of 1')
  // What is stored is found before the page has its words laid out; marking needs them.
  await expect(reader.line('Momentum carries')).toBeVisible()
  await page.keyboard.press('Control+Alt+2')
  await expect(reader.panel).toContainText('Momentum carries')
  await page.keyboard.press('Escape')
  await reader.rows.first().focus()
  await page.keyboard.press('Enter')
  await reader.pages.focus()
  for (let step = 0; step < 3; step++) await page.keyboard.press('Shift+ArrowRight')
  await expect(reader.rows.first()).toContainText(/Momentum carries the$/)
  await page.keyboard.press('Alt+Shift+ArrowUp')
  await expect(reader.panel).toContainText('it. Momentum carries the')
  await page.keyboard.press('Shift+ArrowDown')
  await expect(reader.panel).toContainText('and a bit of')

  await page.keyboard.press('Escape')
  await page.keyboard.press('Alt+5')
  await page.keyboard.press('Digit4')
  await page.keyboard.press('Enter') // the pen shows itself
  await page.keyboard.press('Enter') // and goes down
  for (let step = 0; step < 5; step++) {
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowDown')
  }
  await page.keyboard.press('Enter')
  await expect(reader.panel.getByRole('button', { name: /^Blue, Area/ })).toBeVisible()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await reader.rows.first().focus()
  await page.keyboard.press('Shift+ArrowDown')
  await page.keyboard.press('Delete')
  await expect(reader.rows).toHaveCount(0)
  await expect(page.getByText('2 annotations deleted')).toBeVisible()
})

/** Words of a right-to-left script as many programs write them: one by one from left to right, each from its left end. */
const asSeen = (words: string) =>
  words
    .split(' ')
    .toReversed()
    .map((word, index) => ({ text: [...word].toReversed().join(''), x: 100 + index * 70, y: 700, anyScript: true }))

test('marks over two columns and three pages, right to left, from top to bottom, and on a scan', async ({
  running,
}) => {
  const { page } = running
  const reader = new ReaderPage(page)
  const arabic = 'نقطة السرج مكان ينعدم فيه التدرج'
  await reader.openNew(
    'odd.pdf',
    pdfFrom([
      twoColumns(true),
      { runs: linesAt(72, 700, [...prose]) },
      { runs: linesAt(72, 700, [prose[0]]) },
      { runs: asSeen(arabic) },
      { runs: [{ text: '鞍点处的梯度为零', x: 500, y: 700, sizePt: 20, vertical: true }] },
      { runs: [], scanned: true },
    ]),
  )
  const from = await box(reader.line('The first column'))
  await page.mouse.click(from.x + 1, from.y + from.height / 2)
  await reader.sheet(3).scrollIntoViewIfNeeded()
  await reader.line(prose[0], 3).scrollIntoViewIfNeeded()
  const to = await box(reader.line(prose[0], 3))
  await page.keyboard.down('Shift')
  await page.mouse.click(to.x + to.width - 1, to.y + to.height / 2)
  await page.keyboard.up('Shift')
  await page.keyboard.press('Control+Alt+1')
  await expect(reader.rows).toHaveCount(1)
  await expect(reader.rows.first()).toContainText('p. 1–3')
  await expect(reader.rows.first()).toContainText(`${twoColumnText} ${prose[0]}`)

  const words = (sheet: number) => reader.sheet(sheet).locator('.textLayer span[role="presentation"]')
  const goTo = async (sheet: number) => {
    await reader.pageBox.fill(String(sheet))
    await page.keyboard.press('Enter')
    await expect(words(sheet).first()).toBeVisible()
  }
  await goTo(4)
  const [rightmost, leftmost] = [await box(words(4).first()), await box(words(4).last())]
  expect(rightmost.x, 'a line is laid out as it is read').toBeGreaterThan(leftmost.x)
  await page.mouse.move(rightmost.x + rightmost.width - 1, rightmost.y + rightmost.height / 2)
  await page.mouse.down()
  await page.mouse.move(leftmost.x + 1, leftmost.y + leftmost.height / 2, { steps: 8 })
  await page.mouse.up()
  await page.keyboard.press('Control+Alt+2')
  await expect(reader.rows).toHaveCount(2)
  await goTo(5)
  await words(5).first().click({ clickCount: 3 })
  await page.keyboard.press('Control+Alt+2')
  await expect(reader.rows).toHaveCount(3)
  await reader.pageBox.fill('6')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Alt+5')
  await reader.draw(
    [
      [0.2, 0.1],
      [0.6, 0.2],
    ],
    6,
  )
  await expect(reader.rows).toHaveCount(4)
  await reader.saved()
  await running.close()
  const records = await kept(running.library)
  const marks = (records.filter(({ kind }) => kind === 'underline') as TextMark[]).toSorted(
    (a, b) => (a.parts[0]?.page ?? 0) - (b.parts[0]?.page ?? 0),
  )
  expect(marks[0]?.quote.exact).toBe(arabic)
  expect(marks[1]).toMatchObject({ quote: { exact: '鞍点处的梯度为零' }, parts: [{ turn: 270 }] })
  const [left = 0, bottom = 0, right = 0, top = 0] = marks[1]?.parts[0]?.rectsPt[0] ?? []
  expect(top - bottom).toBeGreaterThan(140)
  expect(right - left).toBeLessThan(30)
  const area = records.find(({ kind }) => kind === 'area') as { near?: unknown; picture?: string } | undefined
  expect(area?.near).toBeUndefined()
  expect(area?.picture).toMatch(/^[0-9a-f]{64}$/)
})
