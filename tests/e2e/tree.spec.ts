import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test } from './app.ts'
import { LibraryPage } from './pages/library.ts'
import { violationsOf } from './pages/soundness.ts'

const list = `# Reading

- [Attention is all you need](https://arxiv.org/abs/1706.03762)
- [Variational inference](https://example.org/vi)
- [Deep residual learning](https://example.org/resnet)
- [Gaussian processes](https://example.org/gp)
- [Optimal transport](https://example.org/ot)
- [Bandits](https://example.org/bandits)
- [Sampling](https://example.org/sampling)

# Later

- [Attention Is All You Need!](https://example.org/attention)
`

async function opened(page: Page): Promise<LibraryPage> {
  const library = new LibraryPage(page)
  await library.import('list.md', Buffer.from(list))
  await expect(library.preview.getByRole('button', { name: /^New / })).toBeVisible()
  await page.keyboard.press('Enter')
  await library.openTopic('Reading')
  await expect(library.items).toHaveCount(7)
  return library
}

test('marks, tags, moves and takes back several items by keyboard alone', async ({ running }) => {
  const library = await opened(running.page)
  const { keyboard } = running.page
  await library.item('Variational').click()
  await keyboard.press('Shift+ArrowDown')
  await keyboard.press('Shift+ArrowDown')
  const bar = running.page.getByRole('toolbar', { name: 'For the chosen items' })
  await expect(bar).toContainText('3 items')
  expect(await violationsOf(running.page)).toEqual([])

  await keyboard.press('Alt+2')
  await expect(library.items.getByRole('button', { name: 'Reading', exact: true })).toHaveCount(3)
  await keyboard.press('Alt+T')
  await keyboard.type('Bayes')
  await keyboard.press('Enter')
  await expect(running.page.getByRole('option', { name: 'Bayes' })).toHaveAttribute('aria-selected', 'true')
  expect(await violationsOf(running.page)).toEqual([])
  await keyboard.press('Escape')
  await expect(library.items.filter({ hasText: 'Bayes' })).toHaveCount(3)
  await keyboard.press('Control+Z')
  await expect(library.items.filter({ hasText: 'Bayes' })).toHaveCount(0)

  // Alt+Up moves what is chosen together; type-ahead goes to a title.
  await keyboard.press('Alt+ArrowUp')
  await expect.poll(async () => (await library.itemTitles())[0]).toContain('Variational')
  await expect(running.page.getByRole('log')).toContainText('Now 1 of 7')
  await keyboard.type('ban')
  await expect(library.item('Bandits')).toBeFocused()

  await keyboard.press('Control+X')
  await library.topic('Later').focus()
  await keyboard.press('Control+V')
  await expect(library.items).toHaveCount(6)
  await library.openTopic('Later')
  await expect(library.item('Bandits')).toBeVisible()
  await library.item('Bandits').click()
  await keyboard.press('Control+C')
  await library.openTopic('Reading')
  await keyboard.press('Control+V')
  await expect(library.items).toHaveCount(7)
  await keyboard.press('Control+A')
  await expect(bar).toContainText('7 items')
  await keyboard.press('Alt+M')
  await keyboard.type('Later')
  await expect(library.answers.first()).toContainText('Later')
  await keyboard.press('Enter')
  await expect(library.items).toHaveCount(0)
  await keyboard.press('Control+Z')
  await expect(library.items).toHaveCount(7)
})

