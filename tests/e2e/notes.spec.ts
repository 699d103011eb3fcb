import type { Page } from '@playwright/test'
import { paperOf, pdfFrom, prose } from '../fixtures/pdf.ts'
import { expect, test } from './app.ts'
import { LibraryPage } from './pages/library.ts'
import { ReaderPage } from './pages/reader.ts'
import { violationsOf } from './pages/soundness.ts'

test('writes a note: links are completed, every pause is kept, links stay true and lead both ways', async ({
  running,
}) => {
  const { page } = running
  const library = new LibraryPage(page)
  await library.openTopic('CUDA')
  await page.keyboard.press('Control+E')
  const text = page.getByRole('textbox', { name: 'Note, in Markdown' })
  await expect(text).toBeFocused()
  await text.fill('')
  await page.keyboard.type('- See [[game th')
  await expect(page.getByRole('listbox').getByRole('option').first()).toContainText('博弈论')
  await page.keyboard.press('Enter')
  await page.keyboard.type(' and [[Warps]], [[Games]]')
  await page.keyboard.press('Enter')
  // The list goes on by itself, and the formula is drawn while it is written.
  await page.keyboard.type('norm $\\frac{a}{b')
  await expect(page.locator('.formula-preview .katex, .formula-preview .formula-refused')).toBeVisible()
  await page.keyboard.type('}')
  await expect(page.locator('.formula-preview .katex')).toBeVisible()
  await library.saved()
  await expect(page.locator('.note-editor-state')).toHaveText('Saved')
  // What a pause has kept is there after a kill.
  await running.kill()
  const again = new LibraryPage(running.page)
  await again.openTopic('CUDA')
  await expect(again.note.locator(':scope > ul > li')).toHaveCount(2)

  // A topic in two languages goes by the half that was written.
  await again.note.getByRole('link', { name: 'Game Theory' }).click()
  await expect(again.title).toContainText('博弈论')
  await running.page.getByRole('region', { name: 'Links to here' }).getByRole('button', { name: 'CUDA' }).click()
  await expect(again.title).toHaveText('CUDA')

  await again.topic('博弈论').focus()
  await running.page.keyboard.press('F2')
  await again.write('博弈 Games')
  await again.openTopic('CUDA')
  await expect(again.note.getByRole('link', { name: 'Games', exact: true })).toHaveAttribute('title', '博弈 Games')
  await again.note.getByRole('link', { name: '博弈 Games' }).click()
  await expect(again.title).toHaveText('博弈 Games')
  await again.openTopic('CUDA')
  await again.note.getByRole('button', { name: 'Warps' }).click()
  await expect(again.note.getByText('Nothing is called Warps.')).toBeVisible()
  await again.note.getByRole('button', { name: 'Add the topic' }).click()
  await expect(again.title).toHaveText('Warps')
  await again.topic('Warps').focus()
  await running.page.keyboard.press('F2')
  await again.write('线束 Games')
  await again.openTopic('CUDA')
  await expect(again.note.getByRole('link', { name: '博弈 Games' })).toHaveCount(2)
  // A half that may mean several says so, and each is a step away.
  await running.page.keyboard.press('Control+E')
  await expect(running.page.getByRole('textbox', { name: 'Note, in Markdown' })).toBeFocused()
  await running.page.keyboard.press('Control+End')
  await running.page.keyboard.type(' [[games]] [[凸优化#Several objectives]] ')
  await running.page.keyboard.press('Enter')
  await running.page.keyboard.type('[ ] to be read')
  await running.page.keyboard.press('Control+E')
  await again.note.getByRole('button', { name: 'games', exact: true }).click()
  await expect(again.note.getByText('games is half the title of 2 topics')).toBeVisible()
  await again.note.getByRole('button', { name: 'CUDA / 线束 Games' }).click()
  await expect(again.title).toHaveText('线束 Games')
  // A task is ticked where it is read, and a link goes to a heading of a note.
  await again.openTopic('CUDA')
  await again.note.getByRole('checkbox', { name: 'To do' }).press('Space')
  await expect(again.note.getByRole('checkbox', { name: 'Done' })).toBeChecked()
  await expect(again.note.getByRole('checkbox', { name: 'Done' })).toBeFocused()
  await again.note.getByRole('link', { name: '凸优化 › Several objectives' }).click()
  await expect(again.title).toContainText('凸优化')
  await expect(again.note.getByRole('heading', { name: 'Several objectives' })).toBeInViewport()
})

/** Opens a paper, marks its first line and quotes that in the note of the topic. */
async function quoteFirstLine(page: Page, reader: ReaderPage): Promise<void> {
  await reader.openNew('paper.pdf', pdfFrom(paperOf(2)))
  await reader.select(prose[0], prose[0])
  await page.keyboard.press('Control+Alt+1')
  await reader.rows.first().click()
  await page.keyboard.press('Alt+KeyQ')
}

