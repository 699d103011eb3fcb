import { paperOf, pdfFrom } from '../fixtures/pdf.ts'
import { expect, test } from './app.ts'
import { ReaderPage } from './pages/reader.ts'
import { violationsOf } from './pages/soundness.ts'
import { oneItem } from './shelves.ts'

test.use({ shelf: oneItem })

test('takes over what the PDF carries, once, and gives a colour a name of its own', async ({ running }) => {
  const { page } = running
  const reader = new ReaderPage(page)
  const carriedMark =
    '/Subtype /Underline /Rect [72 676 440 692] /QuadPoints [72 692 440 692 72 676 440 676] /C [0 0 1] /Contents (from elsewhere) /T (Ann) /NM (n1)'
  const [sheet] = paperOf(1)
  if (!sheet) throw new Error('no page')
  await reader.openNew('carried.pdf', pdfFrom([{ ...sheet, annotations: [carriedMark] }], { annotationObjects: true }))
  // What pdf.js draws into the page's picture; our own marks lie over it.
  const bluePixels = () =>
    reader.sheet(1).evaluate(sheet => {
      const canvas = sheet.querySelector<HTMLCanvasElement>('.canvasWrapper canvas')
      const drawn = document.createElement('canvas').getContext('2d')
      if (!canvas || !drawn) return -1
      Object.assign(drawn.canvas, { width: canvas.width, height: canvas.height })
      drawn.drawImage(canvas, 0, 0)
      const { data } = drawn.getImageData(0, 0, canvas.width, canvas.height)
      let blue = 0
      for (let at = 0; at < data.length; at += 4)
        if ((data[at + 2] ?? 0) > 200 && (data[at] ?? 255) < 80 && data[at + 3] === 255) blue++
      return blue
    })
  await expect.poll(bluePixels).toBeGreaterThan(100)
  await reader.panel.getByRole('button', { name: 'In the PDF…' }).click()
  await reader.panel.getByRole('button', { name: 'Take over all' }).click()
  await expect(reader.rows).toHaveCount(1)
  await expect(reader.panel).toContainText('from elsewhere')
  await expect(reader.rows.first()).toContainText('A saddle point is a place')
  await expect.poll(bluePixels, 'the original is not drawn under ours').toBe(0)
  await expect(reader.panel.getByText('carries no annotation that is not here')).toBeVisible()

  await page.getByRole('button', { name: 'Colour: Yellow' }).click()
  await page.getByRole('button', { name: 'Edit colours…' }).click()
  const editor = page.getByRole('dialog', { name: 'Colours of annotations' })
  await editor.getByRole('textbox', { name: 'Name' }).first().fill('definition')
  await editor.getByRole('button', { name: 'Done' }).click()
  await expect(page.getByRole('button', { name: 'Colour: definition' })).toBeVisible()
  // Without ours, the original is what one sees.
  await reader.rows.first().click()
  await page.keyboard.press('Delete')
  await expect.poll(bluePixels).toBeGreaterThan(100)
  await running.restart()
  await expect(running.page.getByRole('button', { name: 'Colour: definition' })).toBeVisible()
})

test('takes over single annotations of the PDF', async ({ running }) => {
  const { page } = running
  const reader = new ReaderPage(page)
  const mark = (top: number, words: string) =>
    `/Subtype /Highlight /Rect [72 ${top - 16} 440 ${top}] /QuadPoints [72 ${top} 440 ${top} 72 ${top - 16} 440 ${top - 16}] /C [1 1 0] /Contents (${words}) /T (Ann) /NM (n${top})`
  const [first, second] = paperOf(2)
  if (!first || !second) throw new Error('no page')
  const pages = [
    { ...first, annotations: [mark(692, 'one of two'), mark(660, 'two of two')] },
    { ...second, annotations: [mark(692, 'third')] },
  ]
  await reader.openNew('carried.pdf', pdfFrom(pages, { annotationObjects: true }))
  await reader.panel.getByRole('button', { name: 'In the PDF…' }).click()
  const embedded = reader.panel.getByRole('list', { name: 'Annotations of the PDF itself' })
  await expect(embedded.getByRole('listitem')).toHaveCount(3)
  await embedded.getByText('p. 2 · Highlight · Ann').click()
  await expect(reader.pageBox).toHaveValue('2')
  await embedded.getByRole('button', { name: 'Take over' }).nth(1).press('Enter')
  await expect(embedded.getByRole('listitem')).toHaveCount(2)
  await expect(reader.rows.first()).toContainText('because the slope is small')
  await expect(reader.panel.getByRole('list', { name: 'Annotations in the order of the pages' })).toContainText(
    'two of two',
  )
  await expect(embedded).not.toContainText('two of two')
  await reader.pages.focus()
  await page.keyboard.press('Control+z')
  await expect(embedded.getByRole('listitem')).toHaveCount(3)
})

test('a caret and a filled shape that are taken over look as they did', async ({ running }) => {
  const { page } = running
  const reader = new ReaderPage(page)
  const caret = '/Subtype /Caret /Rect [300 400 330 440] /C [0 0 1] /NM (caret)'
  const square = '/Subtype /Square /Rect [100 200 200 300] /C [0 0 1] /IC [0 0 1] /BS << /W 2 >> /NM (square)'
  const [sheet] = paperOf(1)
  if (!sheet) throw new Error('no page')
  await reader.openNew('shapes.pdf', pdfFrom([{ ...sheet, annotations: [caret, square] }], { annotationObjects: true }))
  await expect(page.locator('.bare-marks path')).toHaveCount(1)
  await reader.panel.getByRole('button', { name: 'In the PDF…' }).click()
  await reader.panel.getByRole('button', { name: 'Take over all' }).click()
  await expect(reader.rows).toHaveCount(2)
  await expect(page.locator('.bare-marks path'), 'the caret').toHaveCount(1)
  await expect(page.locator('.mark-note'), 'no icon over it').toHaveCount(0)
  await expect
    .poll(
      () =>
        page
          .locator('.canvasWrapper canvas')
          .first()
          .evaluate((canvas: HTMLCanvasElement) => {
            const [x, y] = [(150 / 612) * canvas.width, ((792 - 250) / 792) * canvas.height]
            return [...(canvas.getContext('2d')?.getImageData(x, y, 1, 1).data ?? [])].slice(0, 3)
          }),
      'the filling',
    )
    .toEqual([0, 0, 255])
})

