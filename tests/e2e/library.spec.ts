import { readFile } from 'node:fs/promises'
import { paperOf, pdfFrom } from '../fixtures/pdf.ts'
import { expect, test } from './app.ts'
import { LibraryPage } from './pages/library.ts'
import { violationsOf } from './pages/soundness.ts'

const list = `# Reading

Some words before, with $e^{i\\pi} = -1$.

- [First](https://example.org/first)
- Survey: [one](https://example.org/one), [two](https://example.org/two) worth it

## Inner 内层

![a graph](https://example.org/graph.png)

- [First](https://example.org/first)
`

test('shows the bundled library and speaks both languages @both', async ({ running }) => {
  const library = new LibraryPage(running.page)
  await expect(library.title).toHaveText('梯度下降 Gradient Descent')
  await expect(library.items).toHaveCount(3)
  await expect(library.topic('特征工程')).toHaveAccessibleName('特征工程, items: 7')
  await running.page.getByRole('button', { name: 'Language: English' }).click()
  await expect(running.page.getByRole('heading', { name: '主题', exact: true })).toBeVisible()
  await expect(running.page.locator('html')).toHaveAttribute('lang', 'zh-CN')
  await expect(library.note).toContainText('梯度')
  await library.saved()
  await running.restart()
  await expect(new LibraryPage(running.page).page.getByRole('heading', { name: '主题', exact: true })).toBeVisible()
})

test.describe('in Chinese', () => {
  test.use({ locale: 'zh-CN' })
  test('draws every formula of duality, none refused', async ({ running }) => {
    const library = new LibraryPage(running.page)
    await library.openTopic('拉格朗日')
    await library.topic('拉格朗日').press('ArrowRight')
    for (const title of ['拉格朗日对偶性', '原始问题', '对偶问题', '原始问题和对偶问题的关系']) {
      await library.tree.getByRole('treeitem', { name: new RegExp(`^${title}(，| Lagrange)`) }).click()
      await expect(library.title).toContainText(title)
      await expect(library.note.locator('.katex').first()).toBeVisible()
      await expect(library.note.locator('.formula-refused')).toHaveCount(0)
    }
  })
})

test('adds, renames, moves and deletes topics by keyboard @both', async ({ running }) => {
  const library = new LibraryPage(running.page)
  const { keyboard } = running.page
  await library.openTopic('CUDA')
  await keyboard.press('Insert')
  await library.write('Optimal transport')
  await expect(library.title).toHaveText('Optimal transport')
  const at = (await library.titles()).indexOf('Optimal transport')
  expect((await library.titles())[at - 1]).toBe('CUDA')

  await library.topic('Optimal transport').focus()
  await keyboard.press('Enter')
  await library.write('Transport')
  await expect(library.title).toHaveText('Transport')
  await keyboard.press('Alt+ArrowUp')
  await expect.poll(library.titles.bind(library)).toEqual(expect.arrayContaining(['CUDA', 'Transport']))
  await expect.poll(async () => (await library.titles()).indexOf('Transport')).toBe(at - 1)
  await keyboard.press('Alt+ArrowRight')
  await expect(library.topic('Transport')).toHaveAttribute('aria-level', '2')
  await keyboard.press('Alt+ArrowLeft')
  await expect(library.topic('Transport')).toHaveAttribute('aria-level', '1')

  await keyboard.press('Delete')
  await expect(library.topic('Transport')).toHaveCount(0)
  await expect(library.word).toContainText('Deleted Transport')
  await keyboard.press('Control+Z')
  await expect(library.topic('Transport')).toBeVisible()
  await expect(library.word).toContainText('Undone: delete topic Transport')
})

test('walks the tree by arrows and by typing', async ({ running }) => {
  const library = new LibraryPage(running.page)
  const { keyboard } = running.page
  await library.topic('梯度下降').focus()
  await keyboard.press('End')
  await keyboard.type('research')
  await expect(library.topic('Research thinking')).toBeFocused()
  await keyboard.press('ArrowRight')
  await keyboard.press('ArrowRight')
  await expect(library.tree.locator(':focus')).toHaveAttribute('aria-level', '2')
  await keyboard.press('ArrowLeft')
  await keyboard.press('ArrowLeft')
  await expect(library.topic('Research thinking')).toHaveAttribute('aria-expanded', 'false')
  await keyboard.press('Enter')
  await expect(library.title).toContainText('Research thinking')
  await keyboard.press('F6')
  await expect(library.tree.locator(':focus')).toHaveCount(0)
  await keyboard.press('Shift+F6')
  await expect(library.topic('Research thinking')).toBeFocused()
})

