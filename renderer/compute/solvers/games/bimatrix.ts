import type { Issue } from '../../issue.ts'
import { add, dot, fraction, gcd, one, rationalFrom, subtract, textFrom, type Rational } from '../../rational.ts'
import type { Bimatrix } from '../../verify/nash.ts'

const maximumCells = 225

/** The two payoff matrices every solver of this family takes; the example is a 3 × 2 game of von Stengel. */
export const payoffs = {
  A: {
    kind: 'rationals',
    label: { en: 'Payoffs of the row player', 'zh-CN': '行玩家的收益' },
    symbol: 'A',
    default: [
      [3, 3],
      [2, 5],
      [0, 6],
    ],
    maxCells: maximumCells,
    part: true,
  },
  B: {
    kind: 'rationals',
    label: { en: 'Payoffs of the column player', 'zh-CN': '列玩家的收益' },
    symbol: 'B',
    default: [
      [3, 2],
      [2, 6],
      [3, 1],
    ],
    maxCells: maximumCells,
    part: true,
  },
} as const
export interface Payoffs {
  readonly A: readonly (readonly (number | string)[])[]
  readonly B: Payoffs['A']
}

const sizeOf = (matrix: Payoffs['A']): [rows: number, columns: number] => [matrix.length, matrix[0]?.length ?? 0]

/** Refuses matrices without entries and, of a pair, a second one of another size than the first. */
export function sizeIssues({ A, B }: { A: Payoffs['A']; B?: Payoffs['B'] }): Issue[] {
  const [rows, columns] = sizeOf(A)
  if (!columns)
    return [{ code: 'wrong-length', parameter: 'A', params: { parameter: 'A', length: 0, max: maximumCells } }]
  const wanted = `${rows} × ${columns}`
  const given = B ? sizeOf(B).join(' × ') : wanted
  return given === wanted
    ? []
    : [{ code: 'inconsistent', parameter: 'B', params: { parameter: 'B', other: 'A', wanted, given } }]
}

export const exact = (matrix: Payoffs['A']): Rational[][] => matrix.map(row => row.map(rationalFrom))
export const gameFrom = ({ A, B }: Payoffs): Bimatrix => ({ A: exact(A), B: exact(B) })

export const transposed = <T>(matrix: readonly (readonly T[])[]): T[][] =>
  (matrix[0] ?? []).map((_, j) => matrix.map(row => row[j]!))

const smallestOf = (values: readonly Rational[]): Rational =>
  values.reduce((least, value) => (subtract(value, least).n < 0n ? value : least))

/** M + c with the smallest entry 1: a change that no player notices. */
export function raised(matrix: Bimatrix['A']): Rational[][] {
  const lift = subtract(one, smallestOf(matrix.flat()))
  return matrix.map(row => row.map(entry => add(entry, lift)))
}

/** The same matrix times the smallest number that makes all entries whole. */
export function whole(matrix: Bimatrix['A']): bigint[][] {
  const common = matrix.flat().reduce((most, { d }) => (most / gcd(most, d)) * d, 1n)
  return matrix.map(row => row.map(({ n, d }) => n * (common / d)))
}

/** What a pair of strategies pays to both, as texts. */
export const payoffsAt = ({ A, B }: Bimatrix, x: readonly Rational[], y: readonly Rational[]): [string, string] => {
  const at = (matrix: Bimatrix['A']) =>
    textFrom(
      dot(
        x,
        matrix.map(row => dot(row, y)),
      ),
    )
  return [at(A), at(B)]
}

/** z over the sum of its entries. */
export function shares(z: readonly bigint[]): Rational[] {
  const total = z.reduce((all, entry) => all + entry, 0n)
  return z.map(entry => fraction(entry, total))
}
