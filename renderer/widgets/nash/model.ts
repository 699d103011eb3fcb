import type { Report } from '../../compute/index.ts'
import { numberText } from '../../lib/number.ts'
import { defineWidget, pythonFrom, type Claim, type Run, type Shown, type Table } from '../frame/model.ts'
import { bimatrixTex, isParetoOptimal, mixtureText, numberOf, numbersOf, payoffFields } from '../frame/payoffs.ts'

export interface Equilibrium {
  readonly x: readonly string[]
  readonly y: readonly string[]
  readonly payoffs: readonly [string, string]
}
export interface Answer {
  readonly extreme_equilibria: readonly Equilibrium[]
  /** Whole sets of equilibria: every mixture of these x with every mixture of these y. */
  readonly components: readonly { readonly x_vertices: readonly string[][]; readonly y_vertices: readonly string[][] }[]
  readonly degenerate: boolean
}
interface Certificate {
  readonly pairs: number
  readonly gap: string
  readonly distributions: boolean
  readonly holds: boolean
}

const fields = payoffFields(
  [
    [2, 0],
    [0, 1],
  ],
  [
    [1, 0],
    [0, 2],
  ],
)
type Fields = typeof fields

export const answerOf = (run: Run | undefined): Answer | undefined =>
  (run?.report as Report<Answer | null> | undefined)?.result ?? undefined

/** The equilibrium that a step of the timeline shows. */
export const equilibriumAt = ({ runs, k }: Pick<Shown<Fields>, 'runs' | 'k'>): Equilibrium | undefined =>
  answerOf(runs['nash'])?.extreme_equilibria[k]

const texOf = (share: string) => share.replace(/^(-?)(\d+)\/(\d+)$/, '$1\\tfrac{$2}{$3}')
const vectorTex = (shares: readonly string[]) => `\\bigl(${shares.map(texOf).join(', ')}\\bigr)`

function formula(shown: Shown<Fields>): string {
  const { A, B } = shown.values
  const at = equilibriumAt(shown)
  const said = at
    ? `\\quad x^* = ${vectorTex(at.x)},\\; y^* = ${vectorTex(at.y)},\\; u = ${vectorTex(at.payoffs)}`
    : '\\quad x^{*\\top}Ay^* \\ge x^{\\top}Ay^*,\\; x^{*\\top}By^* \\ge x^{*\\top}By'
  return bimatrixTex(A, B) + (at && at.x.length + at.y.length > 8 ? '' : said)
}

function claims({ values, runs }: Shown<Fields>): Claim[] {
  const report = runs['nash']?.report as Report<Answer | null, Certificate> | undefined
  if (!report?.result) return []
  const { extreme_equilibria: found, components, degenerate } = report.result
  const { gap, distributions, holds } = report.certificate
  const [A, B] = [numbersOf(values.A), numbersOf(values.B)]
  const optimal = A.flatMap((row, i) =>
    row.flatMap((_, j) => (isParetoOptimal(A, B, i, j) ? [`(${i + 1}, ${j + 1})`] : [])),
  )
  return [
    {
      words: degenerate
        ? {
            en: 'Degenerate game: some strategy has more best answers than it mixes actions. Extreme equilibria',
            'zh-CN': '退化博弈：某策略的最优反应多于它所混合的行动数。极端均衡个数',
          }
        : { en: 'Not degenerate; equilibria (always an odd number)', 'zh-CN': '非退化；均衡个数（总是奇数）' },
      value: found.length,
    },
    ...(components.length
      ? [
          {
            words: {
              en: 'Sets of infinitely many equilibria: all mixtures of their extreme ones',
              'zh-CN': '含无穷多均衡的集合：其极端均衡的一切混合',
            },
            value: components.length,
          },
        ]
      : []),
    {
      words: {
        en: 'Largest gain from leaving any of them alone, exact',
        'zh-CN': '单方偏离任一均衡的最大收益（精确）',
      },
      value: gap,
      holds: holds && gap === '0',
    },
    {
      words: { en: 'All are distributions, in exact fractions', 'zh-CN': '均为概率分布，精确分数' },
      holds: distributions,
    },
    {
      words: { en: 'Pareto-optimal cells (row, column)', 'zh-CN': '帕累托最优的格（行, 列）' },
      value: optimal.join(' '),
    },
  ]
}

function table({ runs, values }: Shown<Fields>): Table {
  const found = answerOf(runs['nash'])?.extreme_equilibria ?? []
  return {
    columns: [...values.A.map((_, i) => `x${i + 1}`), ...(values.A[0] ?? []).map((_, j) => `y${j + 1}`), 'u1', 'u2'],
    rows: found.map(({ x, y, payoffs }) => [...x, ...y, ...payoffs]),
  }
}

