import type { Iterate } from '../../paced.ts'
import type { Problem } from '../../schema.ts'
import type { Status } from '../../solver.ts'
import { defineStepwise } from '../../stepwise.ts'
import { certifyCardinality } from '../../verify/sketch.ts'
import { itemsAtOnce, itemsOf, ownStream, whole } from './fields.ts'
import { murmur3 } from './murmur3.ts'

const schema = {
  n: whole({ en: 'Different items', 'zh-CN': '不同元素数' }, 'n', 10_000, 1, 5e6, 1e6),
  repeats: whole({ en: 'Times each comes', 'zh-CN': '每个元素出现次数' }, 'r', 2, 1, 10, 5),
  precision: {
    ...whole({ en: 'Bits that choose a register', 'zh-CN': '选择寄存器的位数' }, 'b', 10, 4, 16, 16),
    scale: 'linear',
  },
  stream: ownStream,
} as const
type Given = Problem<typeof schema>

const word = 2 ** 32
const bias = (m: number) => ({ 16: 0.673, 32: 0.697, 64: 0.709 })[m] ?? 0.7213 / (1 + 1.079 / m)

/** Sums over the registers that one item changes at a time, so that the estimate is always at hand. */
class Sketch {
  readonly registers: Uint8Array
  private readonly precision: number
  private inverse: number
  private empty: number

  constructor(precision: number) {
    this.precision = precision
    this.registers = new Uint8Array(2 ** precision)
    this.inverse = this.registers.length
    this.empty = this.registers.length
  }

  add(text: string): void {
    const hash = murmur3(text)
    const at = hash >>> (32 - this.precision)
    const rank = Math.min(Math.clz32(hash << this.precision) + 1, 33 - this.precision)
    const before = this.registers[at]!
    if (rank <= before) return
    this.registers[at] = rank
    this.inverse += 2 ** -rank - 2 ** -before
    if (before === 0) this.empty--
  }

  /** Counting empty registers while there are few items; a correction where 32 bits run out. */
  estimate(): number {
    const m = this.registers.length
    const raw = (bias(m) * m * m) / this.inverse
    if (raw <= 2.5 * m && this.empty) return m * Math.log(m / this.empty)
    return raw > word / 30 ? -word * Math.log1p(-raw / word) : raw
  }
}

/**
 * The number of different items of a stream from 2^b small registers: each keeps the longest run of leading zeros among
 * the hashes that chose it (Flajolet, Fusy, Gandouet, Meunier: HyperLogLog, AofA 2007).
 */
export const hyperloglog = defineStepwise({
  id: 'hyperloglog',
  title: { en: 'HyperLogLog', 'zh-CN': 'HyperLogLog 基数估计' },
  schema,
  check: () => [],
  begin(problem) {
    const sketch = new Sketch(problem.precision)
    const seen = { distinct: 0 }
    return {
      steps: count(problem, sketch, seen),
      answer() {
        const estimate = sketch.estimate()
        const relative_error = Math.abs(estimate / Math.max(1, seen.distinct) - 1)
        return {
          result: { estimate, distinct: seen.distinct, relative_error, bytes: sketch.registers.length },
          certificate: certifyCardinality(sketch.registers, seen.distinct),
        }
      },
    }
  },
})

function* count(
  { n, repeats, stream }: Given,
  sketch: Sketch,
  seen: { distinct: number },
): Generator<Iterate<number>, Status> {
  const own = itemsOf(stream)
  const known = new Set<string>()
  const length = own.length || n * repeats
  const stride = Math.max(1, Math.ceil(length / 500))
  for (let k = 0; k < length; k++) {
    const item = own[k] ?? `item-${k % n}`
    sketch.add(item)
    // The drawn items come in their order: no list of them is needed.
    seen.distinct = own.length ? known.add(item).size : Math.min(n, k + 1)
    const shown = (k + 1) % stride === 0 || k + 1 === length
    if (!shown && k % itemsAtOnce !== 0) continue
    const estimate = sketch.estimate()
    yield { k: k + 1, state: estimate, metrics: { estimate, distinct: seen.distinct }, minor: !shown }
  }
  return 'optimal'
}
