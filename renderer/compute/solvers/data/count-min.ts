import type { Iterate } from '../../paced.ts'
import { Stream } from '../../random/stream.ts'
import type { Problem } from '../../schema.ts'
import type { Status } from '../../solver.ts'
import { defineStepwise } from '../../stepwise.ts'
import { certifyCounts } from '../../verify/sketch.ts'
import { itemsAtOnce, whole } from './fields.ts'
import { murmur3 } from './murmur3.ts'

const schema = {
  width: whole({ en: 'Counters a row', 'zh-CN': '每行计数器数' }, 'w', 256, 1, 1e6, 4_096),
  depth: { ...whole({ en: 'Rows', 'zh-CN': '行数' }, 'd', 4, 1, 16, 8), scale: 'linear' },
  n: whole({ en: 'Items of the stream', 'zh-CN': '数据流长度' }, 'n', 20_000, 1, 5e6, 1e6),
  distinct: whole({ en: 'Different items', 'zh-CN': '不同元素数' }, 'u', 1_000, 1, 1e5, 1e4),
  exponent: {
    kind: 'number',
    label: { en: 'Exponent of the frequencies', 'zh-CN': '频率的幂指数' },
    symbol: 's',
    default: 1.1,
    min: 0,
    max: 4,
    slider: [0, 2],
    scale: 'linear',
  },
} as const
type Given = Problem<typeof schema>

const heaviest = 10

interface Counting {
  readonly table: Uint32Array
  readonly truth: number[]
  /** Column of each item in each row. */
  readonly columns: readonly (readonly number[])[]
}

/**
 * How often each item of a stream came, from d rows of w counters: the smallest of an item's counters never is too small
 * and seldom much too large (Cormode and Muthukrishnan 2005). The stream follows Zipf's law.
 */
export const countMin = defineStepwise({
  id: 'count-min',
  title: { en: 'Count-min sketch', 'zh-CN': 'Count-Min 草图' },
  schema,
  check: () => [],
  begin(problem, seed) {
    const { width, depth, distinct } = problem
    const counting: Counting = {
      table: new Uint32Array(width * depth),
      truth: Array<number>(distinct).fill(0),
      columns: Array.from({ length: distinct }, (_, i) =>
        Array.from({ length: depth }, (_, row) => row * width + (murmur3(`item-${i}`, row) % width)),
      ),
    }
    return {
      steps: count(problem, counting, new Stream(seed)),
      answer() {
        const estimates = counting.columns.map(columns => Math.min(...columns.map(at => counting.table[at]!)))
        const top = [...counting.truth.keys()]
          .sort((i, j) => counting.truth[j]! - counting.truth[i]!)
          .slice(0, heaviest)
        return {
          result: {
            heaviest: top.map(i => ({ item: `item-${i}`, count: counting.truth[i]!, estimate: estimates[i]! })),
            mean_error: estimates.reduce((sum, estimate, i) => sum + estimate - counting.truth[i]!, 0) / distinct,
            bytes: 4 * width * depth,
          },
          certificate: certifyCounts(counting.truth, estimates, problem),
        }
      },
    }
  },
})

function* count(
  { n, distinct, exponent }: Given,
  counting: Counting,
  random: Stream,
): Generator<Iterate<number>, Status> {
  const cumulative = zipf(distinct, exponent)
  const stride = Math.max(1, Math.ceil(n / 500))
  for (let k = 1; k <= n; k++) {
    const item = drawn(cumulative, random.uniform())
    counting.truth[item]!++
    for (const at of counting.columns[item]!) counting.table[at]!++
    const shown = k % stride === 0 || k === n
    if (!shown && k % itemsAtOnce !== 0) continue
    const first = Math.min(...counting.columns[0]!.map(at => counting.table[at]!))
    yield { k, state: first, metrics: { estimate: first, truth: counting.truth[0]! }, minor: !shown }
  }
  return 'optimal'
}

/** Distribution function of i ↦ (i + 1)^−s, up to its last value. */
function zipf(distinct: number, exponent: number): Float64Array {
  let total = 0
  return Float64Array.from({ length: distinct }, (_, i) => (total += (i + 1) ** -exponent))
}

/** First place whose cumulative weight is above a share of the whole, by bisection. */
function drawn(cumulative: Float64Array, share: number): number {
  const wanted = share * cumulative.at(-1)!
  let [low, high] = [0, cumulative.length - 1]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (cumulative[middle]! > wanted) high = middle
    else low = middle + 1
  }
  return low
}
