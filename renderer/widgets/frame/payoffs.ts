import { numberText } from '../../lib/number.ts'

/** What widgets of games share: payoffs as rationals, and what one reads off a table of them. */
export type Payoffs = readonly (readonly (number | string)[])[]

/** A payoff or a probability as a number: whole, decimal or text such as "-2/3". */
export function numberOf(entry: number | string): number {
  if (typeof entry === 'number') return entry
  const [over = '', under = '1'] = entry.split('/')
  return Number(over) / Number(under)
}
export const numbersOf = (payoffs: Payoffs): number[][] => payoffs.map(row => row.map(numberOf))

const payoffField = (en: string, zh: string, symbol: string, value: Payoffs) =>
  ({ kind: 'rationals', label: { en, 'zh-CN': zh }, symbol, default: value, maxCells: 225 }) as const

export const payoffFields = (A: Payoffs, B: Payoffs) => ({
  A: payoffField('Payoffs A of the row player', '行玩家的收益 A', 'A', A),
  B: payoffField('Payoffs B of the column player', '列玩家的收益 B', 'B', B),
})

/** A best answer is worth as much as any other to within rounding. */
const same = (a: number, b: number) => Math.abs(a - b) <= 1e-12 * (1 + Math.abs(b))

/** Cells where the row player answers best to the column, and the column player to the row. */
export function bestAnswers(A: number[][], B: number[][]): { row: boolean[][]; column: boolean[][] } {
  return {
    row: A.map(row => row.map((a, j) => same(a, Math.max(...A.map(other => other[j] ?? -Infinity))))),
    column: B.map(row => row.map(b => same(b, Math.max(...row)))),
  }
}

/** Whether no other cell is at least as good for both and better for one. */
export function isParetoOptimal(A: number[][], B: number[][], i: number, j: number): boolean {
  const [a, b] = [A[i]?.[j] ?? 0, B[i]?.[j] ?? 0]
  return !A.some((row, k) =>
    row.some((other, l) => {
      const rival = B[k]?.[l] ?? 0
      return other >= a && rival >= b && (other > a || rival > b)
    }),
  )
}

/** Payoffs for both as LaTeX, the row player's first. */
export const bimatrixTex = (A: Payoffs, B: Payoffs): string =>
  A.length * (A[0]?.length ?? 0) > 36
    ? `A, B \\in \\mathbb{Q}^{${A.length} \\times ${A[0]?.length ?? 0}}`
    : `\\begin{pmatrix} ${A.map((row, i) => row.map((a, j) => `${a},\\,${B[i]?.[j] ?? ''}`).join(' & ')).join(' \\\\ ')} \\end{pmatrix}`

export const mixtureText = (shares: readonly (number | string)[]): string =>
  `(${shares.map(share => (typeof share === 'string' ? share : numberText(share, 4))).join(', ')})`