test('quotes an annotation in a note, with a link that opens the paper at the place', async ({ running }) => {
  const { page } = running
  const library = new LibraryPage(page)
  await expect(library.title).toContainText('梯度下降')
  const reader = new ReaderPage(page)
  await quoteFirstLine(page, reader)
  await expect(library.word).toContainText('Quoted in the note of 梯度下降')
  await page.getByRole('tab').first().click()
  const quote = library.note.getByRole('blockquote').last()
  await expect(quote).toContainText(prose[0].slice(0, 20))
  await quote.getByRole('link').click()
  await expect(reader.rows.first()).toHaveAttribute('aria-pressed', 'true')
})

test('shows other notes, a heading’s part, an item and an annotation in place, and says where it would go in circles', async ({
  running,
}) => {
  const { page } = running
  const library = new LibraryPage(page)
  const reader = new ReaderPage(page)
  await quoteFirstLine(page, reader)
  await page.getByRole('tab').first().click()
  const [link = ''] = (await library.note.getByRole('blockquote').last().getByRole('link').getAttribute('href'))!
    .split('/')
    .slice(-1)
  await library.openTopic('Code')
  await library.writeNote(
    '## First\n\nOne ==marked== word, [[#Second|below]], [[#Third]].\n\n## Second\n\n![[CUDA]]\n\n![[#First]]\n',
  )
  await library.openTopic('CUDA')
  await library.writeNote(
    `Other words.\n\n![[Code#First]]\n\n![[Code]]\n\n![[annotation:${link}]]\n\n![[CUDA入门教程推荐]]\n\n![[凸优化#Nothing here]] ![[Nobody]] ![[graph.png|300]]\n`,
  )
  const card = (name: string) => library.note.getByRole('group', { name, exact: true })
  const first = library.note.locator(':scope > .note-embed').first()
  await expect(first).toHaveAccessibleName('From Code › First')
  await expect(first.locator('mark')).toHaveText('marked')
  await expect(card('From CUDA')).toHaveText(/^CUDANot shown again: “CUDA” is shown around this place already\.$/)
  await expect(card('From Code').getByRole('group', { name: 'From Code › First' })).toContainText('One marked word')
  const annotation = library.note.locator('.note-embed', { hasText: prose[0].slice(0, 20) })
  await expect(annotation.getByRole('blockquote')).toBeVisible()
  await expect(card('From CUDA入门教程推荐').getByRole('link', { name: 'CUDA入门教程推荐' })).toBeVisible()
  await expect(library.note.getByText('There is no heading “Nothing here”.')).toBeVisible()
  await expect(library.note.getByRole('button', { name: 'Nobody' })).toBeVisible()
  await expect(library.note.getByRole('figure', { name: 'Picture: graph.png' })).toBeVisible()
  expect(await violationsOf(page)).toEqual([])

  // What is shown is followed by the keyboard, and says what it is shown in.
  await first.getByRole('link', { name: 'Code › First' }).press('Enter')
  await expect(library.title).toHaveText('Code')
  await expect(library.note.getByRole('heading', { name: 'First' }).first()).toBeFocused()
  await expect(page.getByRole('region', { name: 'Links to here' }).getByRole('button', { name: 'CUDA' })).toBeVisible()
  await expect(library.note.getByRole('link', { name: 'Third' }).first()).toHaveAttribute(
    'title',
    'This note has no heading “Third”.',
  )
  await library.note.getByRole('link', { name: 'below' }).first().press('Enter')
  await expect(library.note.getByRole('heading', { name: 'Second' })).toBeFocused()

  // While it is written, what is shown of the note itself follows; headings are offered.
  await page.setViewportSize({ width: 1720, height: 900 })
  await page.keyboard.press('Control+E')
  const picture = page.getByRole('region', { name: 'The note as it is read' })
  await expect(page.getByRole('textbox', { name: 'Note, in Markdown' })).toBeFocused()
  await page.keyboard.press('Control+End')
  await page.keyboard.type('![[#sec')
  await expect(page.getByRole('listbox').getByRole('option').first()).toContainText('Second')
  await page.keyboard.press('Enter')
  await expect(picture.getByRole('group', { name: 'From Code › Second' })).toContainText('Not shown again')
  await page.keyboard.press('Control+Home')
  await page.keyboard.press('Control+ArrowDown')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('End')
  await page.keyboard.type(' New words.')
  await expect(picture.getByRole('group', { name: 'From Code › First' }).last()).toContainText('New words.')
})

