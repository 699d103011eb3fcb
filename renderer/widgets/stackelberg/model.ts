import type { Report } from '../../compute/index.ts'
import { numberText } from '../../lib/number.ts'
import { words } from '../frame/fields.ts'
import { defineWidget, pythonFrom, type Claim, type Run, type Shown, type Table } from '../frame/model.ts'
import { bimatrixTex, mixtureText, numberOf, numbersOf, payoffFields } from '../frame/payoffs.ts'

export interface Answer {
  readonly leader_value: number
  readonly x: readonly number[]
  readonly follower_action: number
  readonly pure_stackelberg_row_leader_optimistic: number
  readonly pure_profile: readonly [number, number]
  readonly exact: { readonly leader_value: string; readonly x: readonly string[]; readonly follower_payoff: string }
}
interface Certificate {
  readonly incentive: string
  readonly bound: string
  readonly gap: string
  readonly holds: boolean
}
interface Nash {
  readonly extreme_equilibria: readonly { readonly x: readonly string[]; readonly payoffs: readonly [string, string] }[]
}

const fields = payoffFields(
  [
    [2, 4],
    [1, 3],
  ],
  [
    [1, 0],
    [0, 1],
  ],
)
type Fields = typeof fields

/** The timeline walks from no commitment of the first row to certainty, and rests at the best commitment. */
export const paceSteps = 60

export const answerOf = (run: Run | undefined): Answer | undefined =>
  (run?.report as Report<Answer | null> | undefined)?.result ?? undefined
export const nashOf = (run: Run | undefined): Nash | undefined =>
  (run?.report as Report<Nash | null> | undefined)?.result ?? undefined

/** What a commitment x earns: the follower's best answers to it, and among them the one best for the leader. */
export function answerTo(
  A: number[][],
  B: number[][],
  x: readonly number[],
): { action: number; leader: number; follower: number } {
  const worth = (payoffs: number[][], j: number) =>
    payoffs.reduce((sum, row, i) => sum + (x[i] ?? 0) * (row[j] ?? 0), 0)
  const columns = (A[0] ?? []).map((_, j) => ({ action: j, leader: worth(A, j), follower: worth(B, j) }))
  const most = Math.max(...columns.map(({ follower }) => follower))
  // To rounding the follower is indifferent, and breaks the tie for the leader.
  return columns
    .filter(({ follower }) => follower >= most - 1e-9 * (1 + Math.abs(most)))
    .reduce((best, column) => (column.leader > best.leader ? column : best))
}

/** The commitment that a step shows, for two rows; the best one after the walk, or for more rows always. */
export function commitmentAt({
  values,
  runs,
  k,
}: Pick<Shown<Fields>, 'values' | 'runs' | 'k'>): readonly number[] | undefined {
  return values.A.length === 2 && k < paceSteps ? [k / paceSteps, 1 - k / paceSteps] : answerOf(runs['lead'])?.x
}

function claims({ runs, values }: Shown<Fields>): Claim[] {
  const report = runs['lead']?.report as Report<Answer | null, Certificate> | undefined
  if (!report?.result) return []
  const { exact, follower_action, pure_profile, pure_stackelberg_row_leader_optimistic: pure } = report.result
  const { gap, incentive, bound } = report.certificate
  const nash = nashOf(runs['nash'])?.extreme_equilibria.map(({ payoffs }) => numberOf(payoffs[0])) ?? []
  const value = numberOf(exact.leader_value)
  return [
    {
      words: { en: 'Commitment x, exact', 'zh-CN': '承诺 x（精确）' },
      value: mixtureText(exact.x),
    },
    {
      words: {
        en: `The follower answers with column ${follower_action + 1}; the leader earns`,
        'zh-CN': `跟随者选第 ${follower_action + 1} 列；领导者得`,
      },
      value: exact.leader_value,
    },
    {
      words: {
        en: `Best pure commitment: row ${pure_profile[0] + 1}, worth`,
        'zh-CN': `最好的纯承诺：第 ${pure_profile[0] + 1} 行，值`,
      },
      value: pure,
      holds: value >= pure - 1e-9,
    },
    ...(nash.length
      ? [
          {
            words: {
              en: 'Best Nash equilibrium for the row player (commitment is never worse)',
              'zh-CN': '对行玩家最好的纳什均衡（承诺不会更差）',
            },
            value: Math.max(...nash),
            holds: value >= Math.max(...nash) - 1e-9,
          },
        ]
      : []),
    {
      words: { en: 'Largest gain of the follower from another answer, exact', 'zh-CN': '跟随者改选的最大收益（精确）' },
      value: incentive,
      holds: incentive === '0' || numberOf(incentive) <= 0,
    },
    {
      words: {
        en: `No commitment earns more than ${bound}, by linear duality; gap`,
        'zh-CN': `由线性规划对偶，任何承诺不超过 ${bound}；间隙`,
      },
      value: gap,
      holds: gap === '0' && values.A.length > 0,
    },
  ]
}

