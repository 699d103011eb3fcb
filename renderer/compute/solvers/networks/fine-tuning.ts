import { norm } from '../../linear-algebra/vector.ts'
import { drained, type Iterate } from '../../paced.ts'
import { Stream } from '../../random/stream.ts'
import type { Problem } from '../../schema.ts'
import type { Status } from '../../solver.ts'
import { defineStepwise, mismatch } from '../../stepwise.ts'
import { certifyMoved } from '../../verify/moved.ts'
import { countField } from '../fields.ts'
import { piecesOf, Vocabulary } from './corpus.ts'
import { languageFields, languageIssues, textField } from './language-fields.ts'
import { windowAt, windowsOf } from './language-model.ts'
import { otherRhyme, rhyme } from './lines.ts'
import { Learner } from './speaker.ts'
import { lessonIterate, patiently, type Lesson } from './training.ts'
import { adaptations, plainShape, type Adaptation } from './transformer.ts'

const schema = {
  text: { ...textField('Text to learn first', '预训练文本', rhyme), alias: 'corpus' },
  adapt: textField('Text to adapt to', '微调文本', otherRhyme),
  method: {
    kind: 'choice',
    label: { en: 'What learns then', 'zh-CN': '微调方法' },
    default: 'lora',
    options: adaptations,
  },
  rank: {
    ...countField(
      'Rank, width of adapters, or rows of a prefix or prompt',
      '秩、适配器宽度或前缀/提示长度',
      4,
      1,
      64,
      16,
    ),
    symbol: 'r',
  },
  level: {
    kind: 'choice',
    label: { en: 'Pieces', 'zh-CN': '切分单位' },
    default: 'character',
    options: ['character', 'word'],
  },
  ...languageFields,
  width: { ...languageFields.width, default: 24 },
  first_steps: countField('Steps on the first text', '预训练步数', 150, 0, 1_000_000, 1_000),
  steps: { ...languageFields.steps, label: { en: 'Steps on the other text', 'zh-CN': '微调步数' }, default: 100 },
} as const
type Given = Problem<typeof schema>

const windowStream = 1
/** Steps between two looks at both texts. */
const between = 10
type Phase = 'first' | 'adapt'

interface Start {
  readonly first: number
  readonly adapt: number
  readonly weights: ReadonlyMap<string, Float64Array>
}
type Change = {
  readonly before: number | null
  readonly after: number | null
}
type Result = Omit<ReturnType<typeof moved>, 'total'> & {
  readonly method: string
  readonly parameters: number
  readonly share: number
  readonly loss: Change
  readonly first_loss: Change
}
type Answer = { readonly result: Result; readonly certificate: ReturnType<typeof certifyMoved> }

class Tuning {
  private readonly given: Given
  private readonly texts: Readonly<Record<Phase, number[]>>
  private readonly base: Learner
  private readonly adapted: Learner
  private readonly windows: Stream
  private start: Start | undefined
  private conclusion: Answer | undefined

  constructor(given: Given, seed: number) {
    this.given = given
    const pieces = { first: piecesOf(given.text, given.level), adapt: piecesOf(given.adapt, given.level) }
    const vocabulary = new Vocabulary([...pieces.first, ...pieces.adapt])
    const numbers = (all: string[]) => all.map(piece => vocabulary.numberOf(piece)!)
    this.texts = { first: numbers(pieces.first), adapt: numbers(pieces.adapt) }
    const shape = { ...given, ...plainShape, vocabulary: vocabulary.pieces.length, causal: true }
    this.base = new Learner(shape, given.batch, given, seed)
    const adaptation = given.method as Adaptation
    this.adapted = new Learner({ ...shape, adaptation, rank: given.rank }, given.batch, given, seed)
    this.windows = new Stream(seed, windowStream)
  }

  private batch(phase: Phase) {
    const { batch, context } = this.given
    const numbers = this.texts[phase]
    return Array.from({ length: batch }, () => {
      const sentence = windowAt(numbers, this.windows.below(numbers.length - context), context)
      return { ...sentence, share: sentence.share.map(share => share / batch) }
    })
  }

