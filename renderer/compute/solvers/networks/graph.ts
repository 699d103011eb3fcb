import { drained } from '../../paced.ts'

/** Numbers row by row, and beside each the slope of the loss by it. */
export interface Tensor {
  readonly rows: number
  readonly columns: number
  readonly data: Float64Array
  readonly slope: Float64Array
}

/** What is learned: a tensor with a name; a frozen one keeps its numbers. */
export interface Weight extends Tensor {
  readonly name: string
  readonly frozen: boolean
}

export const tensor = (rows: number, columns: number): Tensor => ({
  rows,
  columns,
  data: new Float64Array(rows * columns),
  slope: new Float64Array(rows * columns),
})

/**
 * A computation laid down once and run many times in the same memory: forward in the order its steps were added, slopes
 * backward in the opposite one (reverse mode; Linnainmaa 1970). Each step adds to the slopes of what it read.
 */
export class Graph {
  readonly weights: Weight[] = []
  private readonly results: Tensor[] = []
  private readonly forwards: (() => void)[] = []
  private readonly backwards: (() => void)[] = []

  weight(name: string, rows: number, columns: number, fill: (data: Float64Array) => void, frozen = false): Weight {
    const made = { ...tensor(rows, columns), name, frozen }
    fill(made.data)
    this.weights.push(made)
    return made
  }

  /** A step that computes a tensor of `rows` × `columns`; `forward` finds it filled with 0. */
  step(rows: number, columns: number, forward: (out: Tensor) => void, backward: (out: Tensor) => void): Tensor {
    const out = tensor(rows, columns)
    this.results.push(out)
    this.forwards.push(() => {
      out.data.fill(0)
      forward(out)
    })
    this.backwards.push(() => backward(out))
    return out
  }

  forward(): void {
    for (const step of this.forwards) step()
  }

  /** Slopes of `loss` (one number) by every weight, into their `slope`. */
  backward(loss: Tensor): void {
    drained(this.backwardSlowly(loss))
  }

  private *backwardSlowly(loss: Tensor): Generator<void, void> {
    for (const { slope } of this.results) slope.fill(0)
    for (const { slope } of this.weights) slope.fill(0)
    loss.slope[0] = 1
    for (let at = this.backwards.length - 1; at >= 0; at--) yield this.backwards[at]!()
  }

  /** Forward and backward with a pause after every step, for a network that takes milliseconds. */
  *slowly(loss: Tensor): Generator<void, void> {
    for (const step of this.forwards) yield step()
    yield* this.backwardSlowly(loss)
  }

  /** How many numbers the weights are, or those that learn. */
  count(all = true): number {
    return this.weights.reduce((sum, { data, frozen }) => sum + (all || !frozen ? data.length : 0), 0)
  }

  /** The weights, one after the other; those frozen too. */
  flat(of: 'data' | 'slope' = 'data'): Float64Array {
    const all = new Float64Array(this.count())
    let at = 0
    for (const weight of this.weights) {
      all.set(weight[of], at)
      at += weight.data.length
    }
    return all
  }

  /** Takes weights as `flat` gives them. */
  take(all: ArrayLike<number>): void {
    let at = 0
    for (const { data } of this.weights) for (let i = 0; i < data.length; i++) data[i] = all[at++]!
  }
}
