import { told, type Iterate } from '../../paced.ts'
import type { Stream } from '../../random/stream.ts'
import type { Graph, Tensor } from './graph.ts'
import { Optimiser, rateAt, type Optimising } from './optimiser.ts'

export interface Lesson {
  readonly loss: number
  readonly lr: number
  readonly gradientNorm: number
}

/** A graph that learns: a batch in, the loss and its slopes, a step. */
export class Training {
  readonly losses: number[] = []
  private readonly optimiser: Optimiser
  private readonly graph: Graph
  private readonly loss: Tensor
  private readonly given: Optimising

  constructor(graph: Graph, loss: Tensor, given: Optimising) {
    this.graph = graph
    this.loss = loss
    this.given = given
    this.optimiser = new Optimiser(graph.weights, given)
  }

  /** The loss on what stands in the graph's inputs, its slopes in the weights; nothing is learned. */
  look(): number {
    this.graph.forward()
    this.graph.backward(this.loss)
    return this.loss.data[0]!
  }

  /** Step k of `steps` on what stands in the graph's inputs; `lr` in place of the schedule's rate. */
  step(k: number, steps: number, lr = rateAt(this.given, k, steps)): Lesson {
    this.look()
    return this.learn(lr)
  }

  /** The same with pauses, for a network whose step takes milliseconds. */
  *slowly(k: number, steps: number): Generator<void, Lesson> {
    yield* this.graph.slowly(this.loss)
    return this.learn(rateAt(this.given, k, steps))
  }

  private learn(lr: number): Lesson {
    const loss = this.loss.data[0]!
    this.losses.push(loss)
    return { loss, lr, gradientNorm: this.optimiser.step(lr) }
  }
}

/** Numbers 0 … n − 1 in random order, `count` at a time; a new order before too few are left. */
export class Batches {
  private readonly order: number[]
  private readonly random: Stream
  private at: number

  constructor(n: number, random: Stream) {
    this.order = Array.from({ length: n }, (_, i) => i)
    this.random = random
    this.at = n
  }

  next(count: number): readonly number[] {
    if (this.at + count > this.order.length) {
      this.random.shuffle(this.order)
      this.at = 0
    }
    this.at += count
    return this.order.slice(this.at - count, this.at)
  }
}

/** Tells of a run with pauses that it is alive, between iterates k − 1 and k. */
export const patiently = <S, R>(k: number, state: S, run: Generator<void, R>): Generator<Iterate<S>, R> => {
  const pause = { k, state, metrics: {}, minor: true }
  return told(run, () => pause)
}

export const lessonIterate = <S>(
  k: number,
  lesson: Lesson,
  state: S,
  more: Record<string, number> = {},
): Iterate<S> => ({
  k,
  state,
  metrics: { loss: lesson.loss, lr: lesson.lr, gradientNorm: lesson.gradientNorm, ...more },
})
