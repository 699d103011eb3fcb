import { Stream } from '../../random/stream.ts'
import { atOnce, defineStepwise } from '../../stepwise.ts'
import { certifyBalance } from '../../verify/balance.ts'
import { classes, classesOf, classIssues, count, inputs, tableIssues, type Classes } from './table.ts'

const schema = {
  X: { ...inputs, maxCells: 100_000 },
  y: { ...classes, default: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1] },
  method: {
    kind: 'choice',
    label: { en: 'Method', 'zh-CN': '方法' },
    default: 'smote',
    options: ['smote', 'over', 'under'],
  },
  neighbours: { ...count('Neighbours', '近邻数', 'k', 5, 1, 100), alias: 'k_neighbors' },
} as const

type Rows = readonly (readonly number[])[]
/** A new case: on the way from row `from` to row `to`, this far. */
export interface Made {
  readonly from: number
  readonly to: number
  readonly share: number
}

/** The rows of `among` nearest to row i, itself left out. */
function nearest(X: Rows, i: number, among: readonly number[], k: number): number[] {
  const square = (j: number) => X[j]!.reduce((sum, value, at) => sum + (value - X[i]![at]!) ** 2, 0)
  return among
    .filter(j => j !== i)
    .map(j => [square(j), j] as const)
    .sort((a, b) => a[0] - b[0] || a[1] - b[1])
    .slice(0, k)
    .map(([, j]) => j)
}

/** Synthetic minority cases between a case and one of its neighbours (Chawla and others, JAIR 16, 2002). */
function smote(X: Rows, rows: readonly number[], wanted: number, k: number, stream: Stream): Made[] {
  const near = new Map<number, number[]>()
  return Array.from({ length: wanted }, () => {
    const from = rows[stream.below(rows.length)]!
    if (!near.has(from)) near.set(from, nearest(X, from, rows, k))
    const neighbours = near.get(from)!
    const to = neighbours.length ? neighbours[stream.below(neighbours.length)]! : from
    return { from, to, share: stream.uniform() }
  })
}

export type Balancing = 'smote' | 'over' | 'under'

/** Which rows stay and which new ones join them, so that all classes are as large as the largest, or the smallest. */
export function balancedBy(
  method: Balancing,
  X: Rows,
  { of, counts, values }: Classes,
  neighbours: number,
  stream: Stream,
): { kept: number[]; made: Made[] } {
  const wanted = counts.reduce((a, b) => (method === 'under' ? Math.min(a, b) : Math.max(a, b)))
  const kept: number[] = []
  const made: Made[] = []
  values.forEach((_, c) => {
    const rows = Array.from(of.keys()).filter(i => of[i] === c)
    const missing = wanted - rows.length
    if (missing < 0) kept.push(...stream.shuffle(rows).slice(0, wanted))
    else kept.push(...rows)
    if (missing > 0 && method === 'smote') made.push(...smote(X, rows, missing, neighbours, stream))
    if (missing > 0 && method === 'over')
      for (let i = 0; i < missing; i++) {
        const from = rows[stream.below(rows.length)]!
        made.push({ from, to: from, share: 0 })
      }
  })
  return { kept: kept.sort((a, b) => a - b), made }
}

/** The row that a new case is. */
export const madeRow = (X: Rows, { from, to, share }: Made): number[] =>
  X[from]!.map((value, j) => value + share * (X[to]![j]! - value))

/** Classes made equally large: by drawing some away, by repeating some, or by new ones between neighbours. */
export const imbalance = defineStepwise({
  id: 'imbalance',
  title: { en: 'Unequal classes', 'zh-CN': '类别不平衡' },
  schema,
  check: ({ X, y }) => [...tableIssues(X, y), ...classIssues(y, 1_000)],
  begin: ({ X, y, method, neighbours }, seed) =>
    atOnce(() => {
      const groups = classesOf(y)
      const { counts, values } = groups
      const { kept, made } = balancedBy(method as Balancing, X, groups, neighbours, new Stream(seed))
      const balanced = {
        X: [...kept.map(i => X[i]!), ...made.map(each => madeRow(X, each))],
        y: [...kept, ...made.map(({ from }) => from)].map(i => y[i]!),
      }
      return {
        state: Array.from(counts),
        metrics: { before: y.length, after: balanced.y.length },
        result: {
          ...balanced,
          kept,
          made,
          class_counts_before: Array.from(counts),
          class_counts: Array.from(classesOf(balanced.y).counts),
          class_weight_balanced: Array.from(counts, size => y.length / (values.length * size)),
        },
        certificate: certifyBalance(X, y, balanced),
      }
    }),
})
