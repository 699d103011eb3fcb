import { fraction, gcd, zero, type Rational } from '../../rational.ts'

/** Maximise c·x subject to Ax ≤ b, x ≥ 0, where b ≥ 0: x = 0 is allowed. */
export interface Program {
  readonly A: readonly (readonly Rational[])[]
  readonly b: readonly Rational[]
  readonly c: readonly Rational[]
}

export interface Optimum {
  readonly x: readonly Rational[]
  /** One multiplier a row, such that no x is worth more than dual·b. */
  readonly dual: readonly Rational[]
  readonly pivots: number
}

/** How many pivots are done; not `whole` in the middle of the next. */
export interface Pivoting {
  readonly pivots: number
  readonly whole: boolean
}

/** Whole numbers over one common denominator `d`, the last pivot; row 0 is −c, column 0 is b. */
interface Tableau {
  readonly rows: bigint[][]
  readonly basic: number[]
  readonly cobasic: number[]
  d: bigint
}

const commonDenominator = (values: readonly Rational[]) => values.reduce((most, { d }) => (most / gcd(most, d)) * d, 1n)

/**
 * Simplex method on a dictionary of whole numbers, each pivot divided exactly by the one before (Edmonds 1967; Avis
 * 2000, lrs, §3). Steepest reduced cost, but Bland's rule (1977) while pivots move nothing, so it cannot cycle.
 * Yields every pivot and between its rows; throws RangeError where the program is unbounded, which no caller's is.
 */
export function* maximise({ A, b, c }: Program): Generator<Pivoting, Optimum> {
  const scales = [c, ...A.map((row, i) => [b[i]!, ...row])].map(commonDenominator)
  const scaled = (row: readonly Rational[], scale: bigint, sign = 1n) => row.map(({ n, d }) => sign * n * (scale / d))
  const tableau: Tableau = {
    rows: [[0n, ...scaled(c, scales[0]!, -1n)], ...A.map((row, i) => scaled([b[i]!, ...row], scales[i + 1]!))],
    basic: [-1, ...A.map((_, i) => c.length + i)],
    cobasic: [-1, ...c.map((_, j) => j)],
    d: 1n,
  }
  let pivots = 0
  for (let stuck = false; ;) {
    const column = entering(tableau, stuck)
    if (!column) break
    const row = leaving(tableau, column)
    stuck = tableau.rows[row]![0] === 0n
    for (const _ of pivot(tableau, row, column)) yield { pivots, whole: false }
    yield { pivots: ++pivots, whole: true }
  }
  const valueAt = (place: number, column: boolean) => {
    const at = (column ? tableau.basic : tableau.cobasic).indexOf(place)
    return at < 0 ? zero : fraction(column ? tableau.rows[at]![0]! : tableau.rows[0]![at]!, tableau.d)
  }
  const unscale = ({ n, d }: Rational, i: number) => fraction(n * scales[i + 1]!, d * scales[0]!)
  return {
    x: c.map((_, j) => valueAt(j, true)),
    dual: A.map((_, i) => unscale(valueAt(c.length + i, false), i)),
    pivots,
  }
}

/** Column of a negative reduced cost, 0 where there is none. */
function entering({ rows: [costs], cobasic }: Tableau, smallestNumber: boolean): number {
  let found = 0
  for (let j = 1; j < costs!.length; j++) {
    if (costs![j]! >= 0n) continue
    const better = smallestNumber ? cobasic[j]! < cobasic[found]! : costs![j]! < costs![found]!
    if (!found || better) found = j
  }
  return found
}

/** Row of the smallest ratio, of equal ones that of the smallest number. */
function leaving({ rows, basic }: Tableau, column: number): number {
  let found = 0
  for (let i = 1; i < rows.length; i++) {
    const [entry, rival] = [rows[i]![column]!, rows[found]![column]!]
    if (entry <= 0n) continue
    const difference = found ? rows[i]![0]! * rival - rows[found]![0]! * entry : -1n
    if (difference < 0n || (difference === 0n && basic[i]! < basic[found]!)) found = i
  }
  if (!found) throw new RangeError('the program is unbounded')
  return found
}

/** Yields between rows, for each may take a millisecond where the numbers are long. */
function* pivot(tableau: Tableau, row: number, column: number): Generator<void, void> {
  const { rows, basic, cobasic, d } = tableau
  const [source, p] = [rows[row]!, rows[row]![column]!]
  for (const [i, target] of rows.entries()) {
    if (i === row) continue
    const factor = target[column]!
    for (let j = 0; j < target.length; j++) {
      const [here, above] = [target[j]!, source[j]!]
      const scaled = here === 0n ? here : here * p
      const taken = factor === 0n || above === 0n ? 0n : factor * above
      if (scaled !== taken) target[j] = (scaled - taken) / d
      else if (scaled !== 0n) target[j] = 0n
    }
    target[column] = -factor
    yield
  }
  source[column] = d
  tableau.d = p
  ;[basic[row], cobasic[column]] = [cobasic[column]!, basic[row]!]
}
