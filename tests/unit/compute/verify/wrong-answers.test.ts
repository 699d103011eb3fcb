import { expect, test } from 'vitest'
import { matrix } from '../../../../renderer/compute/linear-algebra/matrix.ts'
import { certifyAxes } from '../../../../renderer/compute/verify/axes.ts'
import { certifyClusters } from '../../../../renderer/compute/verify/clusters.ts'
import { certifyDuopoly } from '../../../../renderer/compute/verify/duopoly.ts'
import { certifySingular } from '../../../../renderer/compute/verify/factors.ts'
import { certifyFilled } from '../../../../renderer/compute/verify/filled.ts'
import { certifyInteger } from '../../../../renderer/compute/verify/integer-programme.ts'
import { certifySoftmaxOf } from '../../../../renderer/compute/verify/log-sum-exp.ts'
import { certifyScan } from '../../../../renderer/compute/verify/parallel-sums.ts'
import { certifyHypervolume } from '../../../../renderer/compute/verify/pareto.ts'
import { certifyRanking } from '../../../../renderer/compute/verify/ranking.ts'
import { certifyScaled } from '../../../../renderer/compute/verify/scaled.ts'
import { certifyScores } from '../../../../renderer/compute/verify/scores.ts'
import { certifyShares } from '../../../../renderer/compute/verify/shares.ts'

/** Each certificate takes the right answer and refuses ones that are wrong in a single respect. */
const judged = (right: { holds: boolean }, ...wrong: { holds: boolean }[]) => {
  expect(right.holds).toBe(true)
  expect(wrong.map(({ holds }) => holds)).toEqual(wrong.map(() => false))
}

test('softmax: a logarithm of the sum that is only near', () => {
  const x = Float64Array.of(1, 2, 3)
  const sum = x.reduce((all, value) => all + Math.exp(value), 0)
  const out = x.map(value => Math.exp(value) / sum)
  const lse = Math.log(sum)
  judged(certifySoftmaxOf(x, out, lse), certifySoftmaxOf(x, out, lse + 1e-6), certifySoftmaxOf(x, out, 3.1))
})

test('scores of features: no number, another number, another chance', () => {
  const X = [[1], [2], [4], [5]]
  const y = [0, 0, 1, 1]
  // Between groups 9, within 1: F = 9 / (1 / 2) = 18 on 1 and 2 degrees of freedom.
  const p = 0.0513167019494862
  judged(
    certifyScores('anovaF', X, y, [18], [p]),
    certifyScores('anovaF', X, y, [Number.NaN], [p]),
    certifyScores('anovaF', X, y, [Infinity], [0]),
    certifyScores('anovaF', X, y, [18.1], [p]),
    certifyScores('anovaF', X, y, [18], [0.01]),
  )
})

test('shares: a mode that sums to 2', () => {
  const mean = [6 / 13, 3 / 13, 4 / 13]
  judged(
    certifyShares([1, 1, 1], [5, 2, 3], mean, [0.5, 0.2, 0.3]),
    certifyShares([1, 1, 1], [5, 2, 3], mean, [1, 0.4, 0.6]),
  )
})

test('singular values: the smaller one first, and one below 0', () => {
  const A = [
    [3, 0],
    [0, 1],
  ]
  const unit = [
    [1, 0],
    [0, 1],
  ]
  const turned = [
    [0, 1],
    [1, 0],
  ]
  judged(
    certifySingular(A, unit, [3, 1], unit, 1),
    certifySingular(A, turned, [1, 3], turned, 1),
    certifySingular(
      A,
      unit,
      [3, -1],
      [
        [1, 0],
        [0, -1],
      ],
      1,
    ),
  )
})

test('axes: of a small matrix any, and the weaker one first', () => {
  const small = matrix(2, 2, Float64Array.of(2e-9, 0, 0, 1e-9))
  const [x, y] = [Float64Array.of(1, 0), Float64Array.of(0, 1)]
  const slanted = [Float64Array.of(Math.SQRT1_2, Math.SQRT1_2), Float64Array.of(Math.SQRT1_2, -Math.SQRT1_2)]
  judged(
    certifyAxes(small, [2e-9, 1e-9], [x, y]),
    certifyAxes(small, [2e-9, 1e-9], slanted),
    certifyAxes(small, [1e-9, 2e-9], [y, x]),
  )
})

