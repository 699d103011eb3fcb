import { Stream } from '../../random/stream.ts'
import { digamma } from '../../special/digamma.ts'
import { atOnce, defineStepwise } from '../../stepwise.ts'
import { certifyInformation } from '../../verify/information.ts'
import { binsFrom, widthEdges } from './edges.ts'
import { deviation, mean } from './moments.ts'
import {
  best,
  classes,
  classesOf,
  classIssues,
  columnsOf,
  count,
  inputs,
  ranked,
  tableIssues,
  type Classes,
} from './table.ts'

const schema = {
  X: inputs,
  y: classes,
  method: {
    kind: 'choice',
    label: { en: 'Estimate by', 'zh-CN': '估计方法' },
    default: 'ksg',
    options: ['ksg', 'binned'],
  },
  bins: count('Bins of equal width', '等宽分箱数', 'b', 8, 2, 1_000),
  neighbours: { ...count('Neighbours', '近邻数', 'k', 3, 1, 100), alias: 'n_neighbors' },
  k: count('Features to keep', '保留的特征数', 'k', 2, 1, 10_000),
} as const

/** Σ p(a, b) ln(p(a, b) / p(a) p(b)) of two lists of small whole numbers, in nats. */
function informationOf(a: Int32Array, b: Int32Array, width: number): number {
  const n = a.length
  const [joint, first, second] = [new Map<number, number>(), new Map<number, number>(), new Map<number, number>()]
  const add = (to: Map<number, number>, key: number) => to.set(key, (to.get(key) ?? 0) + 1)
  for (let i = 0; i < n; i++) {
    add(joint, a[i]! * width + b[i]!)
    add(first, a[i]!)
    add(second, b[i]!)
  }
  let sum = 0
  for (const [key, together] of joint)
    sum += (together / n) * Math.log((together * n) / (first.get(Math.floor(key / width))! * second.get(key % width)!))
  return sum
}

/** Distance from place `at` of a sorted list to its k-th nearest other. */
function reach(sorted: Float64Array, at: number, k: number): number {
  let [left, right] = [at - 1, at + 1]
  let far = 0
  for (let found = 0; found < k; found++) {
    const below = left >= 0 ? sorted[at]! - sorted[left]! : Infinity
    const above = right < sorted.length ? sorted[right]! - sorted[at]! : Infinity
    far = Math.min(below, above)
    if (below < above) left--
    else right++
  }
  return far
}

/** How many of a sorted list are less than `value`. */
function before(sorted: Float64Array, value: number): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (sorted[middle]! < value) low = middle + 1
    else high = middle
  }
  return low
}

/**
 * A continuous feature against classes by nearest neighbours (Ross, PLoS ONE 9, 2014, after Kraskov, Stögbauer and
 * Grassberger 2004). Ties are broken by noise of relative size 1e-10; classes of one case are left out.
 */
function nearestNeighbours(column: Float64Array, { of, counts }: Classes, k: number, stream: Stream): number {
  const spread = deviation(column)
  if (!(spread > 0)) return 0
  const scaled = column.map(value => value / spread)
  const noise = 1e-10 * Math.max(1, mean(scaled.map(Math.abs)))
  const values = scaled.map(value => value + noise * stream.normal())
  const kept = values.filter((_, i) => counts[of[i]!]! > 1).sort()
  let sum = 0
  counts.forEach((size, c) => {
    if (size < 2) return
    const group = values.filter((_, i) => of[i] === c).sort()
    const near = Math.min(k, size - 1)
    group.forEach((value, at) => {
      const radius = reach(group, at, near)
      // Only what lies strictly within, beyond the rounding of a difference.
      const strictly = radius - 1e-15 * (8 + Math.abs(value))
      const inside = before(kept, value + strictly) - before(kept, value - strictly)
      sum += digamma(near) - digamma(size) - digamma(Math.max(1, inside))
    })
  })
  return kept.length ? Math.max(0, digamma(kept.length) + sum / kept.length) : 0
}

/** How much a feature tells of the class, in nats. */
export const mutualInformation = defineStepwise({
  id: 'mutual-information',
  title: { en: 'Feature scores by mutual information', 'zh-CN': '互信息特征评分' },
  schema,
  check: ({ X, y }) => [...tableIssues(X, y), ...classIssues(y, 1_000)],
  begin: ({ X, y, method, bins, neighbours, k }, seed) =>
    atOnce(() => {
      const groups = classesOf(y)
      const columns = columnsOf(X)
      const score = columns.map((column, j) =>
        method === 'ksg'
          ? nearestNeighbours(column, groups, neighbours, new Stream(seed, j))
          : informationOf(binsFrom(column, widthEdges(column, bins)), groups.of, groups.values.length),
      )
      return {
        state: score,
        metrics: { best: Math.max(...score) },
        result: { score, ranking: ranked(score), top_k: best(score, k) },
        certificate: certifyInformation(groups.counts, score),
      }
    }),
})
