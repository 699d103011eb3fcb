import type { Report } from '../../compute/index.ts'
import { defineWidget, pythonFrom, type Claim, type Shown } from '../frame/model.ts'
import { choiceField, countField, matrixField, words } from '../frame/fields.ts'

type Rows = readonly (readonly number[])[]

/** Drawn once by a small generator, so that they are the same everywhere. */
function drawn(rows: number, columns: number, rank: number, noise: number): number[][] {
  let word = 41
  const uniform = () => (word = (word * 16_807) % 2_147_483_647) / 2_147_483_647
  const normal = () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform())
  const terms = Array.from({ length: rank }, (_, r) => ({
    left: Array.from({ length: rows }, () => normal() / (r + 1)),
    right: Array.from({ length: columns }, normal),
  }))
  return Array.from({ length: rows }, (_, i) =>
    Array.from({ length: columns }, (__, j) => {
      const exact = terms.reduce((sum, { left, right }) => sum + left[i]! * right[j]!, 0)
      return Math.round(100 * (exact + noise * normal())) / 100 + 0
    }),
  )
}
const ring = Array.from({ length: 20 }, (_, i) =>
  Array.from({ length: 20 }, (__, j) => (Math.abs(Math.hypot(i - 9.5, j - 9.5) - 6) < 1.6 ? 1 : 0)),
)

const fields = {
  rank: { ...countField('Rank', '秩', 2, 1, 200, 12), symbol: 'r' },
  model: choiceField('Counted for', '计数所用模型', [
    'llama-7b',
    'llama-2-70b',
    'gpt-3',
    'gpt-2',
    'gpt-2-xl',
    'bert-base',
    'bert-large',
  ]),
  matrices: choiceField('Matrices with LoRA', '使用 LoRA 的矩阵', ['q, v', 'q, k, v, o', 'all']),
  adapter: countField('Width of an adapter', '适配器宽度', 64, 1, 4_096, 256),
  prefix: countField('Rows of a prefix', '前缀长度', 10, 1, 4_096, 100),
  prompt: countField('Rows of a prompt', '提示长度', 20, 1, 4_096, 100),
  W: matrixField('Change of the weights ΔW', '权重的变化量 ΔW', drawn(12, 10, 3, 0.1), 40_000),
} as const
type Fields = typeof fields

interface Result {
  readonly A: Rows
  readonly B: Rows
  readonly singular_values: readonly number[]
  readonly error: number
  readonly errors: readonly number[]
  readonly parameters: { readonly full: number; readonly lora: number; readonly share: number }
  readonly break_even_rank: number
}
interface Certificate {
  readonly error: number
  readonly leastError: number
  readonly energy: number
}
interface Counts {
  readonly total: number
  readonly counts: Readonly<Record<string, number>>
  readonly share: Readonly<Record<string, number>>
}

export const lowRankOf = ({ runs }: Pick<Shown<Fields>, 'runs'>) =>
  runs['lora']?.report as Report<Result | undefined, Certificate> | undefined
export const countsOf = ({ runs }: Pick<Shown<Fields>, 'runs'>) =>
  runs['count']?.report as Report<Counts, { readonly wrong: readonly string[]; readonly tensors: number }> | undefined

/** The first `terms` products of a column of B and a row of A, summed. */
export const partial = ({ A, B }: Pick<Result, 'A' | 'B'>, terms: number): number[][] =>
  B.map(row => {
    const out = Array.from({ length: A[0]?.length ?? 0 }, () => 0)
    for (let c = 0; c < Math.min(terms, A.length); c++) A[c]!.forEach((value, j) => (out[j]! += row[c]! * value))
    return out
  })

function claims(shown: Shown<Fields>): Claim[] {
  const report = lowRankOf(shown)
  const count = countsOf(shown)
  const low: Claim[] = report?.result
    ? [
        {
          words: words('Relative error of B A, computed anew', 'B A 的相对误差（重新计算）'),
          value: report.certificate.error,
          holds: Math.abs(report.certificate.error - report.certificate.leastError) < 1e-9,
        },
        {
          words: words('No product of this rank does better (Eckart–Young)', '同秩乘积不可能更好（Eckart–Young）'),
          value: report.certificate.leastError,
        },
        {
          words: words('Σσ² against ‖ΔW‖²; relative difference', 'Σσ² 与 ‖ΔW‖² 的相对差'),
          value: report.certificate.energy,
          holds: report.certificate.energy < 1e-9,
        },
        {
          words: words('Numbers in B and A over those in ΔW', 'B 与 A 的参数个数，比 ΔW 的'),
          value: `${report.result.parameters.lora} / ${report.result.parameters.full} = ${(100 * report.result.parameters.share).toFixed(1)} %`,
          holds: report.result.parameters.share < 1,
        },
      ]
    : []
  if (!count) return low
  return [
    ...low,
    {
      words: words('Weights of this model that LoRA trains', '该模型中 LoRA 训练的参数'),
      value: `${count.result.counts['lora']!.toLocaleString('en')} / ${count.result.total.toLocaleString('en')} = ${(100 * count.result.share['lora']!).toFixed(4)} %`,
    },
    {
      words: words('Counts added up anew, tensor by tensor', '逐张量重新计数'),
      value: count.certificate.tensors,
      holds: count.certificate.wrong.length === 0,
    },
  ]
}