test('keeps a run of a demo, does it again, and writes its settings into the note', async ({ running }) => {
  test.slow()
  const { page } = running
  const library = new LibraryPage(page)
  await library.openTopic('CUDA')
  const block = '```solver\ndescent?f=x%5E2%2B8y%5E2\n```\n\n'
  await library.writeNote(`${block}${'A line of the note.\n\n'.repeat(80)}${block}`)
  // Each starts when it comes into view.
  await expect(library.note.locator('.demo')).toHaveCount(2)
  await library.note.locator('.demo').first().scrollIntoViewIfNeeded()
  await expect(library.note.locator('.demo').first().locator('.widget')).toBeVisible()
  await expect(library.note.locator('.demo .widget')).toHaveCount(1)
  const demo = library.note.locator('.demo').last()
  await demo.scrollIntoViewIfNeeded()
  await expect(demo.locator('.widget')).toBeVisible()
  await demo.getByRole('button', { name: 'Keep this run' }).click()
  const kept = page.getByRole('region', { name: 'Kept runs' })
  await kept.getByRole('button', { name: 'Run again and compare' }).click()
  await expect(kept.getByText(/^The same: \d+ values agree/)).toBeVisible()

  await expect(demo.getByRole('button', { name: 'Keep these settings in the note' })).toHaveCount(0)
  const steps = demo.getByRole('textbox', { name: 'Steps', exact: true })
  await steps.fill('77')
  // What one set is there again when one comes back.
  await library.openTopic('Code')
  await library.openTopic('CUDA')
  await demo.scrollIntoViewIfNeeded()
  await expect(steps).toHaveValue('77')
  await demo.getByRole('button', { name: 'Keep these settings in the note' }).click()
  await expect(library.word).toContainText('The settings are kept in the note')
  await page.keyboard.press('Control+E')
  // The other block, which reads the same, stays as it was. The editor holds the lines that are near what is seen.
  const blocks = page.locator('.cm-line', { hasText: 'descent?' })
  await expect(page.getByRole('textbox', { name: 'Note, in Markdown' })).toBeFocused()
  await page.keyboard.press('Control+Home')
  await expect(blocks.first()).toHaveText('descent?f=x%5E2%2B8y%5E2')
  await page.keyboard.press('Control+End')
  await expect(blocks.last()).toContainText('steps=77')
})

test('draws formulas with the library’s macros, and says where a definition is wrong', async ({ running }) => {
  const { page } = running
  const library = new LibraryPage(page)
  await library.openTopic('CUDA')
  await library.writeNote('Here $x \\in \\Wert$ and $\\frac{1}{$.')
  await expect(library.note.locator('.formula-reason')).toHaveCount(2)
  await library.command('Macros for formulas')
  const dialog = page.getByRole('dialog', { name: 'Macros for formulas' })
  expect(await dialog.evaluate(box => box.scrollWidth - box.clientWidth), 'nothing of it is cut off').toBe(0)
  const source = dialog.getByRole('textbox', { name: 'Definitions' })
  await source.fill('\\newcommand{\\Wert}{\\mathbb{R}}\nwrong')
  await expect(dialog.getByText('Line 2, column 1: “wrong” is no definition.')).toBeVisible()
  await source.fill('\\newcommand{\\Wert}{\\mathbb{R}}')
  await dialog.getByRole('button', { name: 'Keep' }).click()
  await expect(library.note.locator('.formula-reason')).toHaveCount(1)
  await expect(library.note.locator('.formula-reason')).toContainText('Unexpected end of input')
})

test('keeps brackets and stops with the formula between them, however the lines fall', async ({ running }) => {
  const library = new LibraryPage(running.page)
  await library.openTopic('Code')
  const lines = Array.from({ length: 50 }, (_, n) => `${'字'.repeat(n + 1)}（$f(x) < 0$），字`)
  await library.writeNote(lines.join('\n\n'))
  await expect(library.note.locator('p .katex')).toHaveCount(lines.length)
  const parted = await library.note.evaluate(note =>
    [...note.querySelectorAll('p')].flatMap(paragraph => {
      const bases = [...paragraph.querySelectorAll('.katex-base')].map(base => base.getBoundingClientRect())
      const words = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT)
      const rectOf = (sign: string) => {
        for (words.currentNode = paragraph; words.nextNode();) {
          const at = (words.currentNode as Text).data.indexOf(sign)
          if (at < 0) continue
          const range = document.createRange()
          range.setStart(words.currentNode, at)
          range.setEnd(words.currentNode, at + 1)
          return range.getBoundingClientRect()
        }
        throw new Error(`no ${sign}`)
      }
      const isBeside = (sign: string, base: DOMRect | undefined) => {
        const { top, bottom } = rectOf(sign)
        return base !== undefined && base.top < bottom && base.bottom > top
      }
      return isBeside('（', bases[0]) && isBeside('，', bases.at(-1)) ? [] : [paragraph.textContent.length]
    }),
  )
  expect(parted).toEqual([])
})
