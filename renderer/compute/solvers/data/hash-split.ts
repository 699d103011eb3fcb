import type { Iterate } from '../../paced.ts'
import type { Problem } from '../../schema.ts'
import type { Status } from '../../solver.ts'
import { defineStepwise, mismatch } from '../../stepwise.ts'
import { certifySplit } from '../../verify/split.ts'
import { itemsAtOnce, whole } from './fields.ts'
import { murmur3 } from './murmur3.ts'

const word = 2 ** 32

const schema = {
  n: whole({ en: 'Users', 'zh-CN': '用户数' }, 'n', 10_000, 1, 5e6, 1e6),
  weights: {
    kind: 'vector',
    label: { en: 'Weights of the groups', 'zh-CN': '各组权重' },
    symbol: 'w',
    default: [0.5, 0.5],
    maxLength: 32,
  },
  salt: { ...whole({ en: 'Salt of the test', 'zh-CN': '实验盐值' }, 's', 1, 0, word - 2, 1_000), scale: 'linear' },
} as const
type Given = Problem<typeof schema>

/**
 * Splits users into groups by hashing each with the test's salt: nobody changes group, no list is kept, and another salt
 * gives an independent split (Kohavi, Tang, Xu: Trustworthy Online Controlled Experiments, 2020, ch. 14).
 */
export const hashSplit = defineStepwise({
  id: 'hash-split',
  title: { en: 'Groups of a test by hashing', 'zh-CN': '按哈希分流' },
  schema,
  check({ weights }) {
    const sum = weights.reduce((a, b) => a + b, 0)
    const fits = weights.every(weight => weight >= 0) && sum > 0 && sum < Infinity
    return fits ? [] : mismatch('weights', 'weights', 'w ≥ 0, Σw > 0', weights.join(', '))
  },
  begin(problem) {
    const table = problem.weights.map(() => problem.weights.map(() => 0))
    return {
      steps: split(problem, table),
      answer() {
        const counts = table.map(row => row.reduce((a, b) => a + b, 0))
        const users = counts.reduce((a, b) => a + b, 0)
        return {
          result: { counts, shares: counts.map(count => count / Math.max(1, users)), users },
          certificate: certifySplit(counts, problem.weights, table),
        }
      },
    }
  },
})

function groupsOf({ weights }: Given): (user: string, salt: number) => number {
  const sum = weights.reduce((a, b) => a + b, 0)
  const ends = weights.map((_, i) => weights.slice(0, i + 1).reduce((a, b) => a + b, 0) / sum)
  const last = weights.findLastIndex(weight => weight > 0)
  return (user, salt) => {
    const place = murmur3(user, salt) / word
    const group = ends.findIndex(end => place < end)
    return group < 0 ? last : group
  }
}

function* split(problem: Given, table: number[][]): Generator<Iterate<readonly number[]>, Status> {
  const groupOf = groupsOf(problem)
  const stride = Math.max(1, Math.ceil(problem.n / 200))
  for (let k = 1; k <= problem.n; k++) {
    const user = `user-${k - 1}`
    table[groupOf(user, problem.salt)]![groupOf(user, problem.salt + 1)]!++
    const shown = k % stride === 0 || k === problem.n
    if (!shown && k % itemsAtOnce !== 0) continue
    const counts = table.map(row => row.reduce((a, b) => a + b, 0))
    yield { k, state: counts, metrics: { firstShare: counts[0]! / k }, minor: !shown }
  }
  return 'optimal'
}
