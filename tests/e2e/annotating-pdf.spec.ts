import { paperOf, pdfFrom } from '../fixtures/pdf.ts'
import { expect, test } from './app.ts'
import { ReaderPage } from './pages/reader.ts'

test('takes over what the PDF carries, once, and gives a colour a name of its own', async ({ running }) => {
  const { page } = running
  const reader = new ReaderPage(page)
  const carriedMark =
    '/Subtype /Underline /Rect [72 676 440 692] /QuadPoints [72 692 440 692 72 676 440 676] /C [0 0 1] /Contents (from elsewhere) /T (Ann) /NM (n1)'
  const [sheet] = paperOf(1)
  if (!sheet) throw new Error('no page')
  await reader.openNew('carried.pdf', pdfFrom([{ ...sheet, annotations: [carriedMark] }]))
  const take = reader.panel.getByRole('button', { name: 'Take over from the PDF' })
  await take.click()
  await expect(reader.rows).toHaveCount(1)
  await expect(reader.panel).toContainText('from elsewhere')
  await expect(reader.rows.first()).toContainText('A saddle point is a place')
  await take.click()
  await expect(page.getByText('0 new, 0 changed, 1 unchanged')).toBeVisible()
  await expect(reader.rows).toHaveCount(1)

  await page.getByRole('button', { name: 'Colour: Yellow' }).click()
  await page.getByRole('button', { name: 'Edit colours…' }).click()
  const editor = page.getByRole('dialog', { name: 'Colours of annotations' })
  await editor.getByRole('textbox', { name: 'Name' }).first().fill('definition')
  await editor.getByRole('button', { name: 'Done' }).click()
  await expect(page.getByRole('button', { name: 'Colour: definition' })).toBeVisible()
  await running.restart()
  await expect(running.page.getByRole('button', { name: 'Colour: definition' })).toBeVisible()
})
