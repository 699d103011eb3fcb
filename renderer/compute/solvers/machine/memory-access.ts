import type { Iterate } from '../../paced.ts'
import type { Problem } from '../../schema.ts'
import type { Status } from '../../solver.ts'
import { defineStepwise, mismatch } from '../../stepwise.ts'
import { certifyAccess } from '../../verify/access.ts'
import { countField } from '../fields.ts'

const schema = {
  n: { ...countField('Side of the matrices', '矩阵边长', 16, 1, 128, 64), symbol: 'n' },
  tile: { ...countField('Side of a tile', '分块边长', 4, 1, 32, 16), symbol: 'T' },
  stride: countField('Stride of a warp’s threads, words', '线程束访问的跨距（字）', 1, 0, 1_024, 33),
  padding: countField('Padding of a row in shared memory, words', '共享内存每行填充（字）', 0, 0, 32, 4),
} as const
type Given = Problem<typeof schema>

/** Threads that act together, banks of shared memory, and bytes of a word, of a segment and of a line (NVIDIA, CUDA C++ Programming Guide). */
const [warp, banks, word, segment] = [32, 32, 4, 32]

/** Products of the two ways to multiply n × n matrices of small whole numbers, counting every word read from global memory. */
class Product {
  readonly naive: Float64Array
  readonly tiled: Float64Array
  readonly reads = { naive: 0, tiled: 0, shared: 0 }
  private readonly n: number
  private readonly tile: number
  private readonly a: Float64Array
  private readonly b: Float64Array

  constructor({ n, tile }: Given) {
    this.n = n
    this.tile = tile
    this.a = Float64Array.from({ length: n * n }, (_, i) => ((i * 7) % 11) - 5)
    this.b = Float64Array.from({ length: n * n }, (_, i) => ((i * 5) % 13) - 6)
    this.naive = new Float64Array(n * n)
    this.tiled = new Float64Array(n * n)
  }

  /** One block of T × T threads: each thread alone, then all by tiles that they load together. */
  private block(top: number, left: number): void {
    const { n, tile, a, b, reads } = this
    const [bottom, right] = [Math.min(n, top + tile), Math.min(n, left + tile)]
    for (let i = top; i < bottom; i++)
      for (let j = left; j < right; j++)
        for (let k = 0; k < n; k++) {
          reads.naive += 2
          this.naive[i * n + j]! += a[i * n + k]! * b[k * n + j]!
        }
    for (let from = 0; from < n; from += tile) {
      const to = Math.min(n, from + tile)
      reads.tiled += (bottom - top) * (to - from) + (to - from) * (right - left)
      for (let i = top; i < bottom; i++)
        for (let j = left; j < right; j++)
          for (let k = from; k < to; k++) {
            reads.shared += 2
            this.tiled[i * n + j]! += a[i * n + k]! * b[k * n + j]!
          }
    }
  }

  *blocks(): Generator<Iterate<{ top: number; left: number }>, Status> {
    let k = 0
    for (let top = 0; top < this.n; top += this.tile)
      for (let left = 0; left < this.n; left += this.tile) {
        this.block(top, left)
        yield { k: k++, state: { top, left }, metrics: { naive: this.reads.naive, tiled: this.reads.tiled } }
      }
    return 'optimal'
  }

  get operands(): readonly [Float64Array, Float64Array] {
    return [this.a, this.b]
  }
}

/** Segments that a warp's threads touch when thread t reads word t · stride. */
function segmentsOf(stride: number): number {
  return new Set(Array.from({ length: warp }, (_, t) => Math.floor((t * stride * word) / segment))).size
}

/** How many turns a warp needs to read a column of a tile: the most different words in one bank. */
function conflictsOf(stride: number): number {
  const wordsIn = Array.from({ length: banks }, () => new Set<number>())
  for (let t = 0; t < warp; t++) wordsIn[(t * stride) % banks]!.add(t * stride)
  return Math.max(...wordsIn.map(({ size }) => size))
}

/** Words read by a naive and a tiled matrix product, counted; what a stride costs in global memory and in shared. */
export const memoryAccess = defineStepwise({
  id: 'memory-access',
  title: { en: 'Memory of a GPU kernel', 'zh-CN': 'GPU 内核的访存' },
  schema,
  check: ({ n, tile }) => (tile > n ? mismatch('tile', 'n', `≤ ${n}`, tile) : []),
  begin(problem) {
    const product = new Product(problem)
    const { n, tile, stride, padding } = problem
    const { reads } = product
    return {
      steps: product.blocks(),
      answer() {
        const flops = 2 * n ** 3
        const access = {
          segments: segmentsOf(stride),
          least: segmentsOf(1),
          conflicts: conflictsOf(stride),
          column: conflictsOf(tile + padding),
        }
        return {
          result: {
            global_reads: { naive: reads.naive, tiled: reads.tiled, ratio: reads.naive / reads.tiled },
            shared_reads: reads.shared,
            shared_bytes: 2 * tile * (tile + padding) * word,
            /** Floating-point operations a byte read from global memory. */
            intensity: { naive: flops / (word * reads.naive), tiled: flops / (word * reads.tiled) },
            coalescing: {
              segments: access.segments,
              least: access.least,
              efficiency: stride ? (warp * word) / (segment * access.segments) : null,
            },
            bank_conflicts: { stride: access.conflicts, column: access.column },
          },
          certificate: certifyAccess({ n, tile, stride, padding }, reads, access, [
            ...product.operands,
            product.naive,
            product.tiled,
          ]),
        }
      },
    }
  },
})
