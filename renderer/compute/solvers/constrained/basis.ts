import { addScaled, dot } from '../../linear-algebra/vector.ts'
import type { Standard } from './standard.ts'

/** Pivots after which the inverse is made anew. */
const freshPivots = 100
const smallestPivot = 1e-9

/** The basic variables and the explicit inverse of their columns, one row of it a basic variable. */
export class Basis {
  private readonly program: Standard
  /** The variable of each row. */
  readonly heads: Int32Array
  /** The row of each basic variable, −1 for the others. */
  readonly place: Int32Array
  private inverse: Float64Array[] = []
  private pivots = 0

  constructor(program: Standard) {
    const { n, rows } = program
    this.program = program
    this.heads = Int32Array.from({ length: rows }, (_, i) => n + i)
    this.place = new Int32Array(n + rows).fill(-1)
    this.clear()
  }

  /** Every row's variable is its logical one. */
  private clear(): void {
    const { n, rows } = this.program
    this.place.fill(-1)
    this.inverse = Array.from({ length: rows }, (_, i) => {
      const row = new Float64Array(rows)
      row[i] = 1
      this.heads[i] = n + i
      this.place[n + i] = i
      return row
    })
    this.pivots = 0
  }

  get isFresh(): boolean {
    return this.pivots === 0
  }

  get isStale(): boolean {
    return this.pivots >= freshPivots
  }

  row(i: number): Float64Array {
    return this.inverse[i]!
  }

  /** B⁻¹ a_j. */
  column(j: number): Float64Array {
    const { n, rows, columns } = this.program
    const a = columns[j]
    const result = new Float64Array(rows)
    if (a) for (let i = 0; i < rows; i++) result[i] = dot(this.inverse[i]!, a)
    else for (let i = 0; i < rows; i++) result[i] = this.inverse[i]![j - n]!
    return result
  }

  /** B⁻¹ v. */
  solve(v: Float64Array): Float64Array {
    const result = new Float64Array(v.length)
    for (let i = 0; i < v.length; i++) result[i] = dot(this.inverse[i]!, v)
    return result
  }

  /** vᵀ B⁻¹. */
  combine(v: Float64Array): Float64Array {
    const result = new Float64Array(v.length)
    for (let i = 0; i < v.length; i++) if (v[i] !== 0) addScaled(result, v[i]!, this.inverse[i]!)
    return result
  }

  /** Lets variable j take row r; `alpha` is B⁻¹ a_j. */
  pivot(r: number, alpha: Float64Array, j: number): void {
    const pivotRow = this.inverse[r]!
    const factor = 1 / alpha[r]!
    for (let k = 0; k < pivotRow.length; k++) pivotRow[k]! *= factor
    for (let i = 0; i < alpha.length; i++)
      if (i !== r && alpha[i] !== 0) addScaled(this.inverse[i]!, -alpha[i]!, pivotRow)
    this.place[this.heads[r]!] = -1
    this.heads[r] = j
    this.place[j] = r
    this.pivots++
  }

  /**
   * Makes the inverse anew from the identity with the variables of `wanted`, the first ones before the others, each on
   * its largest free row. One that depends on those before it to rounding is left out; logical variables fill the rest.
   */
  *refresh(wanted: readonly number[] = Array.from(this.heads).sort((i, j) => j - i)): Generator<undefined, void> {
    const { rows } = this.program
    this.clear()
    const taken = new Set<number>()
    for (const j of wanted) {
      if (taken.size === rows) break
      if (this.place[j]! >= 0) {
        taken.add(this.place[j]!)
        continue
      }
      const alpha = this.column(j)
      let best = -1
      for (let i = 0; i < rows; i++)
        if (!taken.has(i) && (best < 0 || Math.abs(alpha[i]!) > Math.abs(alpha[best]!))) best = i
      if (best < 0 || Math.abs(alpha[best]!) < smallestPivot) continue
      this.pivot(best, alpha, j)
      taken.add(best)
      yield
    }
    this.pivots = 0
  }
}