test('looks at a mark of the PDF where it stands, and takes it over, by pointer and by keys', async ({ running }) => {
  const { page } = running
  const reader = new ReaderPage(page)
  const mark = (top: number, rest: string) =>
    `/Subtype /Highlight /Rect [72 ${top - 16} 440 ${top}] /QuadPoints [72 ${top} 440 ${top} 72 ${top - 16} 440 ${top - 16}] /C [1 1 0] /NM (n${top}) ${rest}`
  const [sheet] = paperOf(1)
  if (!sheet) throw new Error('no page')
  const annotations = [mark(692, ''), mark(660, '/Contents (first line\nsecond <b>line</b>) /T (Ann)')]
  await reader.openNew('carried.pdf', pdfFrom([{ ...sheet, annotations }], { annotationObjects: true }))
  // Points of the page, from the top: 792 high.
  const at = async (topPt: number) => {
    const box = await reader.sheet(1).boundingBox()
    if (!box) throw new Error('no sheet')
    const scale = box.width / 612
    await page.mouse.click(box.x + 250 * scale, box.y + (792 - topPt + 8) * scale)
  }
  const card = page.getByRole('dialog', { name: 'In the PDF: Highlight' })
  await at(660)
  await expect(card).toContainText('Ann')
  await expect(card).toContainText('second <b>line</b>')
  await page.keyboard.press('Escape')
  await expect(card).toBeHidden()
  await expect(reader.pages).toBeFocused()
  await at(692)
  await expect(card).toBeVisible()
  await expect(card).not.toContainText('Ann')
  await card.getByRole('button', { name: 'Take over' }).click()
  await expect(card).toBeHidden()
  await expect(reader.rows).toHaveCount(1)
  await reader.sheet(1).locator('.highlightAnnotation:not(.annotation-left-out) > button').focus()
  await page.keyboard.press('Enter')
  await expect(card.getByRole('button', { name: 'Take over' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(reader.rows).toHaveCount(2)
  await expect(reader.panel).toContainText('first line')
})

test('reaches every mark of the PDF by Tab, each with a name, and takes over by keys alone', async ({ running }) => {
  const { page } = running
  const reader = new ReaderPage(page)
  const [sheet, second] = paperOf(2)
  if (!sheet || !second) throw new Error('no page')
  const highlight = '/Subtype /Highlight /Rect [72 676 440 692] /QuadPoints [72 692 440 692 72 676 440 676] /C [1 1 0]'
  const annotations = [
    highlight,
    '/Subtype /Text /Rect [500 600 520 620] /Contents (why?) /T (Ann)',
    '/Subtype /Text /Rect [500 600 520 620] /Contents (because) /T (Bob) /IRT 14 0 R',
    '/Subtype /Square /Rect [300 400 360 460] /T (Ann)',
    '/Subtype /Line /Rect [72 260 200 300] /L [72 300 200 260] /LE [/None /OpenArrow]',
    '/Subtype /Redact /Rect [400 200 440 220]',
    '/Subtype /Highlight /Rect [72 100 440 116] /QuadPoints [72 116 440 116 72 100 440 100] /F 2',
  ]
  const pages = [
    { ...sheet, annotations },
    { ...second, annotations: [`${highlight} /T (Bob)`] },
  ]
  await reader.openNew('carried.pdf', pdfFrom(pages, { annotationObjects: true }))
  const marks = reader.pages.getByRole('button', { name: /^In the PDF/ })
  await expect(marks).toHaveCount(6)
  await reader.pages.focus()
  const names: string[] = []
  for (let press = 0; press < 12 && names.length < 6; press++) {
    await page.keyboard.press('Tab')
    const name = await page.evaluate(() => document.activeElement?.ariaLabel ?? '')
    if (name.startsWith('In the PDF')) names.push(name)
  }
  expect(names).toEqual([
    'In the PDF: Highlight · A saddle point is a place where the gradient vanishes though the',
    'In the PDF: Note · Ann · why?',
    'In the PDF: Area · Ann',
    'In the PDF: Ink',
    'In the PDF: Area',
    'In the PDF: Highlight · Bob · A saddle point is a place where the gradient vanishes though the',
  ])
  expect(await violationsOf(page, '.reader')).toEqual([])
  // The square, the arrow and the redaction have no appearance, and pdf.js draws none of them.
  const bare = reader.sheet(1).locator('.bare-marks path')
  await expect(bare).toHaveCount(3)
  await expect(bare.nth(1), 'the arrow stands where the line ends').toHaveAttribute('d', /L200 260L/)
  const card = page.getByRole('dialog', { name: /^In the PDF/ })
  const note = marks.nth(1)
  await note.focus()
  await page.keyboard.press('Space')
  await expect(card).toContainText('why?')
  await expect(card).toContainText('Bob')
  await page.keyboard.press('Escape')
  await expect(note).toBeFocused()
  await marks.nth(4).focus()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await expect(reader.rows).toHaveCount(1)
  await expect.poll(() => reader.kinds(1)).toEqual(['area'])
  await expect(bare, 'what was taken over is drawn once').toHaveCount(2)
})
