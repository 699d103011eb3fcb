import type { Iterate } from '../../paced.ts'
import type { Problem } from '../../schema.ts'
import type { Status } from '../../solver.ts'
import { defineStepwise } from '../../stepwise.ts'
import { certifyFilter, expectedFalsePositives } from '../../verify/filter.ts'
import { itemsAtOnce, whole } from './fields.ts'
import { places } from './murmur3.ts'

const schema = {
  m: whole({ en: 'Bits', 'zh-CN': '位数' }, 'm', 1_000, 1, 2 ** 27, 1e5),
  n: whole({ en: 'Items put in', 'zh-CN': '放入的元素数' }, 'n', 100, 0, 1e6, 1e4),
  k: whole({ en: 'Hashes', 'zh-CN': '哈希个数' }, 'k', 7, 1, 64, 20),
  probes: whole({ en: 'Strangers asked for', 'zh-CN': '查询的外来元素数' }, 'q', 10_000, 0, 1e6, 1e5),
} as const
type Given = Problem<typeof schema>

interface Filling {
  readonly bits: Uint32Array
  set: number
  inside: number
  asked: number
  hits: number
}
export interface Fill {
  readonly items: number
  readonly fill: number
}

const itemAt = (i: number) => `item-${i}`
const strangerAt = (i: number) => `other-${i}`

/** A set in m bits that never denies a member and at times claims a stranger (Bloom 1970), filled and asked. */
export const bloomFilter = defineStepwise({
  id: 'bloom-filter',
  title: { en: 'Bloom filter', 'zh-CN': '布隆过滤器' },
  schema,
  check: () => [],
  begin(problem) {
    const filling = { bits: new Uint32Array(Math.ceil(problem.m / 32)), set: 0, inside: 0, asked: 0, hits: 0 }
    return { steps: fill(problem, filling), answer: () => answerFrom(problem, filling) }
  },
})

function answerFrom({ m, n, k }: Given, { bits, set, inside, asked, hits }: Filling) {
  const theory = {
    fpr_standard: expectedFalsePositives(m, n, k),
    fpr_exp_approx: (-Math.expm1((-k * n) / m)) ** k,
    optimal_k: (m / Math.max(1, n)) * Math.LN2,
    expected_fill: -Math.expm1(k * n * Math.log1p(-1 / m)),
  }
  const seen = { hits, probes: inside === n ? asked : 0, expected: theory.fpr_standard }
  return {
    result: {
      ...theory,
      fill: set / m,
      false_positive_rate: asked ? hits / asked : null,
      false_positives: hits,
      asked,
    },
    certificate: certifyFilter(bits, { m, k, inside, itemAt }, seen),
  }
}

function* fill({ m, n, k, probes }: Given, filling: Filling): Generator<Iterate<Fill>, Status> {
  const { bits } = filling
  const shown = (minor: boolean) => ({
    k: filling.inside + filling.asked,
    state: { items: filling.inside, fill: filling.set / m },
    metrics: { fill: filling.set / m, falsePositives: filling.hits, asked: filling.asked },
    minor,
  })
  const stride = Math.max(1, Math.ceil(n / 200))
  for (; filling.inside < n; filling.inside++) {
    if (filling.inside % stride === 0 || filling.inside % itemsAtOnce === 0) yield shown(filling.inside % stride !== 0)
    for (const place of places(itemAt(filling.inside), k, m)) {
      const bit = 1 << (place & 31)
      if (!(bits[place >>> 5]! & bit)) filling.set++
      bits[place >>> 5]! |= bit
    }
  }
  yield shown(false)
  for (; filling.asked < probes; filling.asked++) {
    if (filling.asked % itemsAtOnce === 0) yield shown(true)
    const claimed = places(strangerAt(filling.asked), k, m).every(place => (bits[place >>> 5]! >>> (place & 31)) & 1)
    if (claimed) filling.hits++
  }
  yield shown(false)
  return 'optimal'
}