test('filters, keeps the filter, sorts, and opens as it was left', async ({ running }) => {
  const library = await opened(running.page)
  const { keyboard } = running.page
  await library.item('Gaussian').click()
  await keyboard.press('Alt+2')
  await keyboard.press('Control+F')
  const field = running.page.getByRole('searchbox', { name: 'Filter' })
  await expect(field).toBeFocused()
  await keyboard.type('status:reading')
  await expect(library.items).toHaveCount(1)
  await expect(running.page.getByRole('button', { name: 'Take out: Status: Reading' })).toBeVisible()
  await keyboard.type(' nothing-like-it')
  await expect(running.page.getByText('Nothing answers this filter.')).toBeVisible()
  expect(await violationsOf(running.page)).toEqual([])
  await field.fill('status:reading,to-read site:example.org')
  await running.page.getByRole('button', { name: 'Save filter' }).click()
  await library.write('Open ends')
  const row = running.page.getByRole('navigation', { name: 'Filters' }).getByRole('button', { name: 'Open ends' })
  await expect(row).toHaveAttribute('aria-current', 'page')
  await expect(row).toContainText('7')
  await expect(library.items).toHaveCount(7)

  await running.page.getByRole('columnheader', { name: 'Title' }).getByRole('button').click()
  await expect(running.page.getByRole('columnheader', { name: 'Title' })).toHaveAttribute('aria-sort', 'ascending')
  await expect.poll(async () => (await library.itemTitles())[0]).toContain('Attention')
  await library.saved()
  // What is open is kept a moment after it changed.
  const kept = () => readFile(path.join(running.library, 'window.json'), 'utf8').catch(() => '')
  await expect.poll(kept).toContain('"column":"title"')
  await running.restart()
  const again = new LibraryPage(running.page)
  await expect(again.title).toHaveText('Open ends')
  await expect(running.page.getByRole('tab')).toHaveCount(3)
  await expect.poll(async () => (await again.itemTitles())[0]).toContain('Attention')
  await running.page.getByRole('columnheader', { name: 'Title' }).getByRole('button').click()
  await running.page.getByRole('columnheader', { name: 'Title' }).getByRole('button').click()
  await expect.poll(async () => (await again.itemTitles())[0]).toContain('Variational')
})

test('shows the first screen of a large library at once, and has the rest soon after @both', async ({ running }) => {
  const list = Array.from({ length: 30 }, (_, topic) => [
    `# Shelf ${topic}`,
    ...Array.from({ length: 100 }, (_, at) => `- [Leaf ${topic}-${at}](https://example.org/${topic}/${at})`),
  ])
  await running.close()
  const file = path.join(path.dirname(running.library), 'shelves.md')
  await writeFile(file, list.flat().join('\n\n'))
  expect((await running.cli(['import', file])).code).toBe(0)
  await running.open()
  const library = new LibraryPage(running.page)
  const shelf = library.tree.getByRole('treeitem', { name: /^Shelf 29/ })
  await library.tree.getByRole('treeitem').first().focus()
  await running.page.keyboard.press('End')
  await expect(shelf).toContainText('100')
  await shelf.click()
  await expect(library.items).not.toHaveCount(0)
  await expect(library.item('Leaf 29-3')).toBeVisible()
  await running.page.keyboard.press('Control+F')
  const field = running.page.getByRole('searchbox', { name: 'Filter' })
  await expect(field).toBeFocused()
  await running.page.keyboard.type('leaf 17-42')
  await expect(library.items).toHaveCount(1)
  // The keys of the filter lead back into it, with what was asked.
  await shelf.focus()
  await running.page.keyboard.press('Control+F')
  await expect(running.page.getByRole('tab', { name: 'Shelf 29' })).toBeVisible()
  await expect(field).toBeFocused()
  await expect(library.items).toHaveCount(1)
  const kept = () => readFile(path.join(running.library, 'window.json'), 'utf8').catch(() => '')
  await expect.poll(kept).toContain('leaf 17-42')
  await running.restart()
  await expect(new LibraryPage(running.page).items).toHaveCount(1)
})

test('shows duplicates side by side and merges them', async ({ running }) => {
  const library = await opened(running.page)
  await library.command('Find duplicates')
  await expect(library.title).toHaveText('Duplicates')
  const group = running.page.getByRole('region', { name: /attention is all you need/i })
  await expect(group.getByRole('radio')).toHaveCount(2)
  expect(await violationsOf(running.page)).toEqual([])
  await group.getByRole('button', { name: 'Merge 2' }).click()
  await expect(group).toHaveCount(0)
  await library.openTopic('Later')
  await expect(library.items).toHaveCount(1)
  await library.items.first().click()
  await expect(running.page.getByRole('region', { name: 'Details' })).toContainText('Merged with')
  const answer = await running.cli(['duplicates'])
  expect(answer.stderr).toContain('open')
})

test('keeps a widget’s run while its tab is left', async ({ running }) => {
  const library = new LibraryPage(running.page)
  await library.command('Open demo: Descent laboratory')
  const slider = running.page.getByRole('slider').first()
  await slider.focus()
  await running.page.keyboard.press('Home')
  const value = await slider.inputValue()
  await library.topic('CUDA').click()
  await expect(library.title).toHaveText('CUDA')
  await running.page
    .getByRole('tab')
    .filter({ hasText: /descent/i })
    .click()
  await expect(running.page.getByRole('slider').first()).toHaveValue(value)
})
