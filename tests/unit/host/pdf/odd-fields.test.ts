// Forms as careless programs write them: filled, read back by our own reader and pdf.js, and by qpdf and poppler where they
// are installed.
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { startPalette } from '../../../../electron/contract/choices.ts'
import type { FilledField } from '../../../../electron/contract/form.ts'
import { Form, settled, unlike } from '../../../../electron/host/pdf/fields.ts'
import { PdfFile } from '../../../../electron/host/pdf/file.ts'
import { name } from '../../../../electron/host/pdf/objects.ts'
import { writeAnnotations } from '../../../../electron/host/pdf/writer.ts'
import { oddFields, oddFormPdf } from '../../../fixtures/odd-form-pdf.ts'
import { everyKind } from './marks.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'folium-odd-form-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const has = (program: string, flag = '-v'): boolean => spawnSync(program, [flag]).error === undefined

const filling: FilledField[] = [
  { id: oddFields.loose, value: 'Ada' },
  { id: oddFields.second, value: true },
  { id: oddFields.address, value: 'Soho\nLondon 鞍点' },
  { id: oddFields.above, value: true },
  { id: oddFields.edited, value: 'Chile' },
  { id: oddFields.cells, value: '20261126' },
  { id: oddFields.bareTwo, value: true },
  { id: oddFields.nested, value: true },
  { id: oddFields.orphan, value: 'with kin' },
  { id: oddFields.deep, value: 'from below' },
]
const fill = (bytes: Uint8Array, fields = filling) =>
  writeAnnotations(PdfFile.open(bytes), everyKind(), startPalette, fields)

const values = (bytes: Uint8Array) => {
  const form = new Form(PdfFile.open(bytes))
  return (id: string) => {
    const widget = form.widget(id)
    return widget && form.value(widget)
  }
}

test('fills fields that are no objects of their own, and those above and beside them', async () => {
  const bytes = oddFormPdf()
  const written = await fill(bytes)
  expect(written).toMatchObject({ filled: filling.length, unfilled: [] })
  expect(Buffer.compare(written.bytes.subarray(0, bytes.length), bytes)).toBe(0)
  expect(unlike(PdfFile.open(written.bytes), filling)).toEqual([])
  const value = values(written.bytes)
  // The box that stands twice is ticked twice; a field that has a name of its own does not change the one beside it.
  expect([value(oddFields.below), value(oddFields.remark)]).toEqual([true, 'of the family'])
  expect([value(oddFields.first), value(oddFields.bareOne)]).toEqual([false, false])
  expect((await fill(written.bytes)).bytes.length).toBe(written.bytes.length)
})

test('keeps one button of a group chosen, whatever order they are filled in', async () => {
  const { bytes } = await fill(oddFormPdf())
  for (const fields of [
    [
      { id: oddFields.second, value: false },
      { id: oddFields.first, value: true },
    ],
    [
      { id: oddFields.first, value: true },
      { id: oddFields.second, value: false },
    ],
    [{ id: oddFields.first, value: true }],
  ]) {
    const file = PdfFile.open((await fill(bytes, fields)).bytes)
    const form = new Form(file)
    const first = form.widget(oddFields.first)
    const second = form.widget(oddFields.second)
    expect([first && form.value(first), second && form.value(second)]).toEqual([true, false])
    expect(first && form.entry(first, 'V')).toEqual(name('0'))
  }
})

test('settles what contradicts itself by the later word', async () => {
  const file = PdfFile.open(oddFormPdf())
  const given = [
    { id: oddFields.first, value: true },
    { id: oddFields.above, value: false },
    { id: oddFields.second, value: true },
    { id: oddFields.below, value: true },
    { id: oddFields.loose, value: 'one' },
    { id: '99R', value: 'nowhere' },
  ]
  const fields = settled(file, given)
  expect(fields.map(({ id }) => id)).toEqual([oddFields.second, oddFields.below, oddFields.loose, '99R'])
  const { bytes, unfilled } = await writeAnnotations(file, [], startPalette, fields)
  expect([unfilled, unlike(PdfFile.open(bytes), fields.slice(0, -1))]).toEqual([['99R'], []])
  expect(settled(file, [{ id: oddFields.first, value: false }, ...given.slice(2, 3)])).toHaveLength(2)
})

test('takes a tick away from every place of its box', async () => {
  const { bytes } = await fill(oddFormPdf())
  const value = values((await fill(bytes, [{ id: oddFields.below, value: false }])).bytes)
  expect([value(oddFields.above), value(oddFields.below)]).toEqual([false, false])
})

test('has no field twice: what lay in the page and among the fields is one object', async () => {
  const file = PdfFile.open((await fill(oddFormPdf())).bytes)
  const form = new Form(file)
  const loose = form.widget(oddFields.loose)
  expect(loose).toEqual(file.listOf(form.defaults.get('Fields'))[0])
  const second = form.widget(oddFields.second)
  expect(file.listOf(second && form.entry(second, 'Kids'))).toContainEqual(second)
})

interface QpdfField {
  fullname: string
  value: unknown
}
test.skipIf(!has('qpdf', '--version'))('qpdf finds the file whole and every value in it', async () => {
  const file = path.join(folder, 'odd.pdf')
  writeFileSync(file, (await fill(oddFormPdf())).bytes)
  const check = spawnSync('qpdf', ['--check', file], { encoding: 'utf8' })
  expect(check.stderr + check.stdout).not.toMatch(/WARNING|error:/i)
  const json = JSON.parse(execFileSync('qpdf', ['--json', '--json-key=acroform', file], { encoding: 'utf8' })) as {
    acroform: { fields: QpdfField[] }
  }
  expect(Object.fromEntries(json.acroform.fields.map(({ fullname, value }) => [fullname, value]))).toMatchObject({
    loose: 'u:Ada',
    pick: '/1',
    'person.address': 'u:Soho\nLondon 鞍点',
    'person.remark': 'u:of the family',
    agreed: '/On',
    edited: 'u:Chile',
    cells: 'u:20261126',
    bare: '/1',
    nested: '/On it',
    deep: 'u:from below',
    kin: 'u:with kin',
  })
})

test.skipIf(!has('pdftotext'))('poppler shows every word, and a letter in each cell', async () => {
  const file = path.join(folder, 'shown.pdf')
  writeFileSync(file, (await fill(oddFormPdf())).bytes)
  const text = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' })
  for (const words of ['Ada', 'Soho', 'London 鞍点', 'Chile', 'from below', 'of the family'])
    expect(text).toContain(words)
  expect(text.replaceAll(' ', '')).toContain('20261126')
})