export const model = defineWidget({
  name: 'lora',
  title: words('LoRA: rank against error', 'LoRA：秩与误差'),
  fields,
  options: { matrices: { all: words('all', '全部') } },
  examples: [
    { title: words('Rank three and a little more', '秩 3 再加一点噪声'), values: {} },
    {
      title: words('By hand: 3, 2, 1', '手算：3, 2, 1'),
      values: {
        rank: 1,
        W: [
          [3, 0, 0],
          [0, 2, 0],
          [0, 0, 1],
        ],
      },
    },
    { title: words('Noise: no low rank will do', '纯噪声：低秩无用'), values: { W: drawn(14, 14, 0, 1), rank: 4 } },
    { title: words('A drawn ring, rank by rank', '画的圆环，逐秩还原'), values: { W: ring, rank: 4 } },
    { title: words('GPT-3 with rank one', 'GPT-3，秩 1'), values: { model: 'gpt-3', rank: 1 } },
    {
      title: words('Past the break-even: more numbers than the matrix', '过了平衡点：比原矩阵还多'),
      values: { rank: 7 },
    },
  ],
  asks: ({ W, rank, model: name, matrices, adapter, prefix, prompt }) => ({
    lora: { solver: 'lora', problem: { W, rank } },
    count: { solver: 'peft-parameters', problem: { model: name, rank, matrices, adapter, prefix, prompt } },
  }),
  last: ({ runs }) => lowRankOf({ runs })?.result?.A.length ?? 0,
  formula: ({ values: { W, rank } }) => {
    const [m, n] = [W.length, W[0]?.length ?? 0]
    return String.raw`W=W_0+BA,\quad B\in\mathbb R^{${m}\times ${rank}},\ A\in\mathbb R^{${rank}\times ${n}},\qquad \min_{\operatorname{rank}X\le ${rank}}\frac{\lVert \Delta W-X\rVert_F}{\lVert\Delta W\rVert_F}=\sqrt{\frac{\sum_{i>${rank}}\sigma_i^2}{\sum_i\sigma_i^2}}`
  },
  table: shown => {
    const result = lowRankOf(shown)?.result
    const { W } = shown.values
    const sides = W.length + (W[0]?.length ?? 0)
    return {
      columns: [
        words('rank', '秩'),
        words('singular value', '奇异值'),
        words('relative error', '相对误差'),
        words('numbers', '参数个数'),
      ],
      rows: result?.errors.map((error, r) => [r, result.singular_values[r - 1] ?? null, error, r * sides]) ?? [],
    }
  },
  certificate: claims,
  summary: shown => {
    const result = lowRankOf(shown)?.result
    const error = result
      ? `${(100 * (result.errors[Math.min(shown.k, result.errors.length - 1)] ?? 0)).toFixed(1)} %`
      : '…'
    return words(
      `A matrix of ${shown.values.W.length} × ${shown.values.W[0]?.length ?? 0}, the sum of its first ${shown.k} terms, and what is left: ${error}.`,
      `${shown.values.W.length} × ${shown.values.W[0]?.length ?? 0} 的矩阵、前 ${shown.k} 项之和与剩余：${error}。`,
    )
  },
  python: ({
    values: { W, rank },
  }) => `# The best product B A of rank ${rank} by singular values (Eckart and Young 1936; Hu and others 2021).
import numpy as np

W = np.array(${pythonFrom(W)}, dtype=float)
u, s, vt = np.linalg.svd(W, full_matrices=False)
r = min(${rank}, len(s))
B, A = u[:, :r] * np.sqrt(s[:r]), np.sqrt(s[:r])[:, None] * vt[:r]
print("singular values", s)
print("relative error", np.linalg.norm(W - B @ A) / np.linalg.norm(W))
print("numbers", B.size + A.size, "of", W.size, "break-even rank", W.size / sum(W.shape))
`,
})
