import { Stream } from '../../random/stream.ts'
import type { NetworkCertificate } from '../../verify/network.ts'
import { certifyTransformer, type Sentence } from '../../verify/transformer.ts'
import { softmaxInto } from '../attention/attend.ts'
import type { Tensor } from './graph.ts'
import { crossEntropy } from './losses.ts'
import type { Optimising } from './optimiser.ts'
import { Training, type Lesson } from './training.ts'
import { Transformer, type Shape } from './transformer.ts'

/** Sequences whose slopes the certificate checks, as far as weights times places stay below `mostChecked`; else one. */
const [sequencesChecked, mostChecked] = [2, 1e6]

/** A transformer with a loss at the places that count. */
class Speaker {
  readonly transformer: Transformer
  readonly loss: Tensor
  private readonly targets: Float64Array
  private readonly share: Float64Array

  constructor(shape: Shape, sequences: number, random: Stream) {
    this.transformer = new Transformer(shape, sequences, random)
    const { logits, graph } = this.transformer
    this.targets = new Float64Array(logits.data.length)
    this.share = new Float64Array(logits.rows)
    this.loss = crossEntropy(graph, logits, this.targets, this.share)
  }

  show(sentences: readonly Sentence[]): void {
    const { tokens, shape, filled } = this.transformer
    const { context, vocabulary } = shape
    this.targets.fill(0)
    this.share.fill(0)
    const prompt = shape.adaptation === 'prompt' ? shape.rank : 0
    sentences.forEach((sentence, s) => {
      filled[s] = sentence.tokens.length + prompt
      sentence.tokens.forEach((token, i) => {
        const row = s * context + i
        tokens[row] = token
        this.share[row] = sentence.share[i]!
        this.targets[row * vocabulary + sentence.targets[i]!] = 1
      })
    })
  }
}

/** A transformer that learns from sentences, says what comes at a place, and certifies itself on some of them. */
export class Learner {
  private readonly pupil: Speaker
  private readonly alone: Speaker
  private readonly training: Training
  /** Whether `alone` has the weights as they stand. */
  private isTold = false

  constructor(shape: Shape, sequences: number, optimising: Optimising, seed: number) {
    this.pupil = new Speaker(shape, sequences, new Stream(seed))
    this.alone = new Speaker(shape, 1, new Stream(seed))
    this.training = new Training(this.pupil.transformer.graph, this.pupil.loss, optimising)
  }

  /** Begins with weights of the same names. */
  take(known: ReadonlyMap<string, Float64Array>): void {
    this.isTold = false
    for (const { name, data } of this.weights) if (known.has(name)) data.set(known.get(name)!)
  }

  get weights() {
    return this.pupil.transformer.graph.weights
  }

  get shape(): Shape {
    return this.pupil.transformer.shape
  }

  *learn(sentences: readonly Sentence[], k: number, steps: number): Generator<void, Lesson> {
    this.pupil.show(sentences)
    const lesson = yield* this.training.slowly(k, steps)
    this.isTold = false
    return lesson
  }

  /** The network for one sentence, with what was learned last. */
  private told(): Speaker {
    if (!this.isTold) this.alone.transformer.graph.take(this.pupil.transformer.graph.flat())
    this.isTold = true
    return this.alone
  }

  /** Mean loss of one sentence after another, with a pause after each. */
  *score(sentences: readonly Sentence[]): Generator<void, number> {
    const alone = this.told()
    let total = 0
    for (const sentence of sentences) {
      alone.show([sentence])
      alone.transformer.graph.forward()
      total += alone.loss.data[0]!
      yield
    }
    return total / sentences.length
  }

  /** Chances of every piece at every place of a sequence. */
  chances(tokens: readonly number[]): Float64Array[] {
    const alone = this.told()
    const { graph, logits } = alone.transformer
    alone.show([{ tokens, targets: tokens, share: tokens.map(() => 0) }])
    graph.forward()
    const V = this.shape.vocabulary
    return tokens.map((_, i) => {
      const out = new Float64Array(V)
      softmaxInto(logits.data.subarray(i * V, (i + 1) * V), out)
      return out
    })
  }

  *certify(sentences: readonly Sentence[]): Generator<void, NetworkCertificate> {
    const { graph: own } = this.pupil.transformer
    const checked = own.count() * this.shape.context > mostChecked ? 1 : sequencesChecked
    const some = sentences
      .slice(0, checked)
      .map(sentence => ({ ...sentence, share: sentence.share.map(v => v / checked) }))
    const twin = new Speaker(this.shape, some.length, new Stream(0))
    const { graph } = twin.transformer
    graph.take(this.pupil.transformer.graph.flat())
    twin.show(some)
    yield* graph.slowly(twin.loss)
    const spoken = { ...this.shape, weights: graph.weights }
    return yield* certifyTransformer(spoken, some, graph.flat(), {
      loss: twin.loss.data[0]!,
      slope: graph.flat('slope'),
    })
  }
}
