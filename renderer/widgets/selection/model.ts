import type { Report } from '../../compute/index.ts'
import { countField, positiveNumber, words } from '../frame/fields.ts'
import { labelledFrom, tableField } from '../frame/labelled.ts'
import { defineWidget, pythonFrom, type Claim, type Run, type Shown } from '../frame/model.ts'
import { rounded, sampler } from '../frame/sample.ts'

type Draw = ReturnType<typeof sampler>
function drawn(names: readonly string[], seed: number, n: number, row: (side: number, random: Draw) => number[]) {
  const random = sampler(seed)
  return [
    [...names, 'class'],
    ...Array.from({ length: n }, (_, i) => [...row(i % 2, random).map(value => rounded(value)), i % 2 ? 'b' : 'a']),
  ]
}

/** One that shifts, its copy, one whose spread alone differs, and two that say nothing. */
const mixed = drawn(['shift', 'copy', 'spread', 'noise', 'coin'], 21, 80, (side, { normal, uniform }) => {
  const shift = 6 + 1.4 * side + normal()
  return [shift, shift + 0.2 * normal(), 6 + (side ? 2 : 0.4) * normal(), 6 + normal(), uniform() < 0.5 ? 0 : 1]
})
/** The class is whether two coins differ: neither says anything alone. */
const team = drawn(['left', 'right', 'noise'], 9, 80, (side, { normal, uniform }) => {
  const left = uniform() < 0.5 ? 0 : 1
  return [left + 3 + 0.15 * normal(), (left ^ side) + 3 + 0.15 * normal(), 3 + normal()]
})
const nothing = drawn(['n1', 'n2', 'n3', 'n4', 'n5', 'n6', 'n7', 'n8'], 33, 30, (_, { normal }) =>
  Array.from({ length: 8 }, () => 5 + normal()),
)

const strengths = [0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12]

const fields = {
  k: { ...countField('Features to keep', '保留的特征数', 2, 1, 50, 8), symbol: 'k' },
  C: positiveNumber('Weight of the loss in RFE', 'RFE 中损失的权重', 'C', 1, [1e-6, 1e6], [0.01, 100]),
  data: tableField(
    'Table: features, then the class; a header may stand first',
    '表格：特征在前，类别在最后一列；可带表头',
    mixed,
  ),
} as const
export type Fields = typeof fields

export const methods = ['F', 'χ²', 'I(x;y)', 'RFE', 'L1'] as const

interface Scores {
  readonly score: readonly number[]
  readonly p?: readonly number[]
}
interface Round {
  readonly left: readonly number[]
  readonly importance: readonly number[]
}
interface Path {
  readonly path: readonly { readonly C: number; readonly nonzero: readonly boolean[] }[]
}
const resultOf = <R>({ runs }: Pick<Shown<Fields>, 'runs'>, name: string) =>
  (runs[name]?.report as Report<R | null> | undefined)?.result ?? undefined

const relative = (scores: readonly number[]): number[] => {
  const most = Math.max(1e-300, ...scores)
  return scores.map(score => Math.max(0, score) / most)
}

/** The round of elimination at or before step k: while one is fitted there are steps without a state. */
function roundAt(run: Run | undefined, k: number): Round | undefined {
  const steps = run?.steps.slice(0, Number.isFinite(k) ? k + 1 : undefined) ?? []
  return (steps.findLast(({ state }) => state !== null)?.state as Round | undefined) ?? undefined
}

/** Each method's opinion of each feature, its best one at 1; RFE as it stands at step k. */
export function opinions(shown: Pick<Shown<Fields>, 'values' | 'runs' | 'k'>): number[][] {
  const { names } = labelledFrom(shown.values.data)
  const blank = names.map(() => 0)
  const filters = ['f', 'chi', 'mi'].map(name => {
    const score = resultOf<Scores>(shown, name)?.score
    return score?.length === names.length ? relative(score) : blank
  })
  const round = roundAt(shown.runs['rfe'], shown.k)
  const weights = blank.map((_, j) => round?.importance[round.left.indexOf(j)] ?? 0)
  const path = resultOf<Path>(shown, 'l1')?.path ?? []
  // Who enters under the strongest penalty is first.
  const entry = blank.map((_, j) => {
    const at = path.findIndex(({ nonzero }) => nonzero[j])
    return at < 0 ? 0 : 1 - at / path.length
  })
  const columns = [...filters, relative(weights), relative(entry)]
  return names.map((_, j) => columns.map(column => column[j] ?? 0))
}

/** The features that each method keeps; RFE by the order in which it let them go. */
export function keptBy(shown: Pick<Shown<Fields>, 'values' | 'runs' | 'k'>): number[][] {
  const table = opinions(shown)
  const ranking = resultOf<{ ranking: readonly number[] }>(shown, 'rfe')?.ranking
  return methods.map((method, i) => {
    const score = (j: number) => (method === 'RFE' && ranking ? -ranking[j]! : table[j]![i]!)
    return [...table.keys()].sort((a, b) => score(b) - score(a)).slice(0, shown.values.k)
  })
}

