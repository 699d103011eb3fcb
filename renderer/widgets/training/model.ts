import type { Report } from '../../compute/index.ts'
import type { GroundField } from '../../plot/Ground.tsx'
import { outOf } from '../frame/claims.ts'
import { defineWidget, metricOf, type Ask, type Claim, type Run, type Shown, type Values } from '../frame/model.ts'
import { choiceField, countField, matrixField, positiveNumber, seedField, vectorField, words } from '../frame/fields.ts'
import { networkScript } from '../frame/network-script.ts'

/** Drawn once by a small generator, so that they are the same everywhere. */
function uniformFrom(seed: number): () => number {
  let word = seed
  return () => (word = (word * 16_807) % 2_147_483_647) / 2_147_483_647
}
const round = (value: number) => Math.round(100 * value) / 100 + 0

function moons(n: number): { X: number[][]; y: number[] } {
  const uniform = uniformFrom(5)
  const y = Array.from({ length: n }, (_, i) => i % 2)
  const X = y.map((moon, i) => {
    const angle = (Math.PI * Math.floor(i / 2)) / (n / 2 - 1)
    const noise = () => 0.35 * (uniform() - 0.5)
    return moon
      ? [round(1 - Math.cos(angle) + noise()), round(0.5 - Math.sin(angle) + noise())]
      : [round(Math.cos(angle) + noise()), round(Math.sin(angle) + noise())]
  })
  return { X, y }
}
function spirals(n: number): { X: number[][]; y: number[] } {
  const uniform = uniformFrom(9)
  const y = Array.from({ length: n }, (_, i) => i % 2)
  const X = y.map((arm, i) => {
    const turn = 0.4 + (3.4 * Math.PI * Math.floor(i / 2)) / n
    const reach = 0.35 * turn + 0.2 * (uniform() - 0.5)
    return [round(reach * Math.cos(turn + arm * Math.PI)), round(reach * Math.sin(turn + arm * Math.PI))]
  })
  return { X, y }
}
const easy = moons(80)
const hard = spirals(120)

const fields = {
  optimiser: choiceField('Optimiser', '优化器', ['sgd', 'momentum', 'nesterov', 'adam', 'adamw', 'rmsprop', 'adagrad']),
  lr: positiveNumber('Learning rate', '学习率', '\\eta', 0.5, [1e-12, 1e6], [1e-4, 10]),
  schedule: choiceField('Course of the rate', '学习率日程', ['constant', 'cosine', 'linear', 'step']),
  warmup: countField('Steps of warm-up', '预热步数', 0, 0, 100_000, 200),
  clip: {
    ...positiveNumber('Clip slopes at the norm (0: never)', '梯度裁剪范数（0 为不裁）', 'c', 0, [0, 1e9], [0.01, 10]),
    symbol: '',
  },
  steps: countField('Steps', '训练步数', 300, 1, 10_000, 1_000),
  batch: countField('Cases a step; 0: all', '每步样本数；0 为全部', 16, 0, 10_000, 64),
  activation: choiceField('Activation', '激活函数', ['tanh', 'relu', 'gelu', 'sigmoid']),
  hidden: vectorField('Hidden layers', '隐藏层宽度', [8, 8], 6),
  seed: seedField(),
  X: matrixField('Inputs x₁, x₂, one case a row', '输入 x₁, x₂，每行一个样本', easy.X),
  y: vectorField('Class of each case', '各样本的类别', easy.y),
} as const
export type Fields = typeof fields

/** Least and most rate of the range test. */
const [from, to, tested] = [1e-5, 100, 220] as const

interface Range {
  readonly rates: readonly number[]
  readonly smoothed: readonly number[]
  readonly suggested: number | null
  readonly least: number
}
interface Result {
  readonly loss: number | null
  readonly accuracy: number | null
  readonly parameters: number
  readonly start: readonly number[]
}

export const rangeOf = ({ runs }: Pick<Shown<Fields>, 'runs'>) =>
  runs['range']?.report as
    | Report<Range | undefined, { readonly growth: number; readonly smoothing: number; readonly holds: boolean }>
    | undefined
const trainedOf = ({ runs }: Pick<Shown<Fields>, 'runs'>) =>
  runs['training']?.report as Report<Result, { readonly gradient: number; readonly lossError: number }> | undefined

/** The last picture of the plane that was taken by step `k`. */
export function groundAt(run: Run | undefined, k: number): GroundField | undefined {
  for (let at = Math.min(k, (run?.steps.length ?? 0) - 1); at >= 0; at--) {
    const state = run!.steps[at]!.state as GroundField | null
    if (state) return state
  }
  return undefined
}

function asks(values: Values<Fields>): Readonly<Record<string, Ask>> {
  const { X, y, hidden, activation, batch, optimiser, lr, schedule, warmup, clip, steps, seed } = values
  const network = { X, y, hidden, activation, batch, optimiser, clip }
  return {
    range: { solver: 'learning-rate-range', problem: { ...network, from, to, steps: tested }, seed },
    training: { solver: 'mlp', problem: { ...network, lr, schedule, warmup, steps }, seed },
  }
}

