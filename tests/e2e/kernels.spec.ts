import { expect, test } from './app.ts'
import { openDemo, runMs, settled } from './pages/demos.ts'

test('changes a shader, is told its errors, runs it, and outlives a loop without an end, by keys alone', async ({
  running: { page, name },
}) => {
  test.skip(name !== 'browser', 'what a shader does is the same behind every door')
  test.slow()
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  const figure = await openDemo(page, 'Kernels: many threads, one memory')
  await settled(figure)
  const caption = figure.locator('figcaption')
  // On a busy machine its time may be up before all numbers are there: those that are, are right.
  await expect(caption).toContainText(/Product, tiled: largest error of \d+ numbers\s+(\([^)]*\)\s+)?0/, {
    timeout: runMs,
  })
  const editor = figure.getByRole('textbox', { name: /Shader in WGSL/ })
  const run = figure.getByRole('button', { name: /^Run/ })
  await expect(run).toBeDisabled()
  await expect(editor.locator('.tok-comment').first()).toBeVisible()

  // A mistake stands at its line at once; nothing is run.
  await editor.focus()
  await page.keyboard.press('Control+Home')
  for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowDown')
  await page.keyboard.type('const oops = ;\n')
  const message = figure.getByRole('button', { name: 'Line 4, column 14' })
  await expect(message).toBeVisible()
  await expect(figure.locator('.cm-line.said-error')).toContainText('oops')
  await expect(figure.getByText(/The compiler refuses the shader: 1 error/).first()).toBeVisible()
  // Tab leaves the box: the next thing is what the compiler said, and it leads back.
  await page.keyboard.press('Tab')
  await expect(message).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(editor).toBeFocused()
  // The line, then its break.
  await page.keyboard.press('Control+z')
  await page.keyboard.press('Control+z')
  await expect(message).toHaveCount(0)
  await expect(figure.getByText('Shader (WGSL)', { exact: true })).toBeVisible()

  // Another shader is compiled by itself and run by a key.
  await page.keyboard.press('Control+End')
  await page.keyboard.type('// mine')
  await expect(caption).toContainText('Your shader: compiles; press Run to run it')
  await page.keyboard.press('Control+Enter')
  await expect(caption).toContainText(/Your shader: largest error of \d+ numbers\s+(\([^)]*\)\s+)?0/, {
    timeout: runMs,
  })

  await figure.getByRole('combobox', { name: 'Example' }).selectOption('A loop without an end')
  await run.click()
  await expect(caption).toContainText('Your shader: The loop in line 17 did not end', { timeout: runMs })
  await figure.getByRole('button', { name: 'Back to the original' }).click()
  await expect(run).toBeDisabled()
  await settled(figure)
  await expect(caption).not.toContainText('Your shader')
})
