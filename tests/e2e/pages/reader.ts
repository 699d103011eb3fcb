import { expect, type Locator, type Page } from '@playwright/test'

/** What a reader does with a paper, in their words. */
export class ReaderPage {
  private readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  /** Attaches a PDF to the first item of the open topic. */
  async attach(name: string, bytes: Uint8Array): Promise<void> {
    await this.chooseItem()
    const asked = this.page.waitForEvent('filechooser')
    await this.details.getByRole('button', { name: 'Attach a PDF…' }).click()
    await (await asked).setFiles({ name, mimeType: 'application/pdf', buffer: Buffer.from(bytes) })
    await expect(this.details.getByText(name, { exact: true })).toBeVisible()
  }

  /** Attaches another PDF to the item of the topic, in place of the one it has, and opens it. */
  async replace(name: string, bytes: Uint8Array): Promise<void> {
    await this.page.getByRole('tab').first().click()
    await this.chooseItem()
    const asked = this.page.waitForEvent('filechooser')
    await this.details.getByRole('button', { name: 'Attach another PDF…' }).click()
    await (await asked).setFiles({ name, mimeType: 'application/pdf', buffer: Buffer.from(bytes) })
    await expect(this.details.getByText(name, { exact: true })).toBeVisible()
    await this.details.getByRole('button', { name: 'Open the paper' }).click()
  }

  /** The annotations, for those who choose them. */
  get rows(): Locator {
    return this.panel.locator('.annotation-jump')
  }

  get panel(): Locator {
    return this.page.getByRole('region', { name: 'Annotations' })
  }

  /** What can be done with the text that is selected. */
  get bar(): Locator {
    return this.page.getByRole('toolbar', { name: 'Selected text' })
  }

  /** Draws with the tool in hand, from point to point of a page (parts of its width and height). */
  async draw(points: readonly (readonly [number, number])[], sheet = 1): Promise<void> {
    const { x, y, width, height } = await box(this.sheet(sheet))
    const [first = [0, 0], ...others] = points.map(([right, down]) => [x + right * width, y + down * height] as const)
    await this.page.mouse.move(...first)
    await this.page.mouse.down()
    for (const point of others) await this.page.mouse.move(...point, { steps: 4 })
    await this.page.mouse.up()
  }

  /** The kinds of the marks on a page, in the order in which they were drawn. */
  kinds(sheet = 1): Promise<string[]> {
    return this.sheet(sheet)
      .locator('.mark')
      .evaluateAll(marks => marks.map(mark => (mark as HTMLElement).dataset['kind'] ?? ''))
  }

  private get details(): Locator {
    return this.page.getByRole('region', { name: 'Details' })
  }

  /** Opens the paper of that item. */
  async open(): Promise<void> {
    const items = this.page.getByRole('grid', { name: 'Items' })
    await expect(this.tools.or(items)).toBeVisible()
    // The window opens the tabs that it had.
    if (await this.tools.isVisible()) return
    await this.chooseItem()
    await this.details.getByRole('button', { name: 'Open the paper' }).click()
  }

  async openNew(name: string, bytes: Uint8Array): Promise<void> {
    await this.attach(name, bytes)
    await this.open()
  }

  private async chooseItem(): Promise<void> {
    // A window opens as it was left, so the paper may be what is shown.
    await this.page.getByRole('treeitem').first().click()
    await this.page.getByRole('grid', { name: 'Items' }).getByRole('row').first().click()
  }

  get tools(): Locator {
    return this.page.getByRole('toolbar', { name: 'Paper tools' })
  }

  get pageBox(): Locator {
    return this.tools.getByRole('textbox', { name: 'Page number' })
  }

  get zoom(): Locator {
    return this.tools.getByRole('combobox', { name: 'Zoom' })
  }

  /** A tab of the reader's sidebar. */
  tab(name: string): Locator {
    return this.page.getByRole('region', { name: 'Sidebar' }).getByRole('tab', { name })
  }

  /** Chooses an option of the view. */
  async view(group: string, option: string): Promise<void> {
    await this.tools.getByRole('button', { name: 'View' }).click()
    await this.tools.getByRole('group', { name: group }).getByRole('radio', { name: option }).check()
    await this.page.keyboard.press('Escape')
    await this.pages.focus()
  }

