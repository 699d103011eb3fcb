import type { Stream } from '../../random/stream.ts'
import type { Activation } from './activations.ts'
import { Graph, tensor, type Tensor } from './graph.ts'
import { filler, type Initialisation } from './initialise.ts'
import { activated, plus, times } from './operations.ts'

export interface Layout {
  /** Inputs, hidden layers, outputs. */
  readonly widths: readonly number[]
  readonly activation: Activation
  readonly init: Initialisation
}

/** A network of dense layers laid down for `rows` cases at once; its last layer has no activation. */
export class Layers {
  readonly graph = new Graph()
  readonly input: Tensor
  readonly output: Tensor
  readonly widths: readonly number[]

  constructor({ widths, activation, init }: Layout, rows: number, random: Stream) {
    this.widths = widths
    this.input = tensor(rows, widths[0]!)
    let here = this.input
    for (let layer = 1; layer < widths.length; layer++) {
      const [fanIn, fanOut] = [widths[layer - 1]!, widths[layer]!]
      const W = this.graph.weight(`W${layer}`, fanIn, fanOut, filler(init, random, fanIn, fanOut))
      const b = this.graph.weight(`b${layer}`, 1, fanOut, () => {})
      here = plus(this.graph, times(this.graph, here, W), b)
      if (layer < widths.length - 1) here = activated(this.graph, here, activation)
    }
    this.output = here
  }

  /** What the network says to rows of its input, any number of them, flat. */
  answers(inputs: Float64Array): Float64Array {
    const [width, wide, rows] = [this.input.columns, this.output.columns, this.input.rows]
    const n = inputs.length / width
    const all = new Float64Array(n * wide)
    for (let from = 0; from < n; from += rows) {
      const count = Math.min(rows, n - from)
      this.input.data.set(inputs.subarray(from * width, (from + count) * width))
      this.graph.forward()
      all.set(this.output.data.subarray(0, count * wide), from * wide)
    }
    return all
  }
}

export const countOf = (widths: readonly number[]): number =>
  widths.slice(1).reduce((sum, width, layer) => sum + width * (widths[layer]! + 1), 0)

/** Weights of a flat list, layer by layer, as rows. */
export function layersFrom(widths: readonly number[], flat: Float64Array): { W: number[][]; b: number[] }[] {
  let at = 0
  return widths.slice(1).map((width, layer) => {
    const W = Array.from({ length: widths[layer]! }, () => Array.from(flat.subarray(at, (at += width))))
    return { W, b: Array.from(flat.subarray(at, (at += width))) }
  })
}
