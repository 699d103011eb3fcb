import { expect, type FileChooser, type Locator, type Page } from '@playwright/test'

/** What someone does with their topics, items and notes, in their words. */
export class LibraryPage {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  get tree(): Locator {
    return this.page.getByRole('tree')
  }

  /** A topic's row; its name begins with the title. */
  topic(title: string): Locator {
    return this.tree.getByRole('treeitem', { name: new RegExp(`^${title}`) })
  }

  get title(): Locator {
    return this.page.getByRole('heading', { level: 1 })
  }

  get items(): Locator {
    return this.page
      .getByRole('grid')
      .getByRole('row')
      .filter({ has: this.page.getByRole('gridcell') })
  }

  item(title: string): Locator {
    return this.items.filter({ hasText: title })
  }

  get note(): Locator {
    return this.page.locator('.note')
  }

  /** The latest word on what was done. */
  get word(): Locator {
    return this.page.locator('.toast')
  }

  async openTopic(title: string): Promise<void> {
    await this.topic(title).click()
    await expect(this.topic(title)).toHaveAttribute('aria-selected', 'true')
  }

  /** The titles of the tree's rows, from the top. */
  titles(): Promise<string[]> {
    return this.tree
      .getByRole('treeitem')
      .evaluateAll(rows =>
        rows
          .sort((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top)
          .map(row => row.querySelector('.clipped')?.textContent?.trim() ?? ''),
      )
  }

  itemTitles(): Promise<string[]> {
    return this.items
      .locator('.item-title')
      .evaluateAll(rows =>
        rows
          .sort((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top)
          .map(row => row.textContent?.trim() ?? ''),
      )
  }

  /** Names a new topic where the key has opened a line for it. */
  async write(words: string): Promise<void> {
    await this.page.keyboard.type(words)
    await this.page.keyboard.press('Enter')
  }

  /** What the palette found. */
  get answers(): Locator {
    return this.page.getByRole('dialog').getByRole('option')
  }

  /** Does what the palette lists under some words. */
  async command(words: string): Promise<void> {
    await expect(this.title).toBeVisible()
    await this.page.keyboard.press('Control+Shift+P')
    await this.page.keyboard.type(words)
    await expect(this.answers.first()).toContainText(words)
    await this.page.keyboard.press('Enter')
  }

  private async chosen(act: () => Promise<void>): Promise<FileChooser> {
    const asked = this.page.waitForEvent('filechooser')
    await act()
    return asked
  }

  async import(name: string, bytes: Uint8Array): Promise<void> {
    const chooser = await this.chosen(() => this.command('Import…'))
    await chooser.setFiles({ name, mimeType: 'text/markdown', buffer: Buffer.from(bytes) })
  }

  /** The dialog that says what an import will do. */
  get preview(): Locator {
    return this.page.getByRole('dialog', { name: /^Import / })
  }

  async writeNote(markdown: string): Promise<void> {
    await this.page.keyboard.press('Control+E')
    await this.page.getByRole('textbox', { name: 'Note, in Markdown' }).fill(markdown)
    await this.page.keyboard.press('Control+Enter')
    await expect(this.note).toBeVisible()
    await this.saved()
  }

  /** Waits until everything is on the disk. */
  async saved(): Promise<void> {
    await expect(this.page.locator('.saved-state[data-state="saved"]')).toBeVisible()
  }
}
