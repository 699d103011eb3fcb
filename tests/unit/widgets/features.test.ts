import { expect, test } from 'vitest'
import { columnsFrom, numberColumns } from '../../../renderer/widgets/frame/labelled.ts'
import { defaultsOf } from '../../../renderer/widgets/frame/state-text.ts'
import { fitAt, model as encoding, partWords, redundancy, toldFrom } from '../../../renderer/widgets/encoding/model.ts'
import { meanScore, model as imbalance, rareFrom, splitAt } from '../../../renderer/widgets/imbalance/model.ts'
import {
  chosenFrom,
  leftOver,
  model as preprocessing,
  momentAt,
} from '../../../renderer/widgets/preprocessing/model.ts'
import { numbersAfter, python, ranFrom, said, settings } from './ran.ts'

const mixed = [
  ['name', 'size', 'hue', 'weight'],
  ['a', 1, 'red', 10],
  ['b', null, 'blue', 20],
  ['c', 3, null, 30],
]

test('reads a table as it stands and knows its columns of numbers', () => {
  const table = columnsFrom(mixed)
  expect(table.names).toEqual(['name', 'size', 'hue', 'weight'])
  expect(numberColumns(table)).toEqual([1, 3])
  expect(columnsFrom([[1, 'x']]).names).toEqual(['x1', 'x2'])
  expect(columnsFrom([])).toEqual({ names: [], rows: [] })
})

test('chooses two columns of numbers, or the one there is, and counts the gaps', () => {
  const of = (first: number, second: number) => chosenFrom({ data: mixed, first, second })
  expect(of(1, 2)).toEqual({
    names: ['size', 'weight'],
    X: [
      [1, 10],
      [3, 30],
    ],
    dropped: 1,
  })
  expect(of(2, 9)).toEqual({ names: ['weight'], X: [[10], [20], [30]], dropped: 0 })
  expect(chosenFrom({ data: [['a'], ['b']], first: 1, second: 2 }).names).toEqual([])
})

test('takes the smallest of several classes as the rare one', () => {
  const data = [
    [1, 2, 'a'],
    [1, 3, 'b'],
    [2, 2, 'a'],
    [2, 3, 'c'],
    [3, 3, 'c'],
  ]
  expect(rareFrom({ data, first: 2, second: 1 })).toMatchObject({
    y: [0, 1, 0, 0, 0],
    rare: 'b',
    common: 'a, c',
    axes: [1, 0],
  })
})

test('does not draw a split of another table', async () => {
  const shown = await ranFrom(imbalance, { ...defaultsOf(imbalance), splits: 1 })
  expect(splitAt(shown, rareFrom(shown.values))).toBeDefined()
  expect(splitAt(shown, { X: [[1, 2]] })).toBeUndefined()
})

test.skipIf(!python)('scales and finds outliers as NumPy does', async () => {
  const shown = await ranFrom(preprocessing, defaultsOf(preprocessing))
  const text = await said(preprocessing.python(shown))
  const now = momentAt(shown)!
  for (const [name, printed] of [
    ['standard', 'standard'],
    ['minmax', 'min-max'],
    ['robust', 'robust'],
  ] as const) {
    const [outlier = Number.NaN, width = Number.NaN] = numbersAfter(text, printed)
    expect(outlier).toBeCloseTo(now.scaled[name].at(-1)!, 9)
    expect(width).toBeCloseTo(now.widths[name], 9)
    expect(leftOver(shown)[name].at(-1)![1]).toBeLessThanOrEqual(1)
  }
  for (const [rule, printed] of [
    ['z', 'z-score'],
    ['iqr', 'quartiles'],
    ['mad', 'median deviation'],
  ] as const)
    expect(numbersAfter(text, printed)).toEqual(now.found[rule])
  expect(numbersAfter(text.replace(/ distance.*/, ''), 'ellipse')).toEqual(now.found.mahalanobis)
  expect(numbersAfter(text.replace(/ factor.*/, ''), 'density')).toEqual(now.found.lof)
})