function claims(shown: Shown<Fields>): Claim[] {
  const { values, runs } = shown
  const { names, dropped } = labelledFrom(values.data)
  const table = opinions({ ...shown, k: Infinity })
  if (!table.length || !runs['f']?.report) return []
  const p = resultOf<Scores>(shown, 'f')?.p
  const best = table.map(row => row[0]!).indexOf(1)
  const kept = keptBy(shown)
  const said = (method: number) => kept[method]!.map(j => names[j]).join(', ')
  return [
    ...methods.map((method, i) => ({ words: words(`${method} keeps`, `${method} 保留`), value: said(i) })),
    {
      words: words('Chance of the best F by luck, one feature asked', '单看最佳特征，F 值出于偶然的概率'),
      tex: 'p',
      value: p?.[best] ?? '–',
    },
    {
      words: words('Scores recomputed apart from the solver agree', '评分经独立复算一致'),
      holds: ['f', 'chi', 'mi', 'rfe'].every(name => {
        const certificate = runs[name]?.report?.certificate as { holds?: boolean } | null | undefined
        return certificate?.holds === true
      }),
    },
    ...(dropped ? [{ words: words('Rows left out for gaps or words', '因缺失或文字而略去的行'), value: dropped }] : []),
  ]
}

export const model = defineWidget({
  name: 'selection',
  title: words('Which features earn their place', '哪些特征值得留下'),
  fields,
  examples: [
    { title: words('F overlooks a spread; a copy counts twice', 'F 看不见离散度；副本重复计分'), values: {} },
    { title: words('Teamwork: filters see nothing', '配合：过滤法什么都看不见'), values: { data: team } },
    { title: words('Pure noise: something is always best', '纯噪声：总有一个“最好”'), values: { data: nothing, k: 3 } },
  ],
  asks({ k, C, data }) {
    const { X, y } = labelledFrom(data)
    const columns = X[0]?.map((_, j) => Math.min(0, ...X.map(row => row[j]!))) ?? []
    const counts = columns.some(low => low < 0) ? X.map(row => row.map((value, j) => value - columns[j]!)) : X
    const keep = Math.max(1, Math.min(k, columns.length))
    return {
      f: { solver: 'anova-f', problem: { X, y, k: keep } },
      chi: { solver: 'chi2', problem: { X: counts, y, k: keep } },
      mi: { solver: 'mutual-information', problem: { X, y, k: keep } },
      rfe: { solver: 'rfe', problem: { X, y, C, keep: 1 } },
      l1: { solver: 'l1-path', problem: { X, y, C: strengths } },
    }
  },
  last: ({ runs }) => Math.max(0, (runs['rfe']?.steps.length ?? 1) - 1),
  formula: () =>
    String.raw`F = \frac{\sum_k n_k(\bar x_k - \bar x)^2/(K-1)}{\sum_k\sum_{i \in k}(x_i - \bar x_k)^2/(n-K)}, \qquad I(x;y) = \sum_{x,y} p(x,y)\log\frac{p(x,y)}{p(x)\,p(y)}`,
  table: shown => ({
    columns: [words('feature', '特征'), ...methods],
    rows: opinions(shown).map((row, j) => [labelledFrom(shown.values.data).names[j] ?? '', ...row]),
  }),
  certificate: claims,
  summary: shown => {
    const { names, X } = labelledFrom(shown.values.data)
    const kept = keptBy(shown)
    const best = methods.map((method, i) => `${method}: ${names[kept[i]![0] ?? 0] ?? '–'}`).join('; ')
    return words(
      `${X.length} rows, ${names.length} features. Best by ${best}.`,
      `${X.length} 行，${names.length} 个特征。各法首选：${best}。`,
    )
  },
  python: ({ values }) => {
    const { X, y, names } = labelledFrom(values.data)
    return `# Filter scores of each feature by SciPy; χ² sums each class's amounts, as scikit-learn does.
import numpy as np
from scipy.stats import f_oneway

names = ${pythonFrom(names)}
X, y = np.array(${pythonFrom(X)}), np.array(${pythonFrom(y)})
classes = np.unique(y)
F = [f_oneway(*(X[y == c, j] for c in classes)) for j in range(X.shape[1])]
P = X - np.minimum(0, X.min(0))
seen = np.array([P[y == c].sum(0) for c in classes])
wanted = np.outer([(y == c).mean() for c in classes], P.sum(0))
chi2 = ((seen - wanted) ** 2 / wanted).sum(0)
for name, f, c in zip(names, F, chi2):
    print(name, "F", f.statistic, "p", f.pvalue, "chi2", c)
`
  },
})
