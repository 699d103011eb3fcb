import type { Cell } from '../../schema.ts'
import { atOnce, defineStepwise, mismatch } from '../../stepwise.ts'
import { certifyCoded } from '../../verify/coded.ts'

const schema = {
  X: {
    kind: 'table',
    label: { en: 'Categories, one case a row', 'zh-CN': '类别，每行一个样本' },
    symbol: 'X',
    default: [
      ['red', 'S'],
      ['green', 'M'],
      ['red', 'L'],
      ['blue', 'M'],
    ],
    maxCells: 100_000,
    alias: 'data',
  },
  drop_first: {
    kind: 'flag',
    label: { en: 'Leave out the first category of each feature', 'zh-CN': '省略每个特征的第一个类别' },
    default: false,
  },
} as const

/** Numbers in their order, then words in theirs, a gap as a category of its own at the end. */
export function compare(a: Cell, b: Cell): number {
  const rank = (cell: Cell) => (typeof cell === 'number' ? 0 : cell === null ? 2 : 1)
  if (rank(a) !== rank(b)) return rank(a) - rank(b)
  if (typeof a === 'number' && typeof b === 'number') return a - b
  return String(a) < String(b) ? -1 : String(a) > String(b) ? 1 : 0
}

/** A column of 0 and 1 for each category. */
export const oneHot = defineStepwise({
  id: 'one-hot',
  title: { en: 'One-hot coding', 'zh-CN': '独热编码' },
  schema,
  check({ X }) {
    if (!X[0]?.length) return mismatch('X', 'X', '≥ 1 × 1', `${X.length} × 0`)
    const width = X[0].reduce<number>((sum, _, j) => sum + new Set(X.map(row => row[j])).size, 0)
    return width * X.length > 4_000_000 ? mismatch('X', 'X', '≤ 4000000', width * X.length) : []
  },
  begin: ({ X, drop_first }) =>
    atOnce(() => {
      const categories = X[0]!.map((_, j) => [...new Set(X.map(row => row[j]!))].sort(compare))
      const shown = categories.map(list => (drop_first ? list.slice(1) : list))
      const encoded = X.map(row => row.flatMap((cell, j) => shown[j]!.map(category => (category === cell ? 1 : 0))))
      return {
        state: categories,
        metrics: { columns: encoded[0]!.length },
        result: {
          encoded,
          categories,
          columns: shown.flatMap((list, j) => list.map(category => [j, category] as const)),
        },
        certificate: certifyCoded(X, encoded, shown, categories),
      }
    }),
})