function table({ values }: Shown<Fields>): Table {
  const [A, B] = [numbersOf(values.A), numbersOf(values.B)]
  if (A.length !== 2)
    return {
      columns: [words('row', '行'), words('answer', '反应'), words('leader', '领导者'), words('follower', '跟随者')],
      rows: A.map((_, i) => {
        const pure = A.map((__, l) => Number(l === i))
        const { action, leader, follower } = answerTo(A, B, pure)
        return [i + 1, action + 1, leader, follower]
      }),
    }
  return {
    columns: ['x1', words('answer', '反应'), words('leader', '领导者'), words('follower', '跟随者')],
    rows: Array.from({ length: paceSteps + 1 }, (_, k) => {
      const { action, leader, follower } = answerTo(A, B, [k / paceSteps, 1 - k / paceSteps])
      return [k / paceSteps, action + 1, leader, follower]
    }),
  }
}

const script = ({
  values,
}: Shown<Fields>): string => `# Commitment to mixed strategies: one linear program for each answer (Conitzer and Sandholm 2006).
import numpy as np
from scipy.optimize import linprog

A = np.array(${pythonFrom(numbersOf(values.A))}, float)
B = np.array(${pythonFrom(numbersOf(values.B))}, float)
m, n = A.shape
best = None
for j in range(n):
    gains = (B - B[:, [j]]).T
    run = linprog(-A[:, j], A_ub=gains, b_ub=np.zeros(n), A_eq=np.ones((1, m)), b_eq=[1], bounds=[(0, 1)] * m)
    if run.status == 0 and (best is None or -run.fun > best[0] + 1e-12):
        best = (-run.fun, run.x, j)
print("leader earns", best[0], "by committing to", best[1], "; the follower answers with column", best[2] + 1)
`

export const model = defineWidget({
  name: 'stackelberg',
  title: { en: 'Stackelberg: leading by commitment', 'zh-CN': '斯塔克尔伯格：以承诺领先' },
  fields,
  examples: [
    { title: { en: 'Committing to the worse row pays', 'zh-CN': '承诺较差的行反而有利' }, values: {} },
    {
      title: { en: 'Where to meet: the leader picks', 'zh-CN': '在哪儿见面：领导者说了算' },
      values: {
        A: [
          [2, 0],
          [0, 1],
        ],
        B: [
          [1, 0],
          [0, 2],
        ],
      },
    },
    {
      title: { en: 'Inspection: commit to look now and then', 'zh-CN': '检查博弈：承诺不时抽查' },
      values: {
        A: [
          [-1, 2],
          [0, -6],
        ],
        B: [
          [0, -9],
          [0, 5],
        ],
      },
    },
    {
      title: { en: 'Zero sum: no gain from leading', 'zh-CN': '零和：先行无利可图' },
      values: {
        A: [
          [3, -1],
          [-2, 4],
        ],
        B: [
          [-3, 1],
          [2, -4],
        ],
      },
    },
    {
      title: { en: 'Three rows', 'zh-CN': '三行' },
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
  asks: ({ A, B }) => ({
    lead: { solver: 'stackelberg', problem: { A, B } },
    nash: { solver: 'nash', problem: { A, B } },
  }),
  last: ({ values }) => (values.A.length === 2 ? paceSteps + 1 : 0),
  formula: shown => {
    const x = commitmentAt(shown)
    const [A, B] = [numbersOf(shown.values.A), numbersOf(shown.values.B)]
    const said =
      x && A.length === x.length && A.length <= 4
        ? `\\qquad x = (${x.map(share => share.toFixed(3)).join(',\\,')}) \\;\\Rightarrow\\; u_L = ${answerTo(A, B, x).leader.toFixed(3)}`
        : ''
    return `${bimatrixTex(shown.values.A, shown.values.B)}\\qquad \\max_x\\; u_L\\bigl(x, y^*(x)\\bigr)${said}`
  },
  table,
  certificate: claims,
  summary: ({ runs }) => {
    const answer = answerOf(runs['lead'])
    if (!answer) return { en: 'A leader commits, a follower answers.', 'zh-CN': '领导者承诺，跟随者应对。' }
    const x = mixtureText(answer.x)
    return {
      en: `The leader commits to ${x}, the follower answers with column ${answer.follower_action + 1}, and the leader earns ${numberText(answer.leader_value)}.`,
      'zh-CN': `领导者承诺 ${x}，跟随者选第 ${answer.follower_action + 1} 列，领导者得 ${numberText(answer.leader_value)}。`,
    }
  },
  python: script,
})
