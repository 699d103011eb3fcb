import { Stream } from '../../random/stream.ts'
import type { Issue } from '../../issue.ts'
import type { Iterate } from '../../paced.ts'
import type { Problem } from '../../schema.ts'
import type { Status } from '../../solver.ts'
import { defineStepwise, mismatch } from '../../stepwise.ts'
import { certifyDistillation } from '../../verify/distillation.ts'
import { softmaxInto } from '../attention/attend.ts'
import { countField, temperature } from '../fields.ts'
import { besideKinks, type Activation } from './activations.ts'
import type { Initialisation } from './initialise.ts'
import { Layers } from './layers.ts'
import { crossEntropy, together } from './losses.ts'
import { Network, scoreOf } from './network.ts'
import { pictureOf } from './picture.ts'
import { batchOf, casesFrom, networkFields, networkIssues, outputsOf, type Cases } from './table-fields.ts'
import { Batches, Training, lessonIterate } from './training.ts'

const { task: _task, ...fields } = networkFields
const schema = {
  ...fields,
  hidden: {
    ...fields.hidden,
    default: [16, 16],
    label: { en: 'Hidden layers of the teacher', 'zh-CN': '教师网络的隐藏层' },
  },
  student: {
    ...fields.hidden,
    default: [3],
    label: { en: 'Hidden layers of the student', 'zh-CN': '学生网络的隐藏层' },
  },
  temperature: { ...temperature, default: 3 },
  alpha: {
    kind: 'number',
    label: { en: 'Share of the teacher in the loss', 'zh-CN': '损失中教师的比重' },
    symbol: '\\alpha',
    default: 0.7,
    min: 0,
    max: 1,
    slider: [0, 1],
    scale: 'linear',
  },
  steps: { ...countField('Steps of each', '各自的训练步数', 300, 1, 1_000_000, 2_000), alias: 'iterations' },
} as const
type Given = Problem<typeof schema>

/** Streams of one seed: the student's first weights and the order of its cases. */
const [studentStream, orderStream] = [11, 12]
type Phase = 'teacher' | 'student'

/** A student that learns from labels and from what the teacher thinks of every class. */
class Student {
  readonly layers: Layers
  readonly training: Training
  readonly hard: Float64Array
  readonly soft: Float64Array
  private readonly batches: Batches
  private readonly cases: Cases

  constructor(given: Given, rows: number, cases: Cases, seed: number) {
    this.cases = cases
    const widths = [cases.mean.length, ...given.student, cases.classes.length]
    const layout = { widths, activation: given.activation as Activation, init: given.init as Initialisation }
    this.layers = new Layers(layout, rows, new Stream(seed, studentStream))
    const { graph, output } = this.layers
    const share = new Float64Array(rows).fill(1 / rows)
    this.hard = new Float64Array(output.data.length)
    this.soft = new Float64Array(output.data.length)
    const tau = given.temperature
    // τ² keeps the teacher's slopes as large as the labels' whatever τ is (Hinton, Vinyals, Dean 2015, §2).
    const loss = together(
      graph,
      crossEntropy(graph, output, this.soft, share, tau),
      crossEntropy(graph, output, this.hard, share),
      [given.alpha * tau * tau, 1 - given.alpha],
    )
    this.training = new Training(graph, loss, given)
    this.batches = new Batches(cases.n, new Stream(seed, orderStream))
  }

  put(rows: readonly number[], soft: Float64Array): void {
    const [d, K] = [this.layers.input.columns, this.layers.output.columns]
    rows.forEach((row, i) => {
      this.layers.input.data.set(this.cases.inputs.subarray(row * d, (row + 1) * d), i * d)
      this.hard.set(this.cases.targets.subarray(row * K, (row + 1) * K), i * K)
      this.soft.set(soft.subarray(row * K, (row + 1) * K), i * K)
    })
  }

  learn(k: number, steps: number, soft: Float64Array) {
    this.put(this.batches.next(this.layers.input.rows), soft)
    return this.training.step(k, steps)
  }
}

/** softmax(logits / τ) of every row. */
function softened(logits: Float64Array, K: number, tau: number): Float64Array {
  const chances = new Float64Array(logits.length)
  for (let at = 0; at < logits.length; at += K)
    softmaxInto(
      logits.subarray(at, at + K).map(value => value / tau),
      chances.subarray(at, at + K),
    )
  return chances
}

class Distillation {
  private readonly given: Given
  private readonly cases: Cases
  private readonly teacher: Network
  private readonly student: Student
  private readonly plain: Student
  private soft: Float64Array | undefined

