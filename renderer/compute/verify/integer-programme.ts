import {
  certifyInfeasible,
  certifyOptimal,
  linearTolerance,
  pointViolation,
  type LinearProgramme,
  type Multipliers,
} from './linear-programme.ts'

/** How a search over the integers ended, branch by branch: x_j ≤ floor on the left, x_j ≥ floor + 1 on the right. */
export type ProofTree =
  | { readonly variable: number; readonly floor: number; readonly left: ProofTree; readonly right: ProofTree }
  /** No x of this branch is better: its dual value says so, or Farkas that it has none. */
  | { readonly empty: boolean; readonly multipliers: Multipliers }

export interface IntegerCertificate {
  readonly claim: 'optimal' | 'infeasible' | 'feasible' | 'none'
  /** Largest violation of rows and bounds. */
  readonly primal: number
  /** Largest distance of an integer variable from a whole number. */
  readonly fraction: number
  /** No x at all costs less than this. */
  readonly bound: number
  readonly gap: number
  readonly leaves: number
  readonly tolerance: number
  readonly holds: boolean
}

/** The least cost that the leaves leave possible, each proved by its own multipliers; −∞ where a proof fails. */
function boundOf(lp: LinearProgramme, integers: readonly number[], tree: ProofTree): { bound: number; leaves: number } {
  if ('empty' in tree) {
    if (tree.empty) return { bound: certifyInfeasible(lp, tree.multipliers).holds ? Infinity : -Infinity, leaves: 1 }
    const certificate = certifyOptimal(lp, lp.c, tree.multipliers)
    const dual = certificate.claim === 'optimal' && certificate.dual <= linearTolerance
    return { bound: dual ? certificate.dualValue : -Infinity, leaves: 1 }
  }
  const { variable, floor } = tree
  // Between floor and floor + 1 a variable that need not be whole may lie, or one may where floor is not whole.
  if (!integers.includes(variable) || !Number.isInteger(floor)) return { bound: -Infinity, leaves: 1 }
  const upper = Float64Array.from(lp.upper)
  upper[variable] = Math.min(upper[variable]!, floor)
  const lower = Float64Array.from(lp.lower)
  lower[variable] = Math.max(lower[variable]!, floor + 1)
  const left = boundOf({ ...lp, upper }, integers, tree.left)
  const right = boundOf({ ...lp, lower }, integers, tree.right)
  return { bound: Math.min(left.bound, right.bound), leaves: left.leaves + right.leaves }
}

/** Proves the answer of a branch-and-bound search from its tree by weak duality alone (Land and Doig, 1960). */
export function certifyInteger(
  lp: LinearProgramme,
  integers: readonly number[],
  x: Float64Array | undefined,
  tree: ProofTree | undefined,
): IntegerCertificate {
  const tolerance = linearTolerance
  const { bound, leaves } = tree ? boundOf(lp, integers, tree) : { bound: -Infinity, leaves: 0 }
  const primal = x ? pointViolation(lp, x) : 0
  const fraction = x ? integers.reduce((most, j) => Math.max(most, Math.abs(x[j]! - Math.round(x[j]!))), 0) : 0
  const value = x ? lp.c.reduce((sum, c, j) => sum + c * x[j]!, 0) : Infinity
  const gap = value === bound ? 0 : value - bound
  const feasible = x !== undefined && primal <= tolerance && fraction <= tolerance
  const closed = x ? gap <= 10 * tolerance * (1 + Math.abs(value)) : bound === Infinity
  const claim = closed ? (x ? 'optimal' : 'infeasible') : feasible ? 'feasible' : 'none'
  return { claim, primal, fraction, bound, gap, leaves, tolerance, holds: closed && (feasible || !x) }
}
