import { Stream } from '../../random/stream.ts'
import { certifyNetwork, type NetworkCertificate } from '../../verify/network.ts'
import { softmaxInto } from '../attention/attend.ts'
import { besideKinks, type Activation } from './activations.ts'
import type { Tensor } from './graph.ts'
import type { Initialisation } from './initialise.ts'
import { Layers } from './layers.ts'
import { crossEntropy, meanSquare } from './losses.ts'
import { batchOf, casesFrom, widthsOf, type Cases, type NetworkGiven } from './table-fields.ts'
import { Batches, Training, type Lesson } from './training.ts'

/** Streams of one seed: first weights, and the order of the cases. */
const [weightStream, orderStream] = [0, 1]
/** Cases whose slopes the certificate checks, and weights times cases of that; those of a look on the way. */
const [mostChecked, checkedWork, glanceWork] = [128, 2e6, 5e6]

/** A dense network on its own data, and how far it came. */
export class Network {
  readonly cases: Cases
  readonly layers: Layers
  readonly training: Training
  readonly batch: number
  private readonly given: NetworkGiven
  private readonly loss: Tensor
  private readonly targets: Float64Array
  private readonly share: Float64Array
  private readonly batches: Batches

  constructor(given: NetworkGiven, seed: number) {
    this.given = given
    this.cases = casesFrom(given)
    this.batch = batchOf(given)
    this.layers = new Layers(this.layout(), this.batch, new Stream(seed, weightStream))
    this.targets = new Float64Array(this.layers.output.data.length)
    this.share = new Float64Array(this.batch).fill(1 / this.batch)
    this.loss = this.lossOf(this.layers, this.targets, this.share)
    this.training = new Training(this.layers.graph, this.loss, given)
    this.batches = new Batches(this.cases.n, new Stream(seed, orderStream))
  }

  private layout() {
    const { activation, init } = this.given
    return { widths: widthsOf(this.given), activation: activation as Activation, init: init as Initialisation }
  }

  private lossOf({ graph, output }: Layers, targets: Float64Array, share: Float64Array): Tensor {
    return (this.given.task === 'classification' ? crossEntropy : meanSquare)(graph, output, targets, share)
  }

  /** Puts the given cases into the rows of a network. */
  private put(layers: Layers, targets: Float64Array, rows: readonly number[]): void {
    const [d, wide] = [layers.input.columns, layers.output.columns]
    rows.forEach((row, i) => {
      layers.input.data.set(this.cases.inputs.subarray(row * d, (row + 1) * d), i * d)
      targets.set(this.cases.targets.subarray(row * wide, (row + 1) * wide), i * wide)
    })
  }

  learn(k: number, steps: number, lr?: number): Lesson {
    this.put(this.layers, this.targets, this.batches.next(this.batch))
    return this.training.step(k, steps, lr)
  }

  /** As `score`, over the first cases where all would take long. */
  glance(): { loss: number; accuracy: number } {
    const { n, inputs, targets } = this.cases
    const some = Math.min(n, Math.max(64, Math.floor(glanceWork / this.layers.graph.count())))
    const [d, wide] = [this.layers.input.columns, this.layers.output.columns]
    const part = { ...this.cases, n: some, targets: targets.subarray(0, some * wide) }
    return scoreOf(this.layers.answers(inputs.subarray(0, some * d)), part)
  }

  /** Mean loss over all cases, with the share of right classes or R². */
  score(): { loss: number; accuracy: number } {
    const answers = this.layers.answers(this.cases.inputs)
    return scoreOf(answers, this.cases)
  }

  certify(): NetworkCertificate {
    const fits = Math.max(8, Math.floor(checkedWork / this.layers.graph.count()))
    const n = Math.min(mostChecked, fits, this.cases.n)
    const layout = this.layout()
    const layers = new Layers(layout, n, new Stream(0))
    layers.graph.take(besideKinks(this.layers.graph.flat(), layout.activation))
    const targets = new Float64Array(layers.output.data.length)
    this.put(
      layers,
      targets,
      Array.from({ length: n }, (_, i) => i),
    )
    const inputs = layers.input.data.slice()
    const loss = this.lossOf(layers, targets, new Float64Array(n).fill(1 / n))
    layers.graph.forward()
    layers.graph.backward(loss)
    return certifyNetwork(
      { widths: layout.widths, activation: layout.activation, task: this.given.task, inputs, targets },
      layers.graph.flat(),
      { loss: loss.data[0]!, slope: layers.graph.flat('slope') },
    )
  }
}

/** Mean loss, and the share of right answers or how much of the variance is explained. */
export function scoreOf(answers: Float64Array, { n, targets, classes }: Cases): { loss: number; accuracy: number } {
  if (!classes.length) {
    const mean = targets.reduce((sum, value) => sum + value / n, 0)
    let [squared, spread] = [0, 0]
    targets.forEach((value, i) => {
      squared += (answers[i]! - value) ** 2
      spread += (value - mean) ** 2
    })
    return { loss: squared / n, accuracy: spread ? 1 - squared / spread : Number(squared === 0) }
  }
  const K = classes.length
  const chances = new Float64Array(K)
  let [loss, right] = [0, 0]
  for (let i = 0; i < n; i++) {
    const scores = answers.subarray(i * K, (i + 1) * K)
    const total = softmaxInto(scores, chances)
    const truth = targets.subarray(i * K, (i + 1) * K).indexOf(1)
    loss += (total - scores[truth]!) / n
    if (scores.indexOf(scores.reduce((a, b) => Math.max(a, b))) === truth) right++
  }
  return { loss, accuracy: right / n }
}
