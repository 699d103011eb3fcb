import { expect, test } from 'vitest'
import { packed, unpacked } from '../../../renderer/widgets/frame/packed.ts'
import { stateFrom, textFrom } from '../../../renderer/widgets/frame/state-text.ts'
import { model as kernels } from '../../../renderer/widgets/kernels/model.ts'
import { model as selection } from '../../../renderer/widgets/selection/model.ts'
import type { WidgetModel } from '../../../renderer/widgets/frame/model.ts'

const most = 200_000

test.each([
  ['nothing', ''],
  ['a short state', 'lr=0.1&A=1,2;3,4'],
  ['a long one', `text=${encodeURIComponent('一段自己的文字，a text of one’s own & more. '.repeat(60))}`],
  ['one that nothing shortens', Array.from({ length: 500 }, (_, i) => ((i * 7919) % 36).toString(36)).join('')],
])('gives back %s', (_, text) => {
  const short = packed(text)
  expect(short.length).toBeLessThanOrEqual(text.length)
  expect(short).not.toMatch(/\s/)
  expect(unpacked(short, most)).toBe(text)
})

test('leaves a short state readable, and reads a long plain one', () => {
  expect(packed('lr=0.1')).toBe('lr=0.1')
  const plain = `text=${'word+'.repeat(200)}`
  expect(unpacked(plain, most)).toBe(plain)
})

test('holds an edited kernel and a pasted table in a fraction of their length', () => {
  const source = Object.entries(kernels.fields).find(([, field]) => (field as { kind: string }).kind === 'text')
  const table = Array.from({ length: 120 }, (_, i) => [i, (i * i) % 17, Math.sin(i).toFixed(3), i % 2 ? 'yes' : 'no'])
  const cells = table.map(row =>
    row.map(cell => (typeof cell === 'string' && cell.includes('.') ? Number(cell) : cell)),
  )
  const cases: [WidgetModel, string, unknown][] = [
    [
      selection as unknown as WidgetModel,
      tableField(selection as unknown as WidgetModel),
      [['a', 'b', 'c', 'class'], ...cells],
    ],
  ]
  if (source)
    cases.push([
      kernels as unknown as WidgetModel,
      source[0],
      '// a line of one’s own\nfn f() -> f32 { return 1.0; }\n'.repeat(20),
    ])
  for (const [model, name, value] of cases) {
    const start = stateFrom(model)
    const state = { ...start, values: Object.assign({ ...start.values }, { [name]: value }) }
    const text = textFrom(model, state)
    const plain = encodeURIComponent(typeof value === 'string' ? value : JSON.stringify(value))
    expect(text.length).toBeLessThan(plain.length / 2)
    expect(stateFrom(model, text)).toEqual(state)
    // As it was written before states were packed.
    expect(stateFrom(model, `${name}=${plain}`)).toEqual(state)
  }
})

test('takes nothing from a state that is damaged, or that would grow beyond all bounds', () => {
  expect(unpacked('deflate=', most)).toBe('')
  expect(unpacked('deflate=%%%', most)).toBe('')
  expect(unpacked('deflate=AAAA', most)).toBe('')
  const bomb = packed('x='.padEnd(3_000_000, 'x'))
  expect(bomb.length).toBeLessThan(10_000)
  expect(unpacked(bomb, most)).toBe('')
})

const tableField = (model: WidgetModel): string =>
  Object.entries(model.fields).find(([, field]) => field.kind === 'table')![0]
