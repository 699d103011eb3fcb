import type { Locator } from '@playwright/test'
import { expect, test } from './app.ts'
import { openDemo, settled } from './pages/demos.ts'
import { oneItem } from './shelves.ts'

test.use({ shelf: oneItem })

/** A box of each kind, and what it refuses. */
const refused: readonly (readonly [title: string, box: (figure: Locator) => Locator, text: string])[] = [
  ['Descent laboratory', figure => figure.getByRole('textbox', { name: 'Function of x and y' }), 'x^'],
  ['Descent laboratory', figure => figure.getByRole('textbox', { name: 'Steps', exact: true }), '0,5'],
  ['Convex or not', figure => figure.locator('.question').getByRole('textbox').first(), '名('],
  ['EM for mixtures', figure => figure.locator('.settings .number').getByRole('textbox').first(), '1e308'],
  ['EM for mixtures', figure => figure.locator('.settings textarea').first(), 'one, two'],
]

for (const [title, box, text] of refused)
  test(`takes “${text}” away from ${title} with Reset, though nothing else differs`, async ({ running: { page } }) => {
    await expect(page.getByRole('treeitem').first()).toBeVisible()
    const figure = await openDemo(page, title)
    await settled(figure)
    const field = box(figure)
    const before = await field.inputValue()
    const reset = figure.getByRole('button', { name: 'Reset' })
    await expect(reset).toBeDisabled()
    await field.fill(text)
    await expect(field).toHaveAttribute('aria-invalid', 'true')
    await reset.click()
    await expect(field).toHaveValue(before)
    await expect(figure.getByRole('alert')).toHaveCount(0)
    await expect(reset).toBeDisabled()
  })

test('takes a shader that is too long away, with what it was before', async ({ running: { page } }) => {
  await expect(page.getByRole('treeitem').first()).toBeVisible()
  const figure = await openDemo(page, 'Kernels: many threads, one memory')
  await settled(figure)
  const editor = figure.getByRole('textbox', { name: /Shader in WGSL/ })
  const before = await editor.innerText()
  for (const [label, name] of [
    ['Reset', 'Reset'],
    ['the button beside it', 'Back to the original'],
  ] as const)
    await test.step(label, async () => {
      await editor.focus()
      await page.keyboard.press('Control+End')
      await page.keyboard.insertText(`// ${'长'.repeat(30_000)}`)
      await expect(figure.getByText(/A shader may have [\d,]+ characters; this has/)).toBeVisible()
      await figure.getByRole('button', { name }).click()
      await expect(figure.getByText(/A shader may have/)).toHaveCount(0)
      await expect.poll(() => editor.innerText()).toBe(before)
    })
})

test('lets a shader be emptied and written anew', async ({ running: { page } }) => {
  await expect(page.getByRole('treeitem').first()).toBeVisible()
  const figure = await openDemo(page, 'Kernels: many threads, one memory')
  await settled(figure)
  const editor = figure.getByRole('textbox', { name: /Shader in WGSL/ })
  const before = await editor.innerText()
  await editor.focus()
  await page.keyboard.press('Control+a')
  await page.keyboard.press('Delete')
  await expect(figure.getByText('Write a shader, or go back to the original.')).toBeVisible()
  await page.keyboard.type('// mine')
  await expect.poll(() => editor.innerText()).toBe('// mine')
  await expect(figure.getByText(/Write a shader/)).toHaveCount(0)
  await page.keyboard.press('Control+a')
  await page.keyboard.press('Delete')
  await figure.getByRole('button', { name: 'Reset' }).click()
  await expect.poll(() => editor.innerText()).toBe(before)
})

test('says of a file that is too large what it may be, and leaves the box as it was', async ({ running: { page } }) => {
  await expect(page.getByRole('treeitem').first()).toBeVisible()
  const figure = await openDemo(page, 'Recommender: the gaps of a table')
  await settled(figure)
  const box = figure.locator('.settings textarea').first()
  const before = await box.inputValue()
  const open = async (lines: number) => {
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      figure.getByRole('button', { name: 'Open a file…' }).click(),
    ])
    await chooser.setFiles({ name: 'ratings.csv', mimeType: 'text/csv', buffer: Buffer.from('1,2,3\n'.repeat(lines)) })
  }
  const said = figure.locator('.settings').getByRole('alert')
  await open(1_000_000)
  await expect(said).toHaveText('The file has 6 MB; 5 MB are allowed.')
  await open(100_000)
  await expect(said).toHaveText('Has 300000 numbers; 1 to 3000 are allowed.')
  await expect(box).toHaveValue(before)
  await figure.getByRole('button', { name: 'Reset' }).click()
  await expect(said).toHaveCount(0)
})