  private loss(learner: Learner, phase: Phase): Generator<void, number> {
    return learner.score(windowsOf(this.texts[phase], this.given.context))
  }

  *steps(): Generator<Iterate<Phase>, Status> {
    const { first_steps: count, steps } = this.given
    for (let k = 0; k < count; k++) {
      const lesson = yield* patiently<Phase, Lesson>(k, 'first', this.base.learn(this.batch('first'), k, count))
      yield lessonIterate<Phase>(k, lesson, 'first')
      if (!Number.isFinite(lesson.loss)) return 'diverged'
    }
    const known = new Map(this.base.weights.map(({ name, data }) => [name, data]))
    this.adapted.take(known)
    const weights = new Map(this.adapted.weights.map(({ name, data }) => [name, data.slice()]))
    const before = (phase: Phase) => patiently<Phase, number>(count, 'adapt', this.loss(this.adapted, phase))
    this.start = { first: yield* before('first'), adapt: yield* before('adapt'), weights }
    for (let k = 0; k < steps; k++) {
      const slowly = <R>(run: Generator<void, R>) => patiently<Phase, R>(count + k, 'adapt', run)
      const lesson = yield* slowly(this.adapted.learn(this.batch('adapt'), k, steps))
      const seen = k % between === between - 1 ? { kept: yield* slowly(this.loss(this.adapted, 'first')) } : {}
      yield lessonIterate<Phase>(count + k, lesson, 'adapt', seen)
      if (!Number.isFinite(lesson.loss)) return 'diverged'
    }
    this.conclusion = yield* patiently<Phase, Answer>(count + steps, 'adapt', this.conclude(this.start))
    return 'converged'
  }

  answer() {
    return this.conclusion ?? (this.start && drained(this.conclude(this.start)))
  }

  private *conclude(start: Start): Generator<void, Answer> {
    const { adapted } = this
    const finite = (value: number) => (Number.isFinite(value) ? value : null)
    const { total, learning, weights } = moved(adapted, start.weights)
    return {
      result: {
        method: this.given.method,
        parameters: total,
        learning,
        share: learning / total,
        loss: { before: finite(start.adapt), after: finite(yield* this.loss(adapted, 'adapt')) },
        first_loss: { before: finite(start.first), after: finite(yield* this.loss(adapted, 'first')) },
        weights,
      },
      certificate: certifyMoved(
        yield* adapted.certify(windowsOf(this.texts.adapt, this.given.context)),
        adapted.weights.map(weight => ({ ...weight, before: start.weights.get(weight.name)! })),
      ),
    }
  }
}

/** How far every weight went, over its size. */
function moved(learner: Learner, before: ReadonlyMap<string, Float64Array>) {
  let [total, learning] = [0, 0]
  const weights = learner.weights.map(({ name, rows, columns, data, frozen }) => {
    const old = before.get(name)!
    const change = norm(data.map((value, i) => value - old[i]!))
    total += data.length
    learning += frozen ? 0 : data.length
    return { name, rows, columns, frozen, change, size: norm(data) }
  })
  return { total, learning, weights }
}

/** A small transformer learns one text, then adapts to another by all of its weights or by few: which of them move. */
export const fineTuning = defineStepwise({
  id: 'fine-tuning',
  title: { en: 'Fine-tuning with few weights', 'zh-CN': '参数高效微调' },
  schema,
  check(problem) {
    const pieces = { text: piecesOf(problem.text, problem.level), adapt: piecesOf(problem.adapt, problem.level) }
    const { context } = problem
    if (pieces.text.length <= context) return mismatch('text', 'context', `> ${context}`, pieces.text.length, 'pieces')
    const prompted = problem.method === 'prompt' || problem.method === 'prefix' ? problem.rank : 0
    const longer = { ...problem, context: problem.context + prompted }
    const issues = languageIssues(problem, 'adapt', pieces.adapt)
    return issues.length ? issues : languageIssues(longer, 'text', [...pieces.text, ...pieces.adapt])
  },
  begin(problem, seed) {
    const tuning = new Tuning(problem, seed)
    return { steps: tuning.steps(), answer: () => tuning.answer() }
  },
})
