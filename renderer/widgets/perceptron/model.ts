import type { Report } from '../../compute/index.ts'
import type { GroundField } from '../../plot/Ground.tsx'
import { choiceField, countField, matrixField, positiveNumber, seedField, vectorField, words } from '../frame/fields.ts'
import { defineWidget, pythonFrom, stateAt, type Claim, type Run, type Shown, type Values } from '../frame/model.ts'
import { networkScript } from '../frame/network-script.ts'
import { rounded, sampler } from '../frame/sample.ts'

type Draw = ReturnType<typeof sampler>
/** Rows x, y, class from a rule that places the i-th of n points. */
function drawn(seed: number, n: number, place: (i: number, random: Draw) => readonly [number, number, number]) {
  const random = sampler(seed)
  return Array.from({ length: n }, (_, i) => place(i, random).map(value => rounded(value)))
}
const sides = drawn(11, 40, (i, { normal }) => [
  (i % 2 ? 1.6 : -1.6) + 0.6 * normal(),
  (i % 2 ? 1 : -1) + 0.6 * normal(),
  i % 2,
])
const corners = drawn(5, 80, (i, { uniform }) => {
  const [x, y] = [2 * uniform() - 1, 2 * uniform() - 1]
  const [a, b] = [x + Math.sign(x) * 0.12, y + Math.sign(y) * 0.12]
  return [a, b, a * b > 0 ? 1 : 0]
})
const ring = drawn(3, 90, (i, { normal, uniform }) => {
  const turn = 2 * Math.PI * uniform()
  const r = (i % 2 ? 2 : 0.7) + 0.2 * normal()
  return [r * Math.cos(turn), r * Math.sin(turn), i % 2]
})
const spirals = drawn(17, 140, (i, { normal }) => {
  const t = 0.4 + (3.6 * Math.floor(i / 2)) / 70
  const turn = 1.6 * t + (i % 2) * Math.PI
  return [0.5 * t * Math.cos(turn) + 0.04 * normal(), 0.5 * t * Math.sin(turn) + 0.04 * normal(), i % 2]
})

const fields = {
  method: choiceField('Learner', '学习器', ['network', 'perceptron']),
  brush: choiceField('A click adds', '点击添加', ['0', '1', '2']),
  hidden: vectorField('Widths of the hidden layers', '各隐藏层的宽度', [8, 4], 6),
  activation: choiceField('Activation', '激活函数', ['tanh', 'relu', 'sigmoid', 'gelu', 'identity']),
  init: choiceField('First weights', '权重初始化', ['xavier', 'he', 'small', 'zeros']),
  optimiser: choiceField('Optimiser', '优化器', ['adam', 'sgd', 'momentum']),
  lr: positiveNumber('Learning rate', '学习率', '\\eta', 0.03, [1e-6, 1e3], [1e-3, 3]),
  batch: countField('Cases a step; 0: all', '每步样本数；0 表示全部', 16, 0, 10_000, 64),
  steps: countField('Steps', '训练步数', 400, 1, 20_000, 2_000),
  seed: seedField(),
  data: matrixField('Points x, y, class, one a row', '数据点 x, y, 类别，每行一个', corners, 6_000),
} as const
export type Fields = typeof fields

export const isNetwork = ({ method }: Values<Fields>): boolean => method === 'network'
export const classesOf = ({ data }: Pick<Values<Fields>, 'data'>): number[] =>
  [...new Set(data.map(row => row[2] ?? 0))].sort((a, b) => a - b)

/** What a network says over the plane, and its weights where they are few. */
export type Look = GroundField & { readonly weights?: readonly number[] }

/** The last ground drawn at or before step k: a network tells it every few steps. */
export function groundAt(run: Run | undefined, k: number): Look | undefined {
  for (let at = Math.min(k, (run?.steps.length ?? 0) - 1); at >= 0; at--) {
    const state = run!.steps[at]!.state as Look | null
    if (state && 'values' in state) return state
  }
  return undefined
}

/** Weights of the line w₁x + w₂y + w₃ = 0 at step k. */
export const lineAt = (run: Run | undefined, k: number): readonly number[] | undefined =>
  (stateAt(run, k) as { w?: readonly number[] } | undefined)?.w

const casesOf = ({ data }: Values<Fields>) => ({
  X: data.map(row => row.slice(0, 2)),
  y: data.map(row => row[2] ?? 0),
})

interface Learned {
  readonly start: readonly number[]
  readonly loss: number | null
  readonly accuracy: number | null
  readonly parameters: number
}
type Checked = Readonly<Record<string, number | boolean | null>> & { readonly holds: boolean }

