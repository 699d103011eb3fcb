import { drained, type Iterate } from '../../paced.ts'
import { Stream } from '../../random/stream.ts'
import type { Problem } from '../../schema.ts'
import type { Status } from '../../solver.ts'
import { defineStepwise, mismatch } from '../../stepwise.ts'
import type { NetworkCertificate } from '../../verify/network.ts'
import type { Sentence } from '../../verify/transformer.ts'
import { countField, temperature } from '../fields.ts'
import { piecesOf, Vocabulary } from './corpus.ts'
import { languageFields, languageIssues, textField } from './language-fields.ts'
import { rhyme } from './lines.ts'
import { Learner } from './speaker.ts'
import { lessonIterate, patiently } from './training.ts'
import { plainShape } from './transformer.ts'

const schema = {
  text: { ...textField('Text to learn from', '训练文本', rhyme), alias: 'corpus' },
  level: {
    kind: 'choice',
    label: { en: 'Pieces', 'zh-CN': '切分单位' },
    default: 'character',
    options: ['character', 'word'],
  },
  ...languageFields,
  steps: { ...languageFields.steps, default: 200 },
  prompt: { ...textField('How the new text begins', '生成文本的开头', 'the '), maxLength: 1_000 },
  length: countField('Pieces to write', '生成长度', 60, 0, 2_000, 200),
  temperature,
} as const
type Given = Problem<typeof schema>

/** Streams of one seed: first weights, windows, and what is written. */
const [windowStream, writingStream] = [1, 2]
/** Steps between two samples of what it writes; pieces of such a sample. */
const [between, glimpse] = [25, 30]

/** What comes next at every place of a window. */
export const windowAt = (numbers: readonly number[], start: number, context: number): Sentence => ({
  tokens: numbers.slice(start, start + context),
  targets: numbers.slice(start + 1, start + context + 1),
  share: Array<number>(context).fill(1 / context),
})

/** Windows over all of the text, at most twenty, evenly spread. */
export function windowsOf(numbers: readonly number[], context: number): Sentence[] {
  const last = numbers.length - context - 1
  const count = Math.min(20, Math.floor(numbers.length / context))
  return Array.from({ length: Math.max(1, count) }, (_, i) =>
    windowAt(numbers, Math.floor((last * i) / Math.max(1, count - 1)), context),
  )
}

type Result = {
  readonly loss: number | null
  readonly perplexity: number | null
  readonly vocabulary: readonly string[]
  readonly parameters: number
  readonly losses: readonly number[]
  readonly written: string
}
type Answer = { readonly result: Result; readonly certificate: NetworkCertificate }

class Model {
  private readonly given: Given
  private readonly vocabulary: Vocabulary
  private readonly numbers: number[]
  private readonly learner: Learner
  private readonly windows: Stream
  private readonly writing: Stream
  private readonly losses: number[] = []
  private conclusion: Answer | undefined

  constructor(given: Given, seed: number) {
    this.given = given
    const pieces = piecesOf(given.text, given.level)
    this.vocabulary = new Vocabulary(pieces)
    this.numbers = pieces.map(piece => this.vocabulary.numberOf(piece)!)
    const shape = { ...given, ...plainShape, vocabulary: this.vocabulary.pieces.length, causal: true }
    this.learner = new Learner(shape, given.batch, given, seed)
    this.windows = new Stream(seed, windowStream)
    this.writing = new Stream(seed, writingStream)
  }

  *steps(): Generator<Iterate<string | null>, Status> {
    const { steps, batch, context } = this.given
    for (let k = 0; k < steps; k++) {
      const sentences = Array.from({ length: batch }, () => {
        const sentence = windowAt(this.numbers, this.windows.below(this.numbers.length - context), context)
        return { ...sentence, share: sentence.share.map(share => share / batch) }
      })
      const lesson = yield* patiently(k, null, this.learner.learn(sentences, k, steps))
      this.losses.push(lesson.loss)
      const isTime = k % between === between - 1
      const written = isTime ? yield* patiently(k, null, this.write(glimpse)) : null
      yield lessonIterate(k, lesson, written, { perplexity: Math.exp(lesson.loss) })
      if (!Number.isFinite(lesson.loss) || !Number.isFinite(lesson.gradientNorm)) return 'diverged'
    }
    this.conclusion = yield* patiently(steps, null, this.conclude())
    return 'converged'
  }

  /** New text, piece by piece, each drawn by its chance at the temperature. */
  private *write(length: number): Generator<void, string> {
    const { prompt, level, context, temperature } = this.given
    const known = piecesOf(prompt, level).map(piece => this.vocabulary.numberOf(piece))
    const numbers = known.filter(number => number !== undefined)
    if (!numbers.length) numbers.push(this.numbers[0]!)
    for (let i = 0; i < length; i++) {
      const seen = numbers.slice(-context)
      const chances = this.learner
        .chances(seen)
        .at(-1)!
        .map(p => p ** (1 / temperature))
      let left = this.writing.uniform() * chances.reduce((a, b) => a + b, 0)
      const next = chances.findIndex(p => (left -= p) < 0)
      numbers.push(Math.max(0, next))
      yield
    }
    return this.vocabulary.text(numbers, level)
  }

  answer() {
    return this.losses.length ? (this.conclusion ?? drained(this.conclude())) : undefined
  }

  private *conclude(): Generator<void, Answer> {
    const all = windowsOf(this.numbers, this.given.context)
    const loss = yield* this.learner.score(all)
    return {
      result: {
        loss: Number.isFinite(loss) ? loss : null,
        perplexity: Number.isFinite(loss) ? Math.exp(loss) : null,
        vocabulary: this.vocabulary.pieces,
        parameters: this.learner.weights.reduce((sum, { data }) => sum + data.length, 0),
        losses: this.losses.filter(Number.isFinite),
        written: yield* this.write(this.given.length),
      },
      certificate: yield* this.learner.certify(all),
    }
  }
}

/** A tiny transformer that learns which piece comes next and then writes (Vaswani and others 2017; Radford and others 2019). */
export const languageModel = defineStepwise({
  id: 'language-model',
  title: { en: 'Language model', 'zh-CN': '语言模型' },
  schema,
  check: problem =>
    problem.length * problem.context > 20_000
      ? mismatch('length', 'context', `≤ ${Math.floor(20_000 / problem.context)}`, problem.length)
      : languageIssues(problem, 'text', piecesOf(problem.text, problem.level)),
  begin(problem, seed) {
    const model = new Model(problem, seed)
    return { steps: model.steps(), answer: () => model.answer() }
  },
})
