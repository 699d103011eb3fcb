import type { Iterate } from '../../paced.ts'
import { Stream } from '../../random/stream.ts'
import type { Problem } from '../../schema.ts'
import type { Status } from '../../solver.ts'
import { defineStepwise } from '../../stepwise.ts'
import { certifyCounts } from '../../verify/sketch.ts'
import { itemsAtOnce, itemsOf, ownStream, whole } from './fields.ts'
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
  stream: ownStream,
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
 * and seldom much too large (Cormode and Muthukrishnan 2005). A stream that is not given follows Zipf's law.
 */
export const countMin = defineStepwise({
  id: 'count-min',
  title: { en: 'Count-min sketch', 'zh-CN': 'Count-Min 草图' },
  schema,
  check: () => [],
  begin(problem, seed) {
    const { width, depth } = problem
    const { names, order } = streamFrom(problem, new Stream(seed))
    const counting: Counting = {
      table: new Uint32Array(width * depth),
      truth: Array<number>(names.length).fill(0),
      columns: names.map(name => Array.from({ length: depth }, (_, row) => row * width + (murmur3(name, row) % width))),
    }
    return {
      steps: count(order, counting),
      answer() {
        const estimates = counting.columns.map(columns => Math.min(...columns.map(at => counting.table[at]!)))
        const top = [...counting.truth.keys()]
          .sort((i, j) => counting.truth[j]! - counting.truth[i]!)
          .slice(0, heaviest)
        return {
          result: {
            heaviest: top.map(i => ({ item: names[i]!, count: counting.truth[i]!, estimate: estimates[i]! })),
            mean_error: estimates.reduce((sum, estimate, i) => sum + estimate - counting.truth[i]!, 0) / names.length,
            distinct: names.length,
            length: order.length,
            bytes: 4 * width * depth,
          },
          certificate: certifyCounts(counting.truth, estimates, problem),
        }
      },
    }
  },
})

interface Order {
  readonly length: number
  /** Place in the names of each item of the stream, one after the other. */
  items(): Iterable<number>
}

/** The different items and the order in which they come; of one's own, the most frequent is the first name. */
function streamFrom({ n, distinct, exponent, stream }: Given, random: Stream): { names: string[]; order: Order } {
  const own = itemsOf(stream)
  if (own.length > 0) {
    const times = new Map<string, number>()
    for (const item of own) times.set(item, (times.get(item) ?? 0) + 1)
    const names = [...times.keys()].sort((a, b) => times.get(b)! - times.get(a)!)
    const place = new Map(names.map((name, i) => [name, i]))
    return { names, order: { length: own.length, items: () => own.map(item => place.get(item)!) } }
  }
  const cumulative = zipf(distinct, exponent)
  const items = function* items() {
    for (let k = 0; k < n; k++) yield drawn(cumulative, random.uniform())
  }
  return { names: Array.from({ length: distinct }, (_, i) => `item-${i}`), order: { length: n, items } }
}

function* count({ length, items }: Order, counting: Counting): Generator<Iterate<number>, Status> {
  const stride = Math.max(1, Math.ceil(length / 500))
  let k = 0
  for (const item of items()) {
    k++
    counting.truth[item]!++
    for (const at of counting.columns[item]!) counting.table[at]!++
    const shown = k % stride === 0 || k === length
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