  constructor(given: Given, seed: number) {
    this.given = given
    const taught = { ...given, task: 'classification' }
    this.cases = casesFrom(taught)
    this.teacher = new Network(taught, seed)
    const rows = batchOf(taught)
    this.student = new Student(given, rows, this.cases, seed)
    this.plain = new Student({ ...given, alpha: 0 }, rows, this.cases, seed)
  }

  *steps(): Generator<Iterate<Phase>, Status> {
    const { steps } = this.given
    for (let k = 0; k < steps; k++) yield lessonIterate<Phase>(k, this.teacher.learn(k, steps), 'teacher')
    const logits = this.teacher.layers.answers(this.cases.inputs)
    const soft = softened(logits, this.cases.classes.length, this.given.temperature)
    this.soft = soft
    for (let k = 0; k < steps; k++) {
      const lesson = this.student.learn(k, steps, soft)
      const alone = this.plain.learn(k, steps, soft)
      yield lessonIterate<Phase>(steps + k, lesson, 'student', { alone: alone.loss })
      if (!Number.isFinite(lesson.loss)) return 'diverged'
    }
    return 'converged'
  }

  answer() {
    const { soft, cases } = this
    if (!soft) return undefined
    const scored = (layers: Layers) => scoreOf(layers.answers(cases.inputs), cases)
    const agreement = (layers: Layers) => agree(layers.answers(cases.inputs), soft, cases.classes.length)
    const { student, plain, teacher } = this
    return {
      result: {
        teacher: { ...teacher.score(), parameters: teacher.layers.graph.count() },
        student: {
          ...scored(student.layers),
          parameters: student.layers.graph.count(),
          agrees: agreement(student.layers),
        },
        alone: { ...scored(plain.layers), agrees: agreement(plain.layers) },
        soft_targets: Array.from({ length: Math.min(10, cases.n) }, (_, i) =>
          Array.from(soft.subarray(i * cases.classes.length, (i + 1) * cases.classes.length)),
        ),
        classes: cases.classes,
        pictures: {
          teacher: pictureOf(teacher),
          student: pictureOf({ cases, layers: student.layers }),
          alone: pictureOf({ cases, layers: plain.layers }),
        },
      },
      certificate: this.certify(soft),
    }
  }

  private certify(soft: Float64Array) {
    const { given, cases, student } = this
    const n = Math.min(64, cases.n)
    const twin = new Student(given, n, cases, 0)
    const { graph, input } = twin.layers
    graph.take(besideKinks(student.layers.graph.flat(), given.activation))
    twin.put(
      Array.from({ length: n }, (_, i) => i),
      soft,
    )
    const loss = twin.training.look()
    return certifyDistillation(
      {
        widths: twin.layers.widths,
        activation: given.activation,
        inputs: input.data.slice(),
        hard: twin.hard,
        soft: twin.soft,
      },
      { alpha: given.alpha, temperature: given.temperature },
      graph.flat(),
      { loss, slope: graph.flat('slope') },
    )
  }
}

/** Share of cases where the likeliest class is the teacher's. */
function agree(answers: Float64Array, soft: Float64Array, K: number): number {
  const likeliest = (all: Float64Array, i: number) => {
    const row = all.subarray(i * K, (i + 1) * K)
    return row.indexOf(row.reduce((a, b) => Math.max(a, b)))
  }
  const n = answers.length / K
  let same = 0
  for (let i = 0; i < n; i++) if (likeliest(answers, i) === likeliest(soft, i)) same++
  return same / n
}

/** An issue of a network's layers where they are the student's. */
function ofStudent({ code, parameter = '', params }: Issue): Issue {
  const named = <T>(name: T) => (name === 'hidden' ? 'student' : name)
  const told = Object.entries(params).map(([gap, value]) => [gap, named(value)] as const)
  return { code, parameter: named(parameter), params: Object.fromEntries(told) }
}

/** Distillation (Hinton, Vinyals, Dean 2015): a small student learns from a teacher's softened chances, and one beside it from labels alone. */
export const distillation = defineStepwise({
  id: 'distillation',
  title: { en: 'Distillation', 'zh-CN': '知识蒸馏' },
  schema,
  check(problem) {
    const taught = { ...problem, task: 'classification' }
    const issues = networkIssues(taught)
    if (issues.length) return issues
    const found = networkIssues({ ...taught, hidden: problem.student })
    if (found.length) return found.map(ofStudent)
    return outputsOf(taught) < 2 ? mismatch('y', 'y', '≥ 2', 1, 'classes') : []
  },
  begin(problem, seed) {
    const run = new Distillation(problem, seed)
    return { steps: run.steps(), answer: () => run.answer() }
  },
})