/** Steps whose slope was longer than the clip. */
export const clipped = (norms: readonly number[], clip: number): number =>
  clip > 0 ? norms.filter(norm => norm > clip).length : 0

function claims(shown: Shown<Fields>): Claim[] {
  const [range, trained] = [rangeOf(shown), trainedOf(shown)]
  const { lr, clip } = shown.values
  const tested: Claim[] = range?.result
    ? [
        {
          words: words('Range test: the loss falls fastest near the rate', '范围测试：损失下降最快处的学习率'),
          value: range.result.suggested ?? '–',
        },
        {
          words: words('The rate chosen lies under the one of least loss', '所选学习率低于损失最低处的'),
          value: range.result.least,
          holds: lr <= range.result.least,
        },
      ]
    : []
  if (!trained) return tested
  const norms = metricOf(shown.runs['training'], 'gradientNorm')
  const { loss, accuracy } = trained.result
  return [
    ...tested,
    { words: words('Loss over all cases in the end', '最终全体样本的损失'), value: loss ?? '∞' },
    {
      words: words('Cases told right', '判对的样本'),
      value: accuracy === null ? '–' : `${(100 * accuracy).toFixed(1)} %`,
    },
    ...(clip > 0
      ? [
          {
            words: words('Steps whose slope was shortened', '被裁剪的步数'),
            value: outOf(clipped(norms, clip), norms.length),
          },
        ]
      : []),
    {
      words: words('Slopes computed backwards against differences', '反向梯度与差分之差'),
      value: trained.certificate.gradient,
      holds: trained.certificate.gradient < 1e-5,
    },
  ]
}

export const model = defineWidget({
  name: 'training',
  title: words('Training tricks', '训练技巧'),
  fields,
  options: {
    optimiser: { momentum: words('momentum', '动量法') },
    schedule: {
      constant: words('constant', '恒定'),
      cosine: words('cosine', '余弦'),
      linear: words('linear', '线性'),
      step: words('in steps', '阶梯'),
    },
  },
  examples: [
    { title: words('A rate that the range test likes', '范围测试认可的学习率'), values: {} },
    { title: words('Too small: asleep', '太小：睡着了'), values: { lr: 0.005 } },
    { title: words('Too large: it never settles', '太大：无法安定'), values: { lr: 30, batch: 0 } },
    {
      title: words('Large, but clipped and warmed up', '同样大，但有预热与裁剪'),
      values: { lr: 30, batch: 0, warmup: 80, clip: 0.05, schedule: 'cosine' },
    },
    {
      title: words('Adam and a cosine on two spirals', 'Adam 与余弦日程，双螺线'),
      values: {
        optimiser: 'adam',
        lr: 0.03,
        warmup: 30,
        schedule: 'cosine',
        steps: 600,
        hidden: [16, 16],
        X: hard.X,
        y: hard.y,
      },
    },
    { title: words('One case a step: noise', '每步一个样本：噪声'), values: { batch: 1, lr: 0.1 } },
  ],
  asks,
  last: ({ values }) => Math.max(0, values.steps - 1),
  formula: ({ values: { lr, warmup, clip, schedule, steps } }) => {
    const up = warmup ? String.raw`\eta\,\tfrac{k+1}{${warmup}},& k<${warmup}\\` : ''
    const courses: Readonly<Record<string, string>> = {
      constant: String.raw`\eta`,
      linear: String.raw`\eta\,(1-s)`,
      cosine: String.raw`\tfrac{\eta}{2}(1+\cos\pi s)`,
      step: String.raw`\eta\,10^{-\lfloor 3s\rfloor}`,
    }
    const rest = String.raw`${courses[schedule]!}${warmup ? String.raw`,& s=\tfrac{k-${warmup}}{${Math.max(1, steps - warmup)}}` : ''}`
    const rate = warmup ? String.raw`\begin{cases}${up}${rest}\end{cases}` : rest
    const cut = clip > 0 ? String.raw`,\qquad g\leftarrow g\,\min\!\left(1,\tfrac{${clip}}{\lVert g\rVert}\right)` : ''
    return String.raw`\eta_k=${rate},\qquad \eta=${lr}${cut}`
  },
  table: shown => {
    const [loss, rate, norm] = ['loss', 'lr', 'gradientNorm'].map(name => metricOf(shown.runs['training'], name))
    return {
      columns: [words('step', '步'), words('loss', '损失'), words('rate', '学习率'), words('slope norm', '梯度范数')],
      rows: loss!.map((value, k) => [k, value, rate![k]!, norm![k]!]),
    }
  },
  certificate: claims,
  summary: shown => {
    const loss = metricOf(shown.runs['training'], 'train')[shown.k]?.toPrecision(3) ?? '…'
    const least = rangeOf(shown)?.result?.least.toPrecision(2) ?? '…'
    return words(
      `At step ${shown.k} the loss over all cases is ${loss}; the range test finds its least loss at a rate of ${least}.`,
      `第 ${shown.k} 步全体损失为 ${loss}；范围测试中损失在学习率 ${least} 处最低。`,
    )
  },
  python: shown => networkScript(shown.values, trainedOf(shown)?.result.start ?? []),
})
