import { expect, test } from 'vitest'
import { model } from '../../../renderer/widgets/bloom/model.ts'
import { distinctIn, oftenIn } from '../../../renderer/widgets/bloom/sketches.ts'
import { defaultsOf } from '../../../renderer/widgets/frame/state-text.ts'
import { numbersAfter, python, ranFrom, said } from './ran.ts'

const stream = '苹果, pear pear，apple\npear apple; 苹果 pear'
const own = { ...defaultsOf(model), stream, width: 64, depth: 4, precision: 8 }

test('counts the items of one’s own stream, whatever stands between them', async () => {
  const often = oftenIn((await ranFrom(model, { ...own, part: 'often' })).runs)!.result!
  expect(often).toMatchObject({ distinct: 3, length: 8, mean_error: 0, bytes: 4 * 64 * 4 })
  expect(often.heaviest.map(({ item, count, estimate }) => [item, count, estimate])).toEqual([
    ['pear', 4, 4],
    ['苹果', 2, 2],
    ['apple', 2, 2],
  ])
  const distinct = distinctIn((await ranFrom(model, { ...own, part: 'distinct' })).runs)!.result!
  expect(distinct.distinct).toBe(3)
  expect(distinct.estimate).toBeCloseTo(3, 1)
})

test('counts too high and never too low where counters are few', async () => {
  const shown = await ranFrom(model, { ...own, part: 'often', width: 1, depth: 2 })
  const { heaviest, mean_error } = oftenIn(shown.runs)!.result!
  expect(heaviest.map(({ estimate }) => estimate)).toEqual([8, 8, 8])
  expect(mean_error).toBeCloseTo(8 - 8 / 3, 12)
})

test('leaves without effect what one’s own stream says by itself', () => {
  const idle = (values: typeof own) => model.idle!(values)
  expect(idle({ ...own, part: 'often' })).toEqual(expect.arrayContaining(['length', 'distinct', 'exponent', 'm', 'a']))
  expect(idle({ ...own, part: 'often' })).not.toContain('width')
  expect(idle({ ...own, part: 'often', stream: ' ' })).not.toContain('length')
  expect(idle({ ...own, part: 'distinct', stream: '' })).not.toContain('distinct')
})

test.skipIf(!python)('prints in Python what it answers, with the same hash', async () => {
  const distinct = await ranFrom(model, { ...defaultsOf(model), part: 'distinct', distinct: 5_000, precision: 6 })
  const [estimate] = numbersAfter(await said(model.python(distinct)), 'estimated')
  expect(estimate).toBeCloseTo(distinctIn(distinct.runs)!.result!.estimate, 6)
  const few = model.examples.find(({ values }) => values.width === 16)!
  const often = await ranFrom(model, Object.assign({ ...defaultsOf(model) }, few.values))
  const printed = await said(model.python(often))
  const { result, certificate } = oftenIn(often.runs)!
  expect(numbersAfter(printed, 'average')[0]).toBeCloseTo(result!.mean_error, 9)
  expect(numbersAfter(printed, 'largest')[0]).toBe(certificate['largestError'])
  for (const { item, count, estimate: counted } of result!.heaviest.slice(0, 5))
    expect(printed).toContain(`('${item}', ${count}, ${counted})`)
})
