import { functionFrom, numpyFrom, parse, type Report } from '../../compute/index.ts'
import { numberText } from '../../lib/number.ts'
import { streamScript } from '../frame/stream-script.ts'
import { planeFunctionField, pointField } from '../frame/fields.ts'
import { outOf } from '../frame/claims.ts'
import { defineWidget, pythonFrom, stateAt, type Claim, type Run, type Shown, type Table } from '../frame/model.ts'

export interface Chord {
  readonly from: readonly number[]
  readonly to: readonly number[]
  readonly t: number
  readonly above: number
}
export interface Answer {
  readonly verdict: 'proved' | 'refuted' | 'sampled'
  readonly least: { readonly x: readonly number[]; readonly eigenvalues: readonly number[] } | null
  readonly worst: Chord | null
}
interface Certificate {
  readonly chord: number | null
  readonly tests: number
  readonly broken: number
  readonly holds: boolean
}

const fields = {
  f: planeFunctionField('x^2 - y^2'),
  from: pointField('One end of the chord', '弦的一端', [-0.8, -1.5]),
  to: pointField('The other end', '弦的另一端', [0.8, 1.5]),
  low: pointField('Box: lower corner', '区域：左下角', [-2, -2]),
  high: pointField('Box: upper corner', '区域：右上角', [2, 2]),
  chords: {
    kind: 'number',
    label: { en: 'Chords tried at random', 'zh-CN': '随机试验的弦数' },
    default: 60,
    min: 1,
    max: 5000,
    slider: [10, 500],
    scale: 'log',
    whole: true,
  },
  seed: {
    kind: 'number',
    label: { en: 'Seed of the chords', 'zh-CN': '弦的种子' },
    default: 1,
    min: 0,
    max: 2 ** 32 - 1,
    slider: [0, 50],
    scale: 'linear',
    whole: true,
  },
} as const
type Fields = typeof fields

const plane = ['x', 'y']
/** x alone, or x and y where the function mentions y. */
export const variablesOf = (f: string): string[] => {
  const parsed = parse(f, ['x'])
  return parsed.ok ? ['x'] : plane
}

export const answerOf = (run: Run | undefined): Answer | undefined =>
  (run?.report as Report<Answer | null> | undefined)?.result ?? undefined

/** The chord that a step shows: those tried at random one by one, and at the end the reader's own. */
export function chordAt({ values, runs, k, last }: Pick<Shown<Fields>, 'values' | 'runs' | 'k' | 'last'>): {
  from: number[]
  to: number[]
  own: boolean
} {
  const tried = k < last ? (stateAt(runs['convex'], k) as Chord | undefined) : undefined
  const n = variablesOf(values.f).length
  const whole = (x: readonly number[]) => Array.from({ length: n }, (_, i) => x[i] ?? 0)
  return tried
    ? { from: [...tried.from], to: [...tried.to], own: false }
    : { from: whole(values.from), to: whole(values.to), own: true }
}

/** f along a chord and the chord itself, for t in [0, 1] and a little beyond. */
export function sectionOf(
  f: string,
  from: readonly number[],
  to: readonly number[],
): { t: number; value: number; chord: number }[] {
  const at = functionFrom(f, variablesOf(f)) ?? (() => Number.NaN)
  const [a, b] = [at(...from), at(...to)]
  return Array.from({ length: 141 }, (_, i) => {
    const t = -0.2 + i / 100
    return { t, value: at(...from.map((value, j) => value + t * (to[j]! - value))), chord: a + t * (b - a) }
  })
}

type SectionPoint = ReturnType<typeof sectionOf>[number]

/** Where f lies above the chord: the edge of an area for each stretch, along f and back along the chord. */
export function stretchesAbove(section: readonly SectionPoint[]): (readonly [number, number])[][] {
  const isAbove = ({ t, value, chord }: SectionPoint) => t > 0 && t < 1 && value > chord + 1e-9
  const stretches: SectionPoint[][] = []
  section.forEach((point, i) => {
    if (!isAbove(point)) return
    const before = section[i - 1]
    if (before && isAbove(before)) stretches.at(-1)?.push(point)
    else stretches.push([point])
  })
  return stretches.map(points => [
    ...points.map(({ t, value }) => [t, value] as const),
    ...points.toReversed().map(({ t, chord }) => [t, chord] as const),
  ])
}