test.each([
  [1e-6, 0],
  [1, 1e6],
])('clusters: rows given to the farther centre, in units of %d about %d', (unit, place) => {
  const flat = Float64Array.of(0, 1, 10, 11).map(value => place + unit * value)
  const centres = [0.5, 10.5].map(value => Float64Array.of(place + unit * value))
  const mixed = [5.5, 5.5].map(value => Float64Array.of(place + unit * value))
  judged(
    certifyClusters(flat, 1, [0, 0, 1, 1], centres, unit * unit),
    certifyClusters(flat, 1, [0, 1, 1, 1], centres, unit * unit),
    certifyClusters(flat, 1, [0, 0, 1, 1], mixed, unit * unit),
    certifyClusters(flat, 1, [0, 0, 1, 1], centres, 2 * unit * unit),
  )
})

test('a market: quantities that its price does not clear, and small money', () => {
  const market = { a: 10, b: 1, c: [1, 1] } as const
  const small = { a: 0.01, b: 1e6, c: [0, 0] } as const
  const third = 0.01 / 3e6
  judged(
    certifyDuopoly(market, 'cournot', { q: [3, 3], price: 4 }),
    certifyDuopoly(market, 'cournot', { q: [1000, 1000], price: 4 }),
    certifyDuopoly(market, 'cournot', { q: [2, 3], price: 5 }),
    certifyDuopoly(small, 'cournot', { q: [0, 0], price: 0.01 }),
  )
  expect(certifyDuopoly(small, 'cournot', { q: [third, third], price: 0.01 / 3 }).holds).toBe(true)
})

test('running sums: some of them only', () => {
  const counts = { additions: 5, rounds: 2 }
  judged(
    certifyScan([1, 2, 3, 4], 4, [1, 3, 6, 10], counts, false),
    certifyScan([1, 2, 3, 4], 4, [], counts, false),
    certifyScan([1, 2, 3, 4], 4, [1, 3, 6, 11], counts, false),
  )
})

test('a hypervolume of very small points', () => {
  const points = [[1e-7, 1e-7]]
  const volume = (2e-7 - 1e-7) ** 2
  judged(certifyHypervolume(points, [2e-7, 2e-7], volume), certifyHypervolume(points, [2e-7, 2e-7], 2 * volume))
})

test('scaling: a curve instead of a line', () => {
  const before = [[0], [1], [4]]
  judged(
    certifyScaled('minmax', before, [[0], [0.25], [1]]),
    certifyScaled('minmax', before, [[0], [0.5], [1]]),
    certifyScaled('maxabs', before, [[0], [0.3], [1]]),
  )
})

test('filled gaps: a value that its column never shows', () => {
  const X = [[1], [null], [3]]
  judged(certifyFilled(X, [[1], [2], [3]], [0, 1, 2]), certifyFilled(X, [[1], [9], [3]], [0, 1, 2]))
  expect(certifyFilled(X, [[1], [9], [3]], [0, 1, 2], true).holds).toBe(true)
})

test('a ranking: an area and a curve that agree with one another and not with the scores', () => {
  const truth = [0, 0, 1, 1]
  const told = { accuracy: 1, confusion: [[2, 0], [0, 2]] } // oxfmt-ignore
  const scores = [0.1, 0.6, 0.4, 0.9]
  const roc = { fpr: [0, 0, 0.5, 0.5, 1], tpr: [0, 0.5, 0.5, 1, 1] }
  const perfect = { fpr: [0, 0, 1], tpr: [0, 1, 1] }
  judged(
    certifyRanking(truth, truth, told, { roc_auc: 0.75, roc, scores }),
    certifyRanking(truth, truth, told, { roc_auc: 1, roc: perfect, scores }),
  )
})

test('an integer programme: a proof that leaves points out', () => {
  // min −x over x ≤ 1.5 with x whole: 1. Branching at ½ would leave out 1.
  const lp = {
    c: Float64Array.of(-1),
    ub: matrix(0, 1),
    bUb: new Float64Array(),
    eq: matrix(0, 1),
    bEq: new Float64Array(),
    lower: Float64Array.of(0),
    upper: Float64Array.of(1.5),
  }
  const multipliers = { ub: new Float64Array(), eq: new Float64Array() }
  const tree = (floor: number) => ({
    variable: 0,
    floor,
    left: { empty: false, multipliers },
    right: { empty: floor >= 1, multipliers },
  })
  judged(
    certifyInteger(lp, [0], Float64Array.of(1), tree(1)),
    certifyInteger(lp, [0], Float64Array.of(0), tree(-0.5)),
    certifyInteger(lp, [], Float64Array.of(1), tree(1)),
  )
})