test('moves topics and items by drag', async ({ running }) => {
  const library = new LibraryPage(running.page)
  await library.topic('Code').dragTo(library.topic('CUDA'))
  await library.topic('CUDA').focus()
  await running.page.keyboard.press('ArrowRight')
  await expect(library.topic('Code')).toHaveAttribute('aria-level', '2')
  await library.topic('面试').dragTo(library.topic('凸优化'), { targetPosition: { x: 60, y: 3 } })
  await expect.poll(async () => (await library.titles())[2]).toBe('面试')

  await library.openTopic('梯度下降')
  const [first = '', second = ''] = await library.itemTitles()
  await library.item(second).dragTo(library.item(first), { targetPosition: { x: 60, y: 4 } })
  await expect.poll(async () => (await library.itemTitles()).slice(0, 2)).toEqual([second, first])
  await library.item(first).dragTo(library.topic('面试'))
  await expect(library.items).toHaveCount(2)
  await library.openTopic('面试')
  await expect(library.item(first)).toBeVisible()
})

test('keeps a note through kill and through writing it again @both', async ({ running }) => {
  const library = new LibraryPage(running.page)
  await library.openTopic('CUDA')
  await library.writeNote('Shared memory, **$x^2$**.\n\n| a | b |\n|--:|---|\n| 1 | 2 |')
  await expect(library.note.getByRole('cell', { name: '2' })).toBeVisible()
  await running.kill()
  const again = new LibraryPage(running.page)
  await again.openTopic('CUDA')
  await expect(again.note).toContainText('Shared memory')
  await running.page.keyboard.press('Control+E')
  await running.page.getByRole('textbox', { name: 'Note, in Markdown' }).fill('Left by clicking elsewhere.')
  await again.openTopic('Code')
  await again.openTopic('CUDA')
  await expect(again.note).toHaveText('Left by clicking elsewhere.')
})

test('shows a hostile note as text and asks nobody @both', async ({ running }) => {
  const library = new LibraryPage(running.page)
  const requests: string[] = []
  running.page.on('request', request => requests.push(request.url()))
  await library.openTopic('CUDA')
  await library.writeNote(
    [
      '<script>document.title = "broken"</script>',
      '<img src="https://example.org/a%20b.png" onerror="alert(1)" style="zoom:67%;" />',
      '![remote](https://example.org/c.png)',
      '[run](javascript:alert(1)) [open](https://example.org/)',
      '$\\href{javascript:alert(1)}{x}$',
    ].join('\n\n'),
  )
  await expect(library.note).toContainText('document.title')
  await expect(library.note.getByRole('figure')).toHaveCount(2)
  await expect(library.note.getByRole('button', { name: 'Open the picture a b.png in the browser' })).toBeVisible()
  await expect(library.note.getByRole('link')).toHaveCount(1)
  await expect(library.note).toContainText('not opened: javascript:alert(1)')
  await expect(running.page).toHaveTitle('Folium')
  expect(requests.filter(url => url.includes('example.org'))).toEqual([])
})

test('imports a list, says so, and gives its bytes back @both', async ({ running }) => {
  const library = new LibraryPage(running.page)
  await library.import('mine.md', Buffer.from(list))
  await expect(library.preview.getByRole('button', { name: 'New 3' })).toBeVisible()
  await running.page.keyboard.press('Enter')
  await expect(library.word).toContainText('mine.md is in')
  await library.openTopic('Reading')
  await expect(library.items).toHaveCount(3)
  await expect(library.note.locator('.katex')).toHaveCount(1)
  await library.import('mine.md', Buffer.from(list))
  await expect(library.preview).toContainText('All of this is in the library already')
  await expect(library.preview.getByRole('button', { name: 'Unchanged 3' })).toBeVisible()
  await running.page.keyboard.press('Escape')
  await expect(library.preview).toBeHidden()
  const saved = running.page.waitForEvent('download')
  await library.command('Export mine.md')
  expect(await readFile(await (await saved).path(), 'utf8')).toBe(list)
  await library.import('wrong.md', new Uint8Array([35, 32, 0, 0xff, 0xfe]))
  await expect(library.word).toContainText('not a UTF-8 text')
})

