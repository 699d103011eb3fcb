import type { Report } from '../../compute/index.ts'
import type { GroundField } from '../../plot/Ground.tsx'
import { lossAnew, slopesAgainstDifferences } from '../frame/claims.ts'
import { defineWidget, courseOf, pythonFrom, type Claim, type Shown } from '../frame/model.ts'
import { countField, matrixField, positiveNumber, rangeField, seedField, vectorField, words } from '../frame/fields.ts'
import { batchesScript, streamScript } from '../frame/stream-script.ts'
import { body } from './python.ts'

/** Three clouds that overlap; of the labels a share is drawn anew. Made once, the same everywhere. */
function clouds(n: number, wrong: number): { X: number[][]; y: number[] } {
  let word = 3
  const uniform = () => (word = (word * 16_807) % 2_147_483_647) / 2_147_483_647
  const normal = () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform())
  const near = (middle: number) => Math.round(100 * (middle + 0.6 * normal())) / 100 + 0
  const middles = [
    [0, 1.2],
    [-1.1, -0.6],
    [1.1, -0.6],
  ] as const
  const cases = Array.from({ length: n }, (_, i) => {
    const [a, b] = middles[i % 3]!
    return { x: [near(a), near(b)], y: uniform() < wrong ? Math.floor(3 * uniform()) : i % 3 }
  })
  return { X: cases.map(({ x }) => x), y: cases.map(({ y }) => y) }
}
const noisy = clouds(90, 0.2)
const clean = clouds(90, 0)

const fields = {
  temperature: positiveNumber('Temperature', '温度', 'T', 3, [1e-2, 1e3], [0.5, 20]),
  alpha: rangeField('Share of the teacher in the loss', '损失中教师的比重', 'a', 0.7, 0, 1),
  hidden: vectorField('Hidden layers of the teacher', '教师的隐藏层', [16, 16], 6),
  student: vectorField('Hidden layers of the student', '学生的隐藏层', [3], 6),
  steps: countField('Steps of each', '各自的训练步数', 300, 1, 5_000, 1_000),
  lr: positiveNumber('Learning rate', '学习率', '\\eta', 0.01, [1e-9, 1e3], [1e-4, 1]),
  seed: seedField(),
  X: matrixField('Inputs x₁, x₂, one case a row', '输入 x₁, x₂，每行一个样本', noisy.X),
  y: vectorField('Class of each case', '各样本的类别', noisy.y),
} as const
type Fields = typeof fields

interface Score {
  readonly loss: number
  readonly accuracy: number
}
export interface Result {
  readonly teacher: Score & { readonly parameters: number }
  readonly student: Score & { readonly parameters: number; readonly agrees: number }
  readonly alone: Score & { readonly agrees: number }
  readonly soft_targets: readonly (readonly number[])[]
  readonly classes: readonly number[]
  readonly pictures: Readonly<Record<'teacher' | 'student' | 'alone', GroundField | null>>
}
interface Certificate {
  readonly lossError: number
  readonly gradient: number
}

export const reportOf = ({ runs }: Pick<Shown<Fields>, 'runs'>) =>
  runs['distillation']?.report as Report<Result | undefined, Certificate> | undefined

/** Losses by step: the teacher's first, then the student's and that of its twin that has labels alone. */
export const lossesOf = ({ runs, values }: Pick<Shown<Fields>, 'runs' | 'values'>) => {
  const losses = courseOf(runs['distillation'], 'loss')
  const alone = courseOf(runs['distillation'], 'alone')
  const { steps, alpha, temperature } = values
  // Its two parts weigh more than 1 together; over their weight it stands beside the others.
  const weight = 1 - alpha + alpha * temperature * temperature
  return {
    teacher: losses.slice(0, steps),
    student: losses.slice(steps).map(([k, loss]) => [k, loss / weight] as const),
    alone: alone.slice(steps),
  }
}

const percent = (share: number) => `${(100 * share).toFixed(1)} %`