function claims({ values, runs }: Shown<Fields>): Claim[] {
  const report = runs['run']?.report as Report<Learned | null, Checked | null> | undefined
  if (!report?.result || !report.certificate) return []
  const { result, certificate } = report
  const number = (name: string) => (certificate[name] as number | null) ?? '–'
  if (isNetwork(values))
    return [
      { words: words('Loss over all points', '全体损失'), value: result.loss ?? '–' },
      { words: words('Points on their side', '分对的点'), value: `${(100 * (result.accuracy ?? 0)).toFixed(1)} %` },
      { words: words('Weights', '权重个数'), value: result.parameters },
      {
        words: words('Backpropagation against differences, relative', '反向传播与差分之差（相对）'),
        value: number('gradient'),
        holds: certificate.holds,
      },
    ]
  const parted = (certificate['margin'] as number) > 0
  return [
    { words: words('Mistakes made', '犯错次数'), value: number('mistakes') },
    {
      words: words('No order of the points gives more than', '无论次序，错误不超过'),
      tex: '(R/\\gamma)^2',
      value: number('bound'),
    },
    { words: words('Margin of the line found', '所得直线的间隔'), value: number('margin') },
    certificate['inseparable']
      ? { words: words('No line parts these points: proved', '没有直线能分开这些点：已证明'), holds: true }
      : {
          words: parted ? words('The line parts them', '直线已将它们分开') : words('Not parted yet', '尚未分开'),
          holds: parted,
        },
  ]
}

export const model = defineWidget({
  name: 'perceptron',
  title: words('Perceptron to backpropagation', '从感知机到反向传播'),
  fields,
  options: {
    activation: { identity: words('identity', '恒等') },
    init: { small: words('small', '小随机数'), zeros: words('zeros', '全零') },
    optimiser: { momentum: words('momentum', '动量法') },
    method: { network: words('network', '神经网络'), perceptron: words('perceptron', '感知机') },
    brush: { 0: words('class 0', '类别 0'), 1: words('class 1', '类别 1'), 2: words('class 2', '类别 2') },
  },
  examples: [
    { title: words('Exclusive or, by a network', '异或：交给网络'), values: {} },
    { title: words('Two sides, one line', '两边，一条线'), values: { method: 'perceptron', data: sides } },
    { title: words('Exclusive or defeats the perceptron', '异或难倒感知机'), values: { method: 'perceptron' } },
    {
      title: words('A ring: two hidden units are too few', '圆环：两个隐藏单元不够'),
      values: { data: ring, hidden: [2] },
    },
    { title: words('A ring: four will do', '圆环：四个就够'), values: { data: ring, hidden: [4] } },
    { title: words('Two spirals', '双螺旋'), values: { data: spirals, hidden: [16, 16], steps: 1_500, lr: 0.02 } },
    {
      title: words('No bend: identity stays a line', '没有弯折：恒等激活仍是直线'),
      values: { activation: 'identity' },
    },
    { title: words('All weights 0 learn nothing', '权重全零学不动'), values: { init: 'zeros' } },
  ],
  idle: values => (isNetwork(values) ? [] : ['hidden', 'activation', 'init', 'optimiser', 'batch', 'steps', 'seed']),
  asks: values => {
    const { hidden, activation, init, optimiser, lr, batch, steps, seed } = values
    const { X, y } = casesOf(values)
    if (!isNetwork(values)) return { run: { solver: 'perceptron', problem: { X, y, lr, epochs: 60 } } }
    return {
      run: { solver: 'mlp', problem: { X, y, hidden, activation, init, optimiser, lr, batch, steps }, seed },
    }
  },
  formula: ({ values }) =>
    isNetwork(values)
      ? String.raw`\delta^{(l)} = \bigl(W^{(l+1)\top}\delta^{(l+1)}\bigr) \odot \sigma'(z^{(l)}), \qquad \frac{\partial L}{\partial W^{(l)}} = \delta^{(l)} a^{(l-1)\top}`
      : String.raw`y_i\,(w \cdot x_i) \le 0 \;\Rightarrow\; w \leftarrow w + \eta\,y_i x_i`,
  table: ({ values }) => ({
    columns: ['x', 'y', words('class', '类别')],
    rows: values.data.map(([x = 0, y = 0, c = 0]) => [x, y, c]),
  }),
  certificate: claims,
  summary: shown => {
    const { values, k } = shown
    const report = shown.runs['run']?.report as Report<Learned | null> | undefined
    const right = isNetwork(values) && report?.result ? `${(100 * (report.result.accuracy ?? 0)).toFixed(0)} %` : '–'
    return words(
      `${values.data.length} points of ${classesOf(values).length} classes, ${isNetwork(values) ? 'a network' : 'a perceptron'} at step ${k}; ${right} of the points on their side at the end.`,
      `${values.data.length} 个点，${classesOf(values).length} 类；${isNetwork(values) ? '神经网络' : '感知机'}第 ${k} 步；最终分对 ${right}。`,
    )
  },
  python: ({ values, runs }) => {
    if (!isNetwork(values)) return perceptronScript(values)
    const report = runs['run']?.report as Report<Learned | null> | undefined
    return networkScript({ ...values, ...casesOf(values) }, report?.result?.start ?? [])
  },
})

const perceptronScript = ({
  data,
  lr,
}: Values<Fields>) => `# Rosenblatt's rule (1958), point after point, at most 60 passes.
import numpy as np

data = np.array(${pythonFrom(data)})
side = np.where(data[:, 2] == data[:, 2].max(), 1, -1)
Z = side[:, None] * np.c_[data[:, :2], np.ones(len(data))]
w, mistakes = np.zeros(3), 0
for sweep in range(60):
    before = mistakes
    for z in Z:
        if z @ w <= 0:
            w, mistakes = w + ${lr} * z, mistakes + 1
    if mistakes == before:
        break
print("mistakes", mistakes, "w", w, "parted", bool((Z @ w > 0).all()))
`