  get pages(): Locator {
    return this.page.getByRole('region', { name: 'Pages', exact: true })
  }

  get alert(): Locator {
    return this.page.getByRole('tabpanel').getByRole('alert')
  }

  /** A page by its number in the file. */
  sheet(number: number): Locator {
    return this.page.locator(`.page[data-page-number="${number}"]`)
  }

  /** The stretch of a page's text that holds some words. */
  line(words: string, sheet = 1): Locator {
    return this.sheet(sheet).locator('.textLayer span[role="presentation"]').filter({ hasText: words }).first()
  }

  /** The fields of the PDF's form that have a name. */
  field(name: string): Locator {
    return this.pages.locator(`.annotationLayer [name="${name}"]`)
  }

  /** Draws the pointer from the start of one line to the end of another; `way` is where the page's text runs. */
  async select(from: string, to: string, { sheet = 1, way = 'right' as Way } = {}): Promise<void> {
    await this.line(from, sheet).scrollIntoViewIfNeeded()
    const [first, last] = await Promise.all([box(this.line(from, sheet)), box(this.line(to, sheet))])
    const [start, end] = [ends(first, way).start, ends(last, way).end]
    await this.page.mouse.move(start.x, start.y)
    await this.page.mouse.down()
    await this.page.mouse.move(end.x, end.y, { steps: 8 })
    await this.page.mouse.up()
  }

  async highlight(color: string): Promise<void> {
    await this.page.getByRole('toolbar', { name: 'Selected text' }).getByRole('button', { name: color }).click()
  }

  /** Clicks a line's mark and writes a comment in the card that opens. */
  async comment(words: string, text: string): Promise<void> {
    const { x, y, height } = await box(this.line(words))
    await this.page.mouse.click(x + 20, y + height / 2)
    await this.page.getByRole('dialog', { name: 'Highlight' }).getByRole('textbox', { name: 'Comment' }).fill(text)
    await this.page.keyboard.press('Control+Enter')
  }

  async find(text: string): Promise<void> {
    await this.pages.focus()
    await this.page.keyboard.press('Control+f')
    await this.page.getByRole('textbox', { name: 'Find in the paper' }).fill(text)
  }

  get hits(): Locator {
    return this.page.getByRole('search', { name: 'Find' }).getByRole('status')
  }

  /** The rows of the annotation panel. */
  get annotations(): Locator {
    return this.page.getByRole('region', { name: 'Annotations' }).getByRole('listitem')
  }

  /** Waits until the window says that nothing is on its way to the disk. */
  async saved(): Promise<void> {
    await expect(this.page.locator('[data-pending]')).toHaveCount(0)
    await expect(this.page.getByRole('banner').getByRole('status')).toHaveText('Saved')
  }

  /** The rectangles of the marks on a page, CSS pixels of the window. */
  async marks(sheet = 1): Promise<Box[]> {
    const rects = await this.sheet(sheet).locator('.mark-fill').all()
    return Promise.all(rects.map(box))
  }

  /** How many pixels of a page are dark. */
  ink(sheet: number): Promise<number> {
    return this.sheet(sheet)
      .locator('.canvasWrapper canvas')
      .first()
      .evaluate((canvas: HTMLCanvasElement) => {
        const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height)
        return data.filter((value, index) => index % 4 === 0 && value < 128).length
      })
  }
}

export type Way = 'right' | 'down' | 'up'

function ends({ x, y, width, height }: Box, way: Way) {
  const [middleX, middleY] = [x + width / 2, y + height / 2]
  if (way === 'right') return { start: { x: x + 1, y: middleY }, end: { x: x + width - 1, y: middleY } }
  const [top, bottom] = [
    { x: middleX, y: y + 1 },
    { x: middleX, y: y + height - 1 },
  ]
  return way === 'down' ? { start: top, end: bottom } : { start: bottom, end: top }
}

export interface Box {
  x: number
  y: number
  width: number
  height: number
}

export async function box(locator: Locator): Promise<Box> {
  const found = await locator.boundingBox()
  if (!found) throw new Error('it is not on the screen')
  return found
}
