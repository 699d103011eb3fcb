import { addScaled, largest } from '../../linear-algebra/vector.ts'
import { matrix, row, type Matrix } from '../../linear-algebra/matrix.ts'
import type { Functions, Values } from './nonlinear.ts'

const none = new Float64Array()

/**
 * The augmented Lagrangian L_ρ(x) = f + (ρ/2) Σ max(0, c_i + λ_i/ρ)² + (ρ/2) Σ (h_j + ν_j/ρ)² as a problem of its own with
 * the box alone (Powell, Hestenes, Rockafellar; Birgin and Martínez, 2014, equation 4.3).
 */
export function augmented(functions: Functions, lam: Float64Array, nu: Float64Array, rho: number): Functions {
  const { n } = functions
  const total = ({ f, ineq, eq }: Pick<Values, 'f' | 'ineq' | 'eq'>) =>
    f +
    (rho / 2) * ineq.reduce((sum, c, i) => sum + Math.max(0, c + lam[i]! / rho) ** 2, 0) +
    (rho / 2) * eq.reduce((sum, h, i) => sum + (h + nu[i]! / rho) ** 2, 0)
  const forces = ({ ineq, eq }: Pick<Values, 'ineq' | 'eq'>) => ({
    lam: ineq.map((c, i) => Math.max(0, lam[i]! + rho * c)),
    nu: eq.map((h, i) => nu[i]! + rho * h),
  })
  const bare = { ineq: none, ineqSlopes: matrix(0, n), eq: none, eqSlopes: matrix(0, n) }
  return {
    ...functions,
    ineqCount: 0,
    eqCount: 0,
    values: x => ({ f: total(functions.values(x)), ineq: none, eq: none }),
    at(x) {
      const values = functions.at(x)
      const { lam: pressing, nu: holding } = forces(values)
      const slope = Float64Array.from(values.slope)
      pressing.forEach((force, i) => addScaled(slope, force, row(values.ineqSlopes, i)))
      holding.forEach((force, i) => addScaled(slope, force, row(values.eqSlopes, i)))
      return { ...bare, f: total(values), slope }
    },
    bend(x) {
      const values = functions.at(x)
      const { lam: pressing, nu: holding } = forces(values)
      const result = functions.bend(x, pressing, holding)
      pressing.forEach((force, i) => force > 0 && addOuter(result, rho, row(values.ineqSlopes, i)))
      holding.forEach((_, i) => addOuter(result, rho, row(values.eqSlopes, i)))
      return result
    },
  }
}

function addOuter(to: Matrix, factor: number, v: Float64Array): void {
  if (largest(v) > 0) v.forEach((value, i) => addScaled(row(to, i), factor * value, v))
}