test.skipIf(!python)('scores a split as NumPy does, by weights and by neighbours', async () => {
  for (const part of [{}, { remedy: 'weights' }, { model: 'nearest', near: 3, remedy: 'over', before: true }]) {
    const shown = await ranFrom(imbalance, { ...defaultsOf(imbalance), splits: 2, ...part })
    const text = await said(imbalance.python(shown))
    const split = splitAt(shown, rareFrom(shown.values))!
    const remedy = shown.values.remedy as 'smote'
    for (const [name, printed] of [
      ['held', 'held out'],
      ['vault', 'untouched'],
    ] as const) {
      const { accuracy, recall, precision, f1 } = split.scores[remedy][name]
      const told = numbersAfter(text.replaceAll('F1', 'F'), printed)
      for (const [i, value] of [accuracy, recall, precision, f1].entries()) expect(told[i]).toBeCloseTo(value, 9)
    }
    expect(numbersAfter(text, 'rows that train:')).toEqual([split.leaked])
  }
})

test('tells a leak from an honest score', async () => {
  const leak = await ranFrom(imbalance, settings(imbalance, 3))
  const at = { ...shownLast(leak) }
  expect(meanScore(at, 'over', 'held', 'f1').mean).toBeGreaterThan(0.8)
  expect(meanScore(at, 'over', 'vault', 'f1').mean).toBeLessThan(0.3)
  expect(imbalance.certificate(leak).filter(({ holds }) => holds === false)).toHaveLength(2)
  const honest = await ranFrom(imbalance, settings(imbalance, 4))
  expect(imbalance.certificate(honest).filter(({ holds }) => holds === false)).toEqual([])
})

test('keeps words and gaps of a table, and drops what has no number to predict', () => {
  const data = [...mixed, ['d', 4, 'red', null]]
  expect(toldFrom({ data, column: 3 })).toMatchObject({
    names: ['name', 'size', 'hue'],
    target: 'weight',
    y: [10, 20, 30],
    dropped: 1,
    axis: 1,
    group: 0,
  })
  expect(toldFrom({ data: [['a', 1]], column: 1 })).toMatchObject({ axis: -1, group: 0 })
})

test('names columns of the design and the one too many', async () => {
  const shown = await ranFrom(encoding, settings(encoding, 2))
  const { names } = toldFrom(shown.values)
  const said = redundancy(fitAt(shown)!, names)!.en
  for (const word of ['harbour', 'meadow', 'old', 'station', '1', '= 0']) expect(said).toContain(word)
  expect(encoding.certificate(shown).filter(({ holds }) => holds === false)).toHaveLength(1)
  expect(partWords({ column: 0, kind: 'bin', from: 1, to: null }, names).long.en).toBe('size ≥ 1')
  expect(partWords({ column: 0, kind: 'bin', from: null, to: 2 }, names).short.en).toBe('< 2')
})

test.skipIf(!python)('codes and fits as NumPy does in every example', async () => {
  for (const i of encoding.examples.keys()) {
    const shown = await ranFrom(encoding, settings(encoding, i))
    const text = await said(encoding.python(shown))
    const fit = fitAt(shown)!
    expect(numbersAfter(text, 'rank')).toEqual([fit.rank])
    expect(numbersAfter(text, 'R2')[0]).toBeCloseTo(fit.r2, 9)
    if (fit.looR2 === null) expect(text).toContain('a row stands alone')
    else expect(numbersAfter(text, 'leave-one-out')[0]).toBeCloseTo(fit.looR2, 9)
    for (const [j, w] of numbersAfter(text, 'weights').entries()) expect(w).toBeCloseTo(fit.weights[j]!, 6)
  }
})

const shownLast = <T extends { last: number }>(shown: T) => ({ ...shown, k: shown.last })
