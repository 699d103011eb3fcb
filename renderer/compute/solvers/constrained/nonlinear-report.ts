import { onCpu } from '../../paced.ts'
import type { Ctx, Report, Status } from '../../solver.ts'
import { certifyNonlinear, type NonlinearCertificate } from '../../verify/nonlinear.ts'
import type { Typed } from './nonlinear.ts'
import type { Local } from './sqp-core.ts'

export interface NonlinearResult {
  readonly x: readonly number[]
  /** f(x). */
  readonly p: number
  /** Multipliers λ ≥ 0 of c ≤ 0 and ν of h = 0 in L = f + λᵀc + νᵀh; null where none were found. */
  readonly lam: readonly number[] | null
  readonly nu: readonly number[] | null
  readonly iterations: number
}

/** Where a local method stands, for its report. */
export interface Standing {
  readonly x: Float64Array
  readonly lam: Float64Array
  readonly nu: Float64Array
  readonly steps: number
}

const statusOf = (end: Local['end'] | Status, holds: boolean): Status => {
  if (end === 'kkt') return holds ? 'converged' : 'stalled'
  if (end === 'runaway') return 'diverged'
  return end === 'infeasible' ? 'stalled' : end
}

/** A local method's report: `converged` at a KKT point. That it is the least of all is for others to show. */
export function nonlinearReport(
  typed: Typed,
  end: Local['end'] | Status,
  { x, lam, nu, steps }: Standing,
  ctx: Ctx,
): Report<NonlinearResult, NonlinearCertificate> {
  const certificate = certifyNonlinear(typed, x, lam, nu)
  const multipliers = certificate.holds ? { lam: Array.from(lam), nu: Array.from(nu) } : { lam: null, nu: null }
  return {
    status: statusOf(end, certificate.holds),
    result: { x: Array.from(x), p: certificate.f, ...multipliers, iterations: steps },
    certificate,
    ...onCpu(ctx),
    counts: { iterations: steps },
  }
}