function claims(shown: Shown<Fields>): Claim[] {
  const report = reportOf(shown)
  if (!report?.result) return []
  const { teacher, student, alone } = report.result
  return [
    {
      words: words(
        `Cases told right by the teacher, ${teacher.parameters} weights`,
        `教师（${teacher.parameters} 个参数）判对`,
      ),
      value: percent(teacher.accuracy),
    },
    {
      words: words(
        `by the student taught, ${student.parameters} weights`,
        `受教的学生（${student.parameters} 个参数）判对`,
      ),
      value: percent(student.accuracy),
    },
    { words: words('by the same student alone', '同样的学生独自学习，判对'), value: percent(alone.accuracy) },
    {
      words: words('Agreement with the teacher, taught', '受教的学生与教师的一致率'),
      value: percent(student.agrees),
    },
    { words: words('Agreement with the teacher, alone', '独自的学生与教师的一致率'), value: percent(alone.agrees) },
    lossAnew(report.certificate.lossError, true),
    slopesAgainstDifferences(report.certificate.gradient),
  ]
}

export const model = defineWidget({
  name: 'distillation',
  title: words('Distillation', '知识蒸馏'),
  fields,
  examples: [
    { title: words('Labels partly wrong: a teacher helps a little', '标签有错：教师略有帮助'), values: {} },
    { title: words('No labels, the teacher alone', '没有标签，只听教师'), values: { alpha: 1 } },
    { title: words('T = 0.5: as hard as labels', 'T = 0.5：与硬标签无异'), values: { temperature: 0.5 } },
    { title: words('T = 20: all classes nearly alike', 'T = 20：各类几乎相同'), values: { temperature: 20 } },
    { title: words('Clean labels: little left to teach', '标签无误：没什么可教'), values: { X: clean.X, y: clean.y } },
    { title: words('A student of one neuron cannot follow', '一个神经元的学生跟不上'), values: { student: [1] } },
  ],
  asks: ({ X, y, hidden, student, temperature, alpha, steps, lr, seed }) => ({
    distillation: { solver: 'distillation', problem: { X, y, hidden, student, temperature, alpha, steps, lr }, seed },
  }),
  last: ({ values }) => 2 * values.steps - 1,
  formula: ({ values: { temperature, alpha } }) =>
    String.raw`\mathcal L=(1-a)\,\mathrm{CE}\bigl(y,\operatorname{softmax}(z_s)\bigr)+a\,T^2\,\mathrm{CE}\Bigl(\operatorname{softmax}\tfrac{z_t}{T},\ \operatorname{softmax}\tfrac{z_s}{T}\Bigr),\qquad T=${temperature},\ a=${alpha}`,
  table: shown => {
    const result = reportOf(shown)?.result
    return {
      columns: [words('case', '样本'), ...(result?.classes.map(name => `p(${name})`) ?? [])],
      rows: result?.soft_targets.map((row, i) => [i + 1, ...row]) ?? [],
    }
  },
  certificate: claims,
  summary: shown => {
    const result = reportOf(shown)?.result
    if (!result)
      return words('A teacher, a student and its twin without a teacher.', '一位教师、一个学生和没有教师的孪生学生。')
    const [taught, alone] = [percent(result.student.accuracy), percent(result.alone.accuracy)]
    return words(
      `The teacher tells ${percent(result.teacher.accuracy)} of the cases right, the student ${taught}, the same student alone ${alone}.`,
      `教师判对 ${percent(result.teacher.accuracy)}，学生 ${taught}，独自学习的同样学生 ${alone}。`,
    )
  },
  python: ({
    values: { X, y, hidden, student, temperature, alpha, steps, lr, seed },
  }) => `# Distillation (Hinton, Vinyals, Dean 2015), from the same first weights and cases as Folium's.
import numpy as np
from scipy.special import log_softmax, softmax

X = np.array(${pythonFrom(X)}, dtype=float)
y = np.unique(np.array(${pythonFrom(y)}), return_inverse=True)[1]
X = (X - X.mean(0)) / np.where(X.std(0) > 0, X.std(0), 1)
hidden, student, T, a, steps, lr, seed = ${pythonFrom(hidden)}, ${pythonFrom(student)}, ${temperature}, ${alpha}, ${steps}, ${lr}, ${seed}

${streamScript}
${batchesScript}
${body}`,
})
