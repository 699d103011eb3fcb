// Filled forms: what is written is read back by our own reader, and by qpdf and poppler where they are installed.
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { startPalette } from '../../../../electron/contract/choices.ts'
import type { FilledField } from '../../../../electron/contract/form.ts'
import { unlike } from '../../../../electron/host/pdf/fields.ts'
import { PdfFile } from '../../../../electron/host/pdf/file.ts'
import { writeAnnotations } from '../../../../electron/host/pdf/writer.ts'
import { formFields, formPdf } from '../../../fixtures/form-pdf.ts'
import { everyKind } from './marks.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'folium-form-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const has = (program: string, flag = '-v'): boolean => spawnSync(program, [flag]).error === undefined

const name = 'Ada (L.) \\ Lovelace'
const filling: FilledField[] = [
  { id: formFields.name, value: name },
  { id: formFields.remarks, value: 'A first line\nand a second: 鞍点' },
  { id: formFields.agreed, value: true },
  { id: formFields.large, value: true },
  { id: formFields.small, value: false },
  { id: formFields.country, value: 'China' },
  { id: formFields.colors, value: ['red', 'blue'] },
]

const filled = (bytes: Uint8Array, fields = filling, password = '') =>
  writeAnnotations(PdfFile.open(bytes, password), everyKind(), startPalette, fields)

test('fills every kind of field behind the bytes of the file, once', async () => {
  const bytes = formPdf()
  expect(unlike(PdfFile.open(bytes), filling).map(({ id }) => id)).not.toContain(formFields.small)
  const written = await filled(bytes)
  expect(written).toMatchObject({ filled: 6, unfilled: [] })
  expect(Buffer.compare(written.bytes.subarray(0, bytes.length), bytes)).toBe(0)
  expect(unlike(PdfFile.open(written.bytes), filling)).toEqual([])
  const again = await filled(written.bytes)
  expect(again.bytes.length).toBe(written.bytes.length)

  const back = await filled(written.bytes, [
    { id: formFields.large, value: false },
    { id: formFields.agreed, value: false },
    { id: formFields.name, value: '' },
    { id: '99R', value: 'nowhere' },
  ])
  expect(back).toMatchObject({ filled: 3, unfilled: ['99R'] })
  const text = Buffer.from(back.bytes).toString('latin1').slice(written.bytes.length)
  expect(text.match(/\/V\/Off/g)).toHaveLength(2)
})

/** The form as qpdf sees it. */
function fieldsIn(
  file: string,
  password: string,
): { fullname: string; value: unknown; annotation: { object: string } }[] {
  const args = ['--json', '--json-key=acroform', `--password=${password}`, file]
  const json = JSON.parse(execFileSync('qpdf', args, { encoding: 'utf8' })) as {
    acroform: { fields: ReturnType<typeof fieldsIn> }
  }
  return json.acroform.fields
}

test.skipIf(!has('qpdf', '--version')).each(['', '40', '128', '256'])(
  'qpdf and its JSON find the filled form whole, encrypted with %s bits',
  async bits => {
    const plain = path.join(folder, `plain-${bits}.pdf`)
    writeFileSync(plain, formPdf())
    const locked = path.join(folder, `locked-${bits}.pdf`)
    const weak = bits === '256' ? [] : ['--allow-weak-crypto']
    if (bits === '') writeFileSync(locked, formPdf())
    else execFileSync('qpdf', [...weak, '--encrypt', 'user', 'owner', bits, '--', plain, locked])
    const password = bits === '' ? '' : 'user'
    // qpdf numbers the objects anew, but keeps their order.
    const ids = fieldsIn(locked, password).map(({ annotation }) => `${Number.parseInt(annotation.object)}R`)
    const known = Object.values(formFields).toSorted((a, b) => Number.parseInt(a) - Number.parseInt(b))
    const fields = filling.map(({ id, value }) => ({
      id: ids[known.indexOf(id as (typeof known)[number])] ?? '',
      value,
    }))
    const file = path.join(folder, `filled-${bits}.pdf`)
    writeFileSync(file, (await filled(readFileSync(locked), fields, password)).bytes)
    const check = spawnSync('qpdf', ['--check', `--password=${password}`, file], { encoding: 'utf8' })
    expect(check.stderr + check.stdout).not.toMatch(/WARNING|error:/i)
    expect(check.status).toBe(0)
    const values = Object.fromEntries(fieldsIn(file, password).map(({ fullname, value }) => [fullname, value]))
    expect(values).toEqual({
      name: `u:${name}`,
      remarks: 'u:A first line\nand a second: 鞍点',
      agreed: '/Yes',
      size: '/L',
      country: 'u:China',
      colors: ['u:red', 'u:blue'],
    })
  },
)

// Letters for private use, which no font of a system has: all of them show as one and the same box.
// The Armenian ones ask for another font, as a rule one of TrueType's outlines.
const boxes = '\u{e123}\u{e456}\u{e123}'
test.skipIf(!has('pdftotext')).each([`鞍点 ${boxes} end`, `Անի Հայկ ${boxes} end`])(
  'poppler tells letters apart that no font here has: %s',
  async value => {
    const { bytes } = await filled(formPdf(), [{ id: formFields.remarks, value }])
    const file = path.join(folder, 'boxes.pdf')
    writeFileSync(file, bytes)
    expect(execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' })).toContain(value)
  },
)

test.skipIf(!has('pdftotext'))('poppler shows what was filled in', async () => {
  const file = path.join(folder, 'shown.pdf')
  writeFileSync(file, (await filled(formPdf())).bytes)
  const text = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' })
  for (const words of [name, 'A first line', 'and a second: 鞍点', 'China', 'green']) expect(text).toContain(words)
  expect(text).not.toContain('France')
})

test.skipIf(!has('pdftoppm'))('poppler draws the ticks of a box with looks of its own and of one without', async () => {
  for (const isBare of [false, true]) {
    const bytes = formPdf({ isBare })
    const ticked = [formFields.agreed, formFields.large].map(id => ({ id, value: true }))
    const file = path.join(folder, `ticks-${isBare}.pdf`)
    const dark = (fields: FilledField[]) => writeFormAnd(file, bytes, fields).then(() => darkIn(file))
    const [before, after] = [await dark([]), await dark(ticked)]
    expect(after - before, `bare: ${isBare}`).toBeGreaterThan(40)
  }
})

async function writeFormAnd(file: string, bytes: Uint8Array, fields: FilledField[]): Promise<void> {
  writeFileSync(file, (await writeAnnotations(PdfFile.open(bytes), [], startPalette, fields)).bytes)
}

/** How many bytes of the page's picture are dark. */
const darkIn = (file: string): number =>
  execFileSync('pdftoppm', ['-r', '72', '-gray', file], { maxBuffer: 1 << 26 }).filter(byte => byte < 100).length