test('shows what a bibliography brings, takes it in, and copies a reference of it @both', async ({ running }) => {
  const library = new LibraryPage(running.page)
  const { page } = running
  const bib = '@article{adam, title={Adam}, author={Kingma, D. P.}, journal={J}, year=2014}\n@article{half, title={H\n'
  await library.import('refs.bib', Buffer.from(bib))
  await expect(library.preview.getByRole('listitem').first()).toContainText('line 2: this entry is not closed')
  await library.preview.getByRole('button', { name: 'New 1' }).click()
  await expect(library.preview.getByRole('listitem')).toHaveCount(1)
  await library.preview.getByRole('button', { name: 'Import' }).click()
  await expect(library.word).toContainText('refs.bib is in')
  await library.openTopic('refs')
  await library.items.first().click()
  await library.command('Copy reference: IEEE')
  await expect(library.word).toContainText('on the clipboard')
  // What was copied is what a text box gets.
  await page.keyboard.press('Control+K')
  await page.keyboard.press('Control+V')
  await expect(page.getByRole('combobox', { name: 'Open a topic or an item' })).toHaveValue(
    'D. P. Kingma, “Adam,” J, 2014.',
  )
  await page.keyboard.press('Escape')
  await expect(page.getByRole('combobox', { name: 'Open a topic or an item' })).toBeHidden()
  await library.command('Cite key formula')
  const formula = page.getByRole('textbox', { name: 'Cite key formula' })
  await formula.fill('auth.nothing')
  await expect(page.getByRole('status').filter({ hasText: 'is no formula' })).toBeVisible()
  await formula.fill('auth + year')
  await expect(page.getByRole('status').filter({ hasText: 'Kingma2014' })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(formula).toBeHidden()
})

test('adds an item by its address, attaches a PDF, undoes it @both', async ({ running }) => {
  const library = new LibraryPage(running.page)
  const { page } = running
  await library.openTopic('CUDA')
  const before = await library.items.count()
  await page.keyboard.press('Control+I')
  await library.write('2302.03024')
  await expect(library.items).toHaveCount(before + 1)
  await expect(library.item('arxiv.org')).toHaveAttribute('aria-selected', 'true')
  const asked = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Attach a PDF…' }).click()
  await (
    await asked
  ).setFiles({ name: 'aim.pdf', mimeType: 'application/pdf', buffer: Buffer.from(pdfFrom(paperOf(2))) })
  await expect(library.item('arxiv.org')).toContainText('PDF attached')
  await library.item('arxiv.org').press('Enter')
  await expect(page.getByRole('tab')).toHaveCount(2)
  await page.getByRole('tab').last().press('Delete')
  await expect(page.getByRole('tab')).toHaveCount(1)
  await library.item('arxiv.org').press('Delete')
  await expect(library.items).toHaveCount(before)
  await page.getByRole('button', { name: 'Undo', exact: true }).click()
  await expect(library.items).toHaveCount(before + 1)
})

test('works in one column with a way back', async ({ running }) => {
  const library = new LibraryPage(running.page)
  await running.page.setViewportSize({ width: 400, height: 800 })
  await expect(library.tree).toBeHidden()
  await running.page.getByRole('button', { name: 'Topics', exact: true }).click()
  await library.topic('Code').click()
  await expect(library.tree).toBeHidden()
  await expect(library.title).toHaveText('Code')
  const { scrollWidth, clientWidth } = await running.page.evaluate(() => document.documentElement)
  expect(scrollWidth).toBe(clientWidth)
})

test('has no accessibility violation, light or dark', async ({ running: { page } }) => {
  const library = new LibraryPage(page)
  const check = async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      expect(await violationsOf(page), colorScheme).toEqual([])
    }
  }
  test.slow()
  await expect(library.title).toBeVisible()
  await check()
  await library.openTopic('凸优化')
  await library.items.first().click()
  await page.keyboard.press('Control+Shift+P')
  await check()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Menu' }).click()
  await check()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+E')
  await check()
  await page.setViewportSize({ width: 380, height: 800 })
  await page.keyboard.press('Escape')
  await expect(library.note).toBeVisible()
  await check()
})