const script = ({
  values,
}: Shown<Fields>): string => `# All equilibria by their supports (equal sizes: enough for games that are not degenerate).
from itertools import combinations
import numpy as np

A = np.array(${pythonFrom(numbersOf(values.A))}, float)
B = np.array(${pythonFrom(numbersOf(values.B))}, float)
m, n = A.shape

def indifferent(M, rows, cols):
    """The mixture of cols that makes all of rows worth the same."""
    k = len(cols)
    left = np.zeros((k + 1, k + 1))
    left[:k, :k] = M[np.ix_(rows, cols)]
    left[:k, k] = -1
    left[k, :k] = 1
    right = np.zeros(k + 1)
    right[k] = 1
    try:
        return np.linalg.solve(left, right)[:k]
    except np.linalg.LinAlgError:
        return None

found = []
for k in range(1, min(m, n) + 1):
    for rows in combinations(range(m), k):
        for cols in combinations(range(n), k):
            q, p = indifferent(A, rows, cols), indifferent(B.T, cols, rows)
            if p is None or q is None or min(p) < -1e-12 or min(q) < -1e-12:
                continue
            x, y = np.zeros(m), np.zeros(n)
            x[list(rows)], y[list(cols)] = p, q
            if (A @ y).max() <= x @ A @ y + 1e-9 and (x @ B).max() <= x @ B @ y + 1e-9:
                if not any(np.allclose(x, a) and np.allclose(y, b) for a, b in found):
                    found.append((x, y))
                    print("x =", x, "y =", y, "payoffs", x @ A @ y, x @ B @ y)
print(len(found), "equilibria")
`

const two = (a: number, b: number, c: number, d: number) => [
  [a, b],
  [c, d],
]

export const model = defineWidget({
  name: 'nash',
  title: { en: 'Nash equilibria', 'zh-CN': '纳什均衡' },
  fields,
  examples: [
    { title: { en: 'Where to meet: three equilibria', 'zh-CN': '在哪儿见面：三个均衡' }, values: {} },
    {
      title: { en: 'Prisoner’s dilemma: equilibrium is not optimal', 'zh-CN': '囚徒困境：均衡并非最优' },
      values: { A: two(3, 0, 5, 1), B: two(3, 5, 0, 1) },
    },
    {
      title: { en: 'Matching pennies: only mixed', 'zh-CN': '猜硬币：只有混合均衡' },
      values: { A: two(1, -1, -1, 1), B: two(-1, 1, 1, -1) },
    },
    {
      title: { en: 'Hawk and dove', 'zh-CN': '鹰与鸽' },
      values: { A: two(-1, 4, 0, 2), B: two(-1, 0, 4, 2) },
    },
    {
      title: { en: 'Degenerate: a whole line of equilibria', 'zh-CN': '退化：一整段均衡' },
      values: { A: two(1, 1, 1, 0), B: two(1, 1, 0, 1) },
    },
    {
      title: { en: 'Rock, paper, scissors', 'zh-CN': '石头剪刀布' },
      values: {
        A: [
          [0, -1, 1],
          [1, 0, -1],
          [-1, 1, 0],
        ],
        B: [
          [0, 1, -1],
          [-1, 0, 1],
          [1, -1, 0],
        ],
      },
    },
    {
      title: { en: 'Three actions against two', 'zh-CN': '三个行动对两个' },
      values: {
        A: [
          [3, 3],
          [2, 5],
          [0, 6],
        ],
        B: [
          [3, 2],
          [2, 6],
          [3, 1],
        ],
      },
    },
  ],
  asks: ({ A, B }) => ({ nash: { solver: 'nash', problem: { A, B } } }),
  last: ({ runs }) => Math.max(0, (answerOf(runs['nash'])?.extreme_equilibria.length ?? 1) - 1),
  formula,
  table,
  certificate: claims,
  summary: ({ runs, values }) => {
    const found = answerOf(runs['nash'])?.extreme_equilibria ?? []
    const size = `${values.A.length} × ${values.A[0]?.length ?? 0}`
    const listed = found
      .slice(0, 5)
      .map(
        ({ x, y, payoffs }) =>
          `x ${mixtureText(x)}, y ${mixtureText(y)}, u ${payoffs.map(u => numberText(numberOf(u))).join(', ')}`,
      )
    return {
      en: `A ${size} game with ${found.length} extreme equilibria: ${listed.join('; ')}.`,
      'zh-CN': `${size} 博弈，${found.length} 个极端均衡：${listed.join('；')}。`,
    }
  },
  python: script,
})
