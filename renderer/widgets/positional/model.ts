import type { Report } from '../../compute/index.ts'
import { defineWidget, type Claim, type Shown, type Values } from '../frame/model.ts'
import { choiceField, countField, positiveNumber, words } from '../frame/fields.ts'

interface Result {
  readonly encoding: readonly (readonly number[])[]
  readonly similarity: readonly (readonly number[])[]
  readonly wavelengths: readonly number[]
}
interface Certificate {
  readonly shift: number
  readonly length: number
}

const fields = {
  encoding: choiceField('Encoding', '编码', ['sinusoidal', 'rotary']),
  n: { ...countField('Positions', '位置数', 48, 2, 256, 128), symbol: 'n' },
  d: { ...countField('Width', '维数', 32, 2, 256, 128), symbol: 'd' },
  base: positiveNumber('Base of the angles', '角度的底数', '\\theta', 10_000, [1.000001, 1e9], [10, 1e6]),
} as const
type Fields = typeof fields

export const resultOf = ({ runs }: Pick<Shown<Fields>, 'runs'>): Result | undefined =>
  (runs['positions']?.report as Report<Result | undefined> | undefined)?.result

/** Codes of nothing, as many as these settings ask for. */
export const blankFor = ({ n, d }: Values<Fields>): Result => ({
  encoding: Array.from({ length: n }, () => Array.from({ length: d }, () => 0)),
  similarity: [[1]],
  wavelengths: [],
})

/** Products of position `k` with all others, over its product with itself: 1 at no distance. */
export const likeness = ({ similarity }: Result, k: number): number[] => {
  const row = similarity[Math.min(k, similarity.length - 1)] ?? []
  const own = row[Math.min(k, row.length - 1)] ?? 1
  return row.map(value => value / own)
}

/** The closest that a position other than its neighbours comes to it, as a share: near 1 two places are taken for one. */
export function closestFar(result: Result): number {
  const first = likeness(result, 0)
  // Behind the first fall: what comes back up again.
  const fall = first.findIndex((value, i) => i > 0 && value > first[i - 1]!)
  return fall < 0 ? first.at(-1)! : Math.max(...first.slice(fall))
}

function claims({ runs }: Shown<Fields>): Claim[] {
  const report = runs['positions']?.report as Report<Result | undefined, Certificate> | undefined
  if (!report?.result) return []
  const { shift, length } = report.certificate
  return [
    {
      words: words('Products depend on the distance alone; largest departure', '内积只取决于距离；最大偏差'),
      value: shift,
      holds: shift < 1e-9,
    },
    {
      words: words('All codes are equally long; departure', '各编码等长；偏差'),
      value: length,
      holds: length < 1e-9,
    },
    {
      words: words('Longest wavelength, in positions', '最长波长（位置数）'),
      value: report.result.wavelengths.at(-1)!,
    },
    {
      words: words('Most alike far place (1: taken for the same)', '最相似的远处位置（1 表示混为一处）'),
      value: closestFar(report.result),
    },
  ]
}

export const model = defineWidget({
  name: 'positional',
  title: words('Positional encodings', '位置编码'),
  fields,
  options: {
    encoding: { sinusoidal: words('sines, added', '正弦，相加'), rotary: words('rotary (RoPE)', '旋转（RoPE）') },
  },
  examples: [
    { title: words('Sines of many wavelengths', '多种波长的正弦'), values: {} },
    { title: words('Rotary: pairs that turn', '旋转：成对转动'), values: { encoding: 'rotary' } },
    { title: words('One pair cannot tell far places apart', '只有一对，远处会混淆'), values: { d: 2 } },
    { title: words('A short base repeats itself', '底数太小会重复'), values: { base: 3, d: 16 } },
    { title: words('A long base for long texts', '长文本用大底数'), values: { base: 1e6, n: 128, d: 64 } },
  ],
  asks: ({ encoding, n, d, base }) => ({
    positions: { solver: 'positional-encoding', problem: { encoding, n, d, base } },
  }),
  last: ({ values }) => values.n - 1,
  formula: ({ values: { encoding, d, base } }) =>
    encoding === 'rotary'
      ? String.raw`\begin{pmatrix}x'_{2i}\\x'_{2i+1}\end{pmatrix}=\begin{pmatrix}\cos t\omega_i&-\sin t\omega_i\\\sin t\omega_i&\cos t\omega_i\end{pmatrix}\begin{pmatrix}x_{2i}\\x_{2i+1}\end{pmatrix},\qquad \omega_i=${base}^{-2i/${d}}`
      : String.raw`\mathrm{PE}_{t,2i}=\sin t\omega_i,\quad \mathrm{PE}_{t,2i+1}=\cos t\omega_i,\qquad \omega_i=${base}^{-2i/${d}}`,
  table: shown => ({
    columns: ['t', ...Array.from({ length: shown.values.d }, (_, j) => `c${j}`)],
    rows: resultOf(shown)?.encoding.map((row, t) => [t, ...row]) ?? [],
  }),
  certificate: claims,
  summary: ({ values: { n, d }, k }) =>
    words(
      `Codes of ${n} positions in ${d} coordinates; position ${k} against all others.`,
      `${n} 个位置的 ${d} 维编码；位置 ${k} 与其他位置的比较。`,
    ),
  python: ({ values: { encoding, n, d, base }, k }) => `# Positional codes and how alike they are.
import numpy as np

n, d, base, t = ${n}, ${d}, ${base}, ${k}
angle = np.arange(n)[:, None] / base ** (2 * (np.arange(d) // 2) / d)
code = np.where(np.arange(d) % 2 == 0, ${encoding === 'rotary' ? 'np.cos(angle), np.sin(angle)' : 'np.sin(angle), np.cos(angle)'})${encoding === 'rotary' ? '\nif d % 2:\n    code[:, -1] = 1' : ''}
alike = code @ code.T
print("position", t, "against all:", np.round(alike[t] / alike[t, t], 4))
print("depends on the distance alone:", all(np.allclose(np.diag(alike, s), alike[0, s]) for s in range(n)))
`,
})
