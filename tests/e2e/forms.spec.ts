import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { unlike } from '../../electron/host/pdf/fields.ts'
import { PdfFile } from '../../electron/host/pdf/file.ts'
import { formFields, formPdf } from '../fixtures/form-pdf.ts'
import { expect, type Running, test } from './app.ts'
import { oddFields, oddFormPdf } from '../fixtures/odd-form-pdf.ts'
import { ReaderPage } from './pages/reader.ts'
import { oneItem } from './shelves.ts'

test.use({ shelf: oneItem })

/** Closes the window and gives what the terminal then writes of the library's one paper. */
async function exported(running: Running): Promise<Uint8Array<ArrayBuffer>> {
  const out = path.join(running.library, '..', 'filled.pdf')
  await running.close()
  const { items } = JSON.parse(await readFile(path.join(running.library, 'library.json'), 'utf8')) as {
    items: Record<string, { id: string; paper: string | null }>
  }
  const item = Object.values(items).find(({ paper }) => paper)?.id ?? ''
  const answer = await running.cli(['export', '--format', 'pdf', '--item', item, '--out', out])
  expect(answer.stderr).toBe('')
  return new Uint8Array(await readFile(out))
}

test('fills a form by keys, keeps it through a crash, takes it back, prints it and writes it into a copy', async ({
  running,
}) => {
  const { page } = running
  const reader = new ReaderPage(page)
  await reader.openNew('form.pdf', formPdf())
  // Called by what the form has for people, and as large as the form has them.
  await expect(page.getByRole('textbox', { name: 'Your name' })).toBeVisible()
  await expect(page.getByRole('checkbox', { name: 'I agree' })).toBeVisible()
  await expect(page.getByRole('combobox', { name: 'Country' })).toBeVisible()
  const tooLarge = await reader.pages
    .locator('.annotationLayer section')
    .evaluateAll(places =>
      places.filter(place =>
        [...place.querySelectorAll('input, textarea, select')].some(
          field => field.getBoundingClientRect().right > place.getBoundingClientRect().right + 0.5,
        ),
      ),
    )
  expect(tooLarge).toHaveLength(0)
  await reader.field('name').focus()
  await page.keyboard.type('Ada Lovelace')
  await expect(page.getByRole('banner').getByRole('status')).toHaveText('Saving…')
  await page.keyboard.press('Tab')
  await page.keyboard.type('鞍点\nn j p')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Space')
  await reader.field('size').nth(1).focus()
  await page.keyboard.press('Space')
  await reader.field('country').focus()
  await page.keyboard.type('Chin')
  await reader.saved()
  await running.kill()

  const again = new ReaderPage(running.page)
  await again.open()
  await expect(again.field('name')).toHaveValue('Ada Lovelace')
  await expect(again.field('remarks')).toHaveValue('鞍点\nn j p')
  await expect(again.field('agreed')).toBeChecked()
  await expect(again.field('size').nth(1)).toBeChecked()
  await expect(again.field('country')).toHaveValue('China')

  await again.field('agreed').focus()
  await running.page.keyboard.press('Control+z')
  await expect(running.page.getByText('Undone: form filled')).toBeVisible()
  await expect(again.field('country')).toHaveValue('France')
  await again.pages.focus()
  await running.page.keyboard.press('Control+z')
  await expect(again.field('size').nth(1)).not.toBeChecked()
  await running.page.keyboard.press('Control+Shift+z')
  await running.page.keyboard.press('Control+Shift+z')
  await expect(again.field('country')).toHaveValue('China')
  await expect(again.field('size').nth(1)).toBeChecked()

  await running.page.evaluate(() => (window.print = () => undefined))
  await again.pages.focus()
  await running.page.keyboard.press('Control+p')
  await running.page.keyboard.press('Enter')
  const printed = running.page.locator('.print-pages img')
  await expect(printed).toHaveCount(1)
  /** The dark pixels of a part of the page: points from its left and top edge, at 150 dots an inch. */
  const darkIn = (boxPt: readonly [number, number, number, number]) =>
    printed.evaluate((image: HTMLImageElement, box) => {
      const [left = 0, top = 0, width = 0, height = 0] = box.map(side => Math.round((side * 150) / 72))
      const drawn = Object.assign(document.createElement('canvas'), { width, height }).getContext('2d')
      drawn?.drawImage(image, -left, -top)
      return [...(drawn?.getImageData(0, 0, width, height).data ?? [])].filter(
        (value, at) => at % 4 === 0 && value < 100,
      ).length
    }, boxPt)
  expect(await darkIn([163, 90, 194, 14]), 'the name that was filled in').toBeGreaterThan(300)
  expect(await darkIn([163, 350, 114, 54]), 'the list that nobody touched').toBeGreaterThan(300)

  const written = await exported(running)
  expect(Buffer.compare(written.subarray(0, formPdf().length), formPdf())).toBe(0)
  const wanted = [
    { id: formFields.name, value: 'Ada Lovelace' },
    { id: formFields.remarks, value: '鞍点\nn j p' },
    { id: formFields.agreed, value: true },
    { id: formFields.large, value: true },
    { id: formFields.country, value: 'China' },
  ]
  expect(unlike(PdfFile.open(written), wanted)).toEqual([])

  // Another paper: what pdf.js reads of the copy.
  await running.open()
  const copy = new ReaderPage(running.page)
  await copy.open()
  await copy.replace('filled.pdf', written)
  await expect(copy.field('name')).toHaveValue('Ada Lovelace')
  await expect(copy.field('remarks')).toHaveValue('鞍点\nn j p')
  await expect(copy.field('size').nth(1)).toBeChecked()
})

test('fills fields that are no objects of their own, knows them again after a restart and writes them', async ({
  running,
}) => {
  const reader = new ReaderPage(running.page)
  await reader.openNew('odd.pdf', oddFormPdf())
  await reader.field('loose').fill('Ada')
  await reader.field('pick').nth(1).check()
  await reader.field('agreed').nth(0).check()
  await expect(reader.field('agreed').nth(1)).toBeChecked()
  await reader.field('deep').fill('from below')
  await reader.field('person.address').fill('Soho')
  await reader.field('person.address').blur()
  await reader.saved()
  await running.kill()

  const again = new ReaderPage(running.page)
  await again.open()
  await expect(again.field('loose')).toHaveValue('Ada')
  await expect(again.field('pick').nth(1)).toBeChecked()
  await expect(again.field('pick').nth(0)).not.toBeChecked()
  await expect(again.field('agreed').nth(1)).toBeChecked()
  await expect(again.field('deep')).toHaveValue('from below')
  const written = await exported(running)
  const wanted = [
    { id: oddFields.loose, value: 'Ada' },
    { id: oddFields.first, value: false },
    { id: oddFields.second, value: true },
    { id: oddFields.below, value: true },
    { id: oddFields.deep, value: 'from below' },
    { id: oddFields.address, value: 'Soho' },
  ]
  expect(unlike(PdfFile.open(written), wanted)).toEqual([])
})
