import { expect, test } from 'vitest'
import type { Cell } from '../../../../../renderer/compute/index.ts'
import { encoderFrom } from '../../../../../renderer/compute/solvers/features/encode.ts'
import type { Fit } from '../../../../../renderer/compute/solvers/features/encoded-fit.ts'
import { certifyEncoded } from '../../../../../renderer/compute/verify/encoded.ts'
import { drive } from '../drive.ts'

const plain = { fill: 'mean', indicator: false, code: 'one-hot', binned: 0, cut: 'none', bins: 2 }
const rows: Cell[][] = [
  [1, 'red'],
  [null, 'blue'],
  [5, null],
  [6, 'red'],
]

async function fitted(problem: object) {
  const { steps, report } = await drive<Fit, { holds: boolean; normalResidual: number }, Fit | null>(
    'encoded-fit',
    problem,
  )
  expect(report.certificate.holds).toBe(true)
  return { ...report.result, fits: steps.flatMap(({ state }) => state ?? []) }
}

test('writes numbers, gaps and words as columns by hand', () => {
  const matrix = (part: object) => {
    const { kept, encode } = encoderFrom(rows, { ...plain, ...part })
    return kept.map(i => encode(rows[i]!))
  }
  // blue, red, gap: the first is left out.
  expect(matrix({})).toEqual([
    [1, 1, 0],
    [4, 0, 0],
    [5, 0, 1],
    [6, 1, 0],
  ])
  expect(matrix({ fill: 'median', indicator: true, code: 'ordinal' })).toEqual([
    [1, 0, 1],
    [5, 1, 0],
    [5, 0, 2],
    [6, 0, 1],
  ])
  expect(matrix({ fill: 'drop', code: 'all' })).toEqual([
    [1, 1],
    [6, 1],
  ])
  // Of 1, 5, 6 the middle of equal widths is 3.5, of equal shares 5.
  expect(matrix({ cut: 'width', code: 'all' }).map(row => row.slice(0, 2))).toEqual([
    [1, 0],
    [0, 1],
    [0, 1],
    [0, 1],
  ])
  expect(encoderFrom(rows, { ...plain, cut: 'frequency' }).parts[0]).toMatchObject({ kind: 'bin', from: 5, to: null })
})

test('fits means of levels, and leaves each row out by the formula', async () => {
  const X = [['a'], ['a'], ['b'], ['b'], ['b']]
  const y = [1, 3, 6, 7, 11]
  const { weights, r2, looR2, rank, fits } = await fitted({ X, y, group: 0 })
  expect(weights.map(w => Number(w.toFixed(9)))).toEqual([6, 2])
  expect(rank).toBe(2)
  expect(fits[0]!.curves.lines).toEqual([])
  const total = y.reduce((sum, value) => sum + (value - 5.6) ** 2, 0)
  expect(r2).toBeCloseTo(1 - (1 + 1 + 4 + 1 + 9) / total, 12)
  // Without itself a row of a is predicted by the other, a row of b by the mean of two.
  expect(looR2).toBeCloseTo(1 - (4 + 4 + 9 + 2.25 + 20.25) / total, 12)
})

test('names the column too many, and gives the same fit without it', async () => {
  const X = [
    [1, 'a'],
    [2, 'b'],
    [3, 'c'],
    [5, 'a'],
    [4, 'b'],
    [7, 'c'],
  ]
  const y = [1, 4, 2, 6, 5, 9]
  const trap = await fitted({ X, y, code: 'all' })
  const clean = await fitted({ X, y })
  expect([trap.rank, trap.weights.length, trap.condition]).toEqual([4, 5, null])
  expect(trap.redundant!.map(value => Math.round(Math.abs(value) * 1e9) / 1e9)).toEqual([0, 1, 1, 1, 1])
  expect(Math.sign(trap.redundant![1]!)).toBe(-Math.sign(trap.redundant![4]!))
  expect(clean.redundant).toBeNull()
  expect(clean.condition).toBeGreaterThan(1)
  expect(trap.r2).toBeCloseTo(clean.r2, 12)
  for (const [i, line] of trap.fits[0]!.curves.lines.entries())
    line.y.forEach((value, j) => expect(value).toBeCloseTo(clean.fits[0]!.curves.lines[i]!.y[j]!, 9))
  // Without an intercept all levels are independent.
  expect((await fitted({ X, y, code: 'all', intercept: false })).rank).toBe(4)
})

test('makes a step function of the means in each bin', async () => {
  const X = Array.from({ length: 12 }, (_, i) => [i])
  const y = X.map(([x]) => (x! < 6 ? 1 : 5))
  const { fits } = await fitted({ X, y, cut: 'width', bins: 4, group: -1 })
  expect(fits.map(({ bins }) => bins)).toEqual([2, 3, 4])
  expect(fits[0]!.r2).toBeCloseTo(1, 12)
  const { x, lines } = fits[0]!.curves
  expect(new Set(lines[0]!.y.map(value => Math.round(value)))).toEqual(new Set([1, 5]))
  expect(lines[0]!.y[x.findIndex(value => value >= 5.5)]).toBeCloseTo(5, 9)
})

test('says where a row alone fixes a weight', async () => {
  const X = [[1], [2], [3], [40]]
  const { looR2, r2 } = await fitted({ X, y: [1, 2, 3, 9], cut: 'width', bins: 2, group: -1 })
  expect(looR2).toBeNull()
  expect(r2).toBeGreaterThan(0.9)
})

test('keeps the mean-filled slope of the seen rows but moves the line, and the indicator moves it back', async () => {
  const X: Cell[][] = [[1], [2], [3], [null], [null]]
  const y = [1, 2, 3, 10, 12]
  const filled = await fitted({ X, y, group: -1 })
  const marked = await fitted({ X, y, group: -1, indicator: true })
  expect(filled.weights[0]).toBeCloseTo(1, 12)
  expect(filled.weights[1]).toBeGreaterThan(2)
  expect(marked.weights.map(w => Number(w.toFixed(9)))).toEqual([1, 9, 0])
})

test('vouches for no other weights, and for no combination that is not 0', async () => {
  const A = [
    [1, 1],
    [2, 1],
    [3, 1],
  ]
  const y = [1, 2, 4]
  const w = [1.5, -2 / 3]
  const r2 = 1 - 1 / 6 / (14 / 3)
  expect(certifyEncoded(A, y, { weights: w, redundant: null, r2 }).holds).toBe(true)
  expect(certifyEncoded(A, y, { weights: [1.49, -2 / 3], redundant: null, r2 }).holds).toBe(false)
  expect(certifyEncoded(A, y, { weights: w, redundant: [1, -1], r2 }).holds).toBe(false)
  expect(certifyEncoded(A, y, { weights: w, redundant: null, r2: 0.9 }).holds).toBe(false)
})

test('refuses tables without columns, answers that do not go with the rows, and a group of numbers', async () => {
  for (const problem of [
    { X: [[]], y: [1] },
    { X: [[1], [2]], y: [1] },
    { X: [[1], [2]], y: [1, 2], group: 0 },
  ])
    await expect(fitted(problem)).rejects.toThrow()
})
