import { drained, type Iterate } from '../../paced.ts'
import { Stream } from '../../random/stream.ts'
import type { Problem } from '../../schema.ts'
import type { Status } from '../../solver.ts'
import { defineStepwise, mismatch } from '../../stepwise.ts'
import type { NetworkCertificate } from '../../verify/network.ts'
import type { Sentence } from '../../verify/transformer.ts'
import { Vocabulary, wordsOf } from './corpus.ts'
import { languageFields, languageIssues, textField } from './language-fields.ts'
import { rhyme } from './lines.ts'
import { Learner } from './speaker.ts'
import { lessonIterate, patiently } from './training.ts'
import { plainShape } from './transformer.ts'

const mask = '[mask]'
const schema = {
  text: { ...textField('Text to learn from', '训练文本', rhyme), alias: 'corpus' },
  ...languageFields,
  context: { ...languageFields.context, default: 12 },
  batch: { ...languageFields.batch, default: 8 },
  lr: { ...languageFields.lr, default: 0.005 },
  steps: { ...languageFields.steps, default: 300 },
  share: {
    kind: 'number',
    label: { en: 'Share of words hidden', 'zh-CN': '被遮盖的词的比例' },
    default: 0.2,
    min: 0.01,
    max: 0.9,
    slider: [0.05, 0.5],
    scale: 'linear',
  },
  sentence: {
    ...textField(
      'Sentence with [MASK] to fill in',
      '含 [MASK] 的待填句子',
      'The fish [MASK] in the lake. The [MASK] sang',
    ),
    maxLength: 2_000,
  },
} as const
type Given = Problem<typeof schema>

const hidingStream = 1
const told = 5
/** BERT's shares of what is put where a word is hidden: the mask, any word; else the word itself. */
const [masked, replaced] = [0.8, 0.1]

type Guess = {
  readonly place: number
  readonly best: readonly { readonly word: string; readonly p: number }[]
}
type Result = {
  readonly loss: number | null
  readonly vocabulary: readonly string[]
  readonly parameters: number
  readonly losses: readonly number[]
  readonly guesses: readonly Guess[]
}
type Answer = { readonly result: Result; readonly certificate: NetworkCertificate }

class Model {
  private readonly given: Given
  private readonly vocabulary: Vocabulary
  private readonly numbers: number[]
  /** Where a window may begin: where a sentence does, or anywhere in a text of one sentence. */
  private readonly starts: readonly number[]
  private readonly learner: Learner
  private readonly random: Stream
  private readonly losses: number[] = []
  private conclusion: Answer | undefined

  constructor(given: Given, seed: number) {
    this.given = given
    const words = wordsOf(given.text)
    this.vocabulary = new Vocabulary(words, [mask])
    this.numbers = words.map(word => this.vocabulary.numberOf(word)!)
    const places = words.map((_, i) => i).slice(0, words.length - given.context + 1)
    const begins = places.filter(i => i === 0 || /^[.!?。！？]$/.test(words[i - 1]!))
    this.starts = begins.length > 1 ? begins : places
    const shape = { ...given, ...plainShape, vocabulary: this.vocabulary.pieces.length, causal: false }
    this.learner = new Learner(shape, given.batch, given, seed)
    this.random = new Stream(seed, hidingStream)
  }

  /** A window with some of its words hidden, at least one. */
  private hidden(random: Stream): Sentence {
    const { context, share } = this.given
    const start = this.starts[random.below(this.starts.length)]!
    const targets = this.numbers.slice(start, start + context)
    const chosen = targets.map(() => random.uniform() < share)
    if (!chosen.includes(true)) chosen[random.below(context)] = true
    const tokens = targets.map((word, i) => {
      if (!chosen[i]) return word
      const kind = random.uniform()
      if (kind < masked) return 0
      return kind < masked + replaced ? 1 + random.below(this.vocabulary.pieces.length - 1) : word
    })
    const count = chosen.filter(Boolean).length
    return { tokens, targets, share: chosen.map(hides => (hides ? 1 / count : 0)) }
  }

  *steps(): Generator<Iterate<null>, Status> {
    const { steps, batch } = this.given
    for (let k = 0; k < steps; k++) {
      const sentences = Array.from({ length: batch }, () => {
        const sentence = this.hidden(this.random)
        return { ...sentence, share: sentence.share.map(value => value / batch) }
      })
      const lesson = yield* patiently(k, null, this.learner.learn(sentences, k, steps))
      this.losses.push(lesson.loss)
      yield lessonIterate(k, lesson, null)
      if (!Number.isFinite(lesson.loss) || !Number.isFinite(lesson.gradientNorm)) return 'diverged'
    }
    this.conclusion = yield* patiently(steps, null, this.conclude())
    return 'converged'
  }

  /** The likeliest words at every mask of the sentence; words never seen are hidden too. */
  private guesses(): Guess[] {
    const words = wordsOf(this.given.sentence).slice(0, this.given.context)
    if (!words.length) return []
    const chances = this.learner.chances(words.map(word => this.vocabulary.numberOf(word) ?? 0))
    return words.flatMap((word, place) => {
      if (word !== mask) return []
      const order = this.vocabulary.pieces.map((_, j) => j).sort((a, b) => chances[place]![b]! - chances[place]![a]!)
      const best = order.slice(0, told).map(j => ({ word: this.vocabulary.pieces[j]!, p: chances[place]![j]! }))
      return [{ place, best: best.filter(({ p }) => Number.isFinite(p)) }]
    })
  }

  answer() {
    return this.losses.length ? (this.conclusion ?? drained(this.conclude())) : undefined
  }

  private *conclude(): Generator<void, Answer> {
    const exam = new Stream(0, hidingStream + 1)
    const sentences = Array.from({ length: 20 }, () => this.hidden(exam))
    const loss = yield* this.learner.score(sentences)
    return {
      result: {
        loss: Number.isFinite(loss) ? loss : null,
        vocabulary: this.vocabulary.pieces,
        parameters: this.learner.weights.reduce((sum, { data }) => sum + data.length, 0),
        losses: this.losses.filter(Number.isFinite),
        guesses: this.guesses(),
      },
      certificate: yield* this.learner.certify(sentences),
    }
  }
}

/** Words hidden and guessed from both sides: BERT's objective (Devlin and others 2018) on a tiny text. */
export const maskedWords = defineStepwise({
  id: 'masked-words',
  title: { en: 'Masked words', 'zh-CN': '遮盖词预测' },
  schema,
  check(problem) {
    const words = wordsOf(problem.text)
    const asked = wordsOf(problem.sentence).length
    return asked > problem.context
      ? mismatch('sentence', 'context', `≤ ${problem.context}`, asked, 'words')
      : languageIssues(problem, 'text', words)
  },
  begin(problem, seed) {
    const model = new Model(problem, seed)
    return { steps: model.steps(), answer: () => model.answer() }
  },
})