/** By how much f rises above the chord within it, at most; below 0 it stays under it. */
export const rise = (section: ReturnType<typeof sectionOf>): number =>
  section.reduce(
    (most, { t, value, chord }) => (t > 0.001 && t < 0.999 ? Math.max(most, value - chord) : most),
    -Infinity,
  )

const words = {
  proved: { en: 'Convex over the box: proved', 'zh-CN': '在区域上是凸的：已证明' },
  refuted: { en: 'Not convex over the box', 'zh-CN': '在区域上不是凸的' },
  sampled: { en: 'No sign against convexity was found, and no proof either', 'zh-CN': '未见反例，也未获证明' },
} as const

function claims(shown: Shown<Fields>): Claim[] {
  const report = shown.runs['convex']?.report as Report<Answer, Certificate> | undefined
  if (!report) return []
  const { verdict, least, worst } = report.result
  const { chord, tests, broken, holds } = report.certificate
  const { from, to } = chordAt({ ...shown, k: shown.last })
  const above = rise(sectionOf(shown.values.f, from, to))
  const place = (x: readonly number[]) => `(${x.map(value => numberText(value)).join(', ')})`
  return [
    { words: words[verdict], ...(verdict !== 'sampled' && { holds: verdict === 'proved' }) },
    {
      words: { en: 'Random chords that f rises above', 'zh-CN': 'f 高出其上的随机弦' },
      value: outOf(broken, tests),
      holds: broken === 0,
    },
    ...(least
      ? [
          {
            words: {
              en: `Least eigenvalue of the Hessian on a grid, at ${place(least.x)}`,
              'zh-CN': `网格上 Hessian 的最小特征值，位于 ${place(least.x)}`,
            },
            value: least.eigenvalues[0] ?? Number.NaN,
            holds: (least.eigenvalues[0] ?? -1) >= -1e-9,
          },
        ]
      : []),
    ...(worst && chord !== null
      ? [
          {
            words: {
              en: `Witness: above its chord from ${place(worst.from)} to ${place(worst.to)} by`,
              'zh-CN': `反例：在 ${place(worst.from)} 到 ${place(worst.to)} 的弦之上高出`,
            },
            value: chord,
          },
        ]
      : []),
    {
      words: { en: 'Your chord: f above it by at most', 'zh-CN': '你的弦：f 高出它至多' },
      value: above,
      holds: above <= 1e-9,
    },
    { words: { en: 'Proof and tests agree', 'zh-CN': '证明与试验一致' }, holds },
  ]
}

function table(shown: Shown<Fields>): Table {
  const { from, to } = chordAt(shown)
  return {
    columns: ['t', 'f', { en: 'chord', 'zh-CN': '弦' }, { en: 'f - chord', 'zh-CN': 'f − 弦' }],
    rows: sectionOf(shown.values.f, from, to).map(({ t, value, chord }) => [t, value, chord, value - chord]),
  }
}

