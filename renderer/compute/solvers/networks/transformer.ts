import type { Stream } from '../../random/stream.ts'
import { attended, type Grouping } from './attending.ts'
import { Graph, type Tensor } from './graph.ts'
import { filler } from './initialise.ts'
import { activated, gathered, normed, part, plus, scaled, stacked, times } from './operations.ts'

/** What of a network learns: all of it, a part, or little that is added to it while the rest is frozen. */
export const adaptations = ['full', 'lora', 'adapter', 'prefix', 'prompt', 'bias', 'head'] as const
export type Adaptation = (typeof adaptations)[number]

export interface Shape {
  readonly vocabulary: number
  readonly width: number
  readonly heads: number
  readonly layers: number
  readonly context: number
  readonly causal: boolean
  readonly adaptation: Adaptation
  /** Of LoRA; width of an adapter; rows of a prefix or prompt. */
  readonly rank: number
}

export const plainShape = { adaptation: 'full', rank: 0 } as const

/** How much LoRA's product counts. */
const loraScale = 2

/**
 * A small transformer laid down for `sequences` at once, normed before each part (Radford and others 2019), with what
 * an adaptation adds: LoRA on queries and values (Hu and others 2021), adapters after the dense part (Houlsby and
 * others 2019), a prefix of keys and values (Li and Liang 2021), a prompt of learned rows (Lester and others 2021),
 * biases alone (Zaken and others 2021).
 */
export class Transformer {
  readonly graph = new Graph()
  readonly tokens: Int32Array
  readonly filled: Int32Array
  readonly logits: Tensor
  readonly shape: Shape
  private readonly random: Stream

  constructor(shape: Shape, sequences: number, random: Stream) {
    this.shape = shape
    this.random = random
    const { vocabulary, width, context, layers, causal, heads, adaptation, rank } = shape
    const rows = sequences * context
    this.tokens = new Int32Array(rows)
    const places = Int32Array.from({ length: rows }, (_, i) => i % context)
    const prompt = adaptation === 'prompt' ? rank : 0
    this.filled = new Int32Array(sequences).fill(context + prompt)
    const E = this.weight('E', vocabulary, width, 0.1)
    const P = this.weight('P', context, width, 0.1)
    let x = plus(this.graph, gathered(this.graph, E, this.tokens), gathered(this.graph, P, places))
    if (prompt) x = this.prompted(x, sequences, this.added('prompt', prompt, width, 0.1))
    const group = { sequences, length: context + prompt, heads, causal, filled: this.filled }
    for (let layer = 1; layer <= layers; layer++) x = this.dense(this.attention(x, group, layer), layer)
    if (prompt) x = this.unprompted(x, sequences, prompt)
    this.logits = times(this.graph, this.norm(x, 'out'), this.weight('Wout', width, vocabulary))
  }

  /** A weight of the network itself: normals of `spread`, or of Xavier's size. */
  private weight(name: string, rows: number, columns: number, spread?: number): Tensor {
    const { adaptation } = this.shape
    const learns = adaptation === 'full' || (adaptation === 'head' && name === 'Wout')
    return this.made(name, rows, columns, !learns, spread)
  }

  /** A bias or a shift, 0 at first. */
  private bias(name: string, columns: number): Tensor {
    const { adaptation } = this.shape
    return this.made(name, 1, columns, adaptation !== 'full' && adaptation !== 'bias', 0)
  }

  /** A weight that an adaptation adds. */
  private added(name: string, rows: number, columns: number, spread?: number): Tensor {
    return this.made(name, rows, columns, false, spread)
  }

  private made(name: string, rows: number, columns: number, frozen: boolean, spread?: number): Tensor {
    const fill =
      spread === undefined
        ? filler('xavier', this.random, rows, columns)
        : (data: Float64Array) => data.forEach((_, at) => (data[at] = spread ? spread * this.random.normal() : 0))
    return this.graph.weight(name, rows, columns, fill, frozen)
  }

  private norm(x: Tensor, name: string): Tensor {
    const learns = this.shape.adaptation === 'full'
    const gain = this.graph.weight(`${name}.gain`, 1, x.columns, data => data.fill(1), !learns)
    return normed(this.graph, x, gain, this.bias(`${name}.shift`, x.columns))
  }

  private linear(x: Tensor, name: string, columns: number): Tensor {
    const W = this.weight(name, x.columns, columns)
    return plus(this.graph, times(this.graph, x, W), this.bias(`${name}.b`, columns))
  }

  /** x W + b, and for LoRA + (α/r) x A B with B 0 at first. */
  private adapted(x: Tensor, name: string): Tensor {
    const { width, rank, adaptation } = this.shape
    const plain = this.linear(x, name, width)
    if (adaptation !== 'lora') return plain
    const A = this.added(`${name}.A`, width, rank)
    const B = this.added(`${name}.B`, rank, width, 0)
    return plus(this.graph, plain, scaled(this.graph, times(this.graph, times(this.graph, x, A), B), loraScale))
  }

  private attention(x: Tensor, group: Grouping, layer: number): Tensor {
    const { width, rank, adaptation } = this.shape
    const h = this.norm(x, `${layer}.att`)
    const Q = this.adapted(h, `${layer}.Wq`)
    const K = this.linear(h, `${layer}.Wk`, width)
    const V = this.adapted(h, `${layer}.Wv`)
    const prefix =
      adaptation === 'prefix'
        ? { K: this.added(`${layer}.prefixK`, rank, width, 0.3), V: this.added(`${layer}.prefixV`, rank, width, 0.3) }
        : undefined
    const seen = attended(this.graph, [Q, K, V], group, prefix)
    return plus(this.graph, x, this.linear(seen, `${layer}.Wo`, width))
  }

  private dense(x: Tensor, layer: number): Tensor {
    const { width, rank, adaptation } = this.shape
    const inner = this.linear(this.norm(x, `${layer}.ff`), `${layer}.W1`, 4 * width)
    const y = this.linear(activated(this.graph, inner, 'gelu'), `${layer}.W2`, width)
    if (adaptation !== 'adapter') return plus(this.graph, x, y)
    const down = times(this.graph, y, this.added(`${layer}.down`, width, rank))
    const up = times(this.graph, activated(this.graph, down, 'gelu'), this.added(`${layer}.up`, rank, width, 0))
    return plus(this.graph, x, plus(this.graph, y, up))
  }

  /** Learned rows before every sequence. */
  private prompted(x: Tensor, sequences: number, prompt: Tensor): Tensor {
    const { context } = this.shape
    const rows = Array.from({ length: sequences }, (_, s) => [
      prompt,
      part(this.graph, x, [s * context, context], [0, x.columns]),
    ])
    return stacked(this.graph, rows.flat())
  }

  private unprompted(x: Tensor, sequences: number, prompt: number): Tensor {
    const { context } = this.shape
    const rows = Array.from({ length: sequences }, (_, s) =>
      part(this.graph, x, [s * (context + prompt) + prompt, context], [0, x.columns]),
    )
    return stacked(this.graph, rows)
  }
}