function script({ values }: Shown<Fields>): string {
  const variables = variablesOf(values.f)
  const n = variables.length
  return `# Chord tests and Hessians by central differences: what refutes convexity; a proof it is not.
import numpy as np

f = lambda ${variables.join(', ')}: ${numpyFrom(values.f, variables)}
low, high = np.array(${pythonFrom(values.low.slice(0, n))}, float), np.array(${pythonFrom(values.high.slice(0, n))}, float)

${streamScript}
random = Stream(${values.seed})
end = lambda: low + np.array([random.uniform() for _ in low]) * (high - low)
t = np.arange(1, 40) / 40
worst, by, broken = -np.inf, -np.inf, 0
for _ in range(${values.chords}):
    a, b = end(), end()
    with np.errstate(all="ignore"):
        along = np.array([f(*(a + s * (b - a))) for s in t])
        above = along - ((1 - t) * f(*a) + t * f(*b))
        share = above / (1 + abs(f(*a)) + abs(f(*b)))
    at = share.argmax()
    if np.isfinite(share[at]):
        broken += share[at] > 1e-9
        if share[at] > worst:
            worst, by = share[at], above[at]
print("f above a chord, beside its size, by at most", by, "chords broken", broken)

def hessian(x, h=1e-4):
    n = len(x)
    H = np.zeros((n, n))
    for i in range(n):
        for j in range(n):
            e, d = np.eye(n)[i] * h, np.eye(n)[j] * h
            H[i, j] = (f(*(x + e + d)) - f(*(x + e - d)) - f(*(x - e + d)) + f(*(x - e - d))) / (4 * h * h)
    return H

least = np.inf
for share in np.stack(np.meshgrid(*[(np.arange(41) + 0.5) / 41] * ${n}), -1).reshape(-1, ${n}):
    with np.errstate(all="ignore"):
        H = hessian(low + share * (high - low))
    if np.isfinite(H).all():
        least = min(least, np.linalg.eigvalsh(H)[0])
print("least eigenvalue of the Hessian on a grid", least)
`
}

export const model = defineWidget({
  name: 'convexity',
  title: { en: 'Convex or not', 'zh-CN': '凸还是不凸' },
  fields,
  examples: [
    { title: { en: 'A saddle', 'zh-CN': '鞍面' }, values: {} },
    {
      title: { en: 'A tilted bowl: proved', 'zh-CN': '倾斜的碗：可证明' },
      values: { f: 'x^2 + x*y + y^2', from: [-1.5, 1], to: [1.2, -1.4] },
    },
    {
      title: { en: 'Log-sum-exp: convex without a constant Hessian', 'zh-CN': 'log-sum-exp：Hessian 非常数的凸函数' },
      values: { f: 'log(exp(x) + exp(y))', from: [-1.8, 1.5], to: [1.5, -1] },
    },
    {
      title: { en: 'A dimple: one valley, yet not convex', 'zh-CN': '浅坑：只有一个谷，却不凸' },
      values: { f: '1 - exp(-x^2 - y^2)', from: [0.4, 0.2], to: [1.9, 1.2] },
    },
    {
      title: { en: 'A kink: the Hessian says nothing', 'zh-CN': '有折：Hessian 帮不上忙' },
      values: { f: 'abs(x) + abs(y)', from: [-1.5, -0.5], to: [1, 1.5] },
    },
    {
      title: { en: 'x² over y: convex where y > 0', 'zh-CN': 'x²/y：在 y > 0 上凸' },
      values: { f: 'x^2/y', low: [-2, 0.2], high: [2, 3], from: [-1.5, 0.5], to: [1.5, 2.5] },
    },
    {
      title: { en: 'One variable: two wells', 'zh-CN': '一元：双井' },
      values: { f: 'x^4 - 2x^2', from: [-1.2], to: [1.1] },
    },
  ],
  asks: ({ f, low, high, chords, seed }) => {
    const n = variablesOf(f).length
    return {
      convex: { solver: 'convexity', problem: { f, low: low.slice(0, n), high: high.slice(0, n), chords }, seed },
    }
  },
  last: ({ runs }) => runs['convex']?.steps.length ?? 0,
  formula: () =>
    `f\\bigl((1-t)a + tb\\bigr) \\;\\overset{?}{\\le}\\; (1-t)f(a) + t f(b) \\qquad \\nabla^2 f \\;\\overset{?}{\\succeq}\\; 0`,
  table,
  certificate: claims,
  summary: ({ runs, values }) => {
    const answer = answerOf(runs['convex'])
    if (!answer) return { en: `Is ${values.f} convex?`, 'zh-CN': `${values.f} 是凸的吗？` }
    const said = words[answer.verdict]
    return { en: `${values.f}. ${said.en}.`, 'zh-CN': `${values.f}。${said['zh-CN']}。` }
  },
  python: script,
})
