import { matrixFrom, times, type Matrix } from '../../linear-algebra/matrix.ts'
import type { Counted, Issue } from '../../issue.ts'
import { mismatch } from '../../stepwise.ts'
import type { Bound, Problem, Schema } from '../../schema.ts'
import type { Status } from '../../solver.ts'
import {
  certifyInfeasible,
  certifyOptimal,
  certifyUnbounded,
  type LinearCertificate,
  type LinearProgramme,
} from '../../verify/linear-programme.ts'

const mostVariables = 5_000
const mostRows = 2_000
const mostCells = 1_000_000

/** min cᵀx, A_ub x ≤ b_ub, A_eq x = b_eq and bounds, as SciPy's linprog takes it: x ≥ 0 where no bounds are given. */
export const linearFields = {
  c: {
    kind: 'vector',
    label: { en: 'Costs', 'zh-CN': '成本' },
    symbol: 'c',
    default: [-3, -5],
    maxLength: mostVariables,
    part: true,
  },
  A_ub: {
    kind: 'matrix',
    label: { en: 'Rows of ≤', 'zh-CN': '不等式系数（≤）' },
    symbol: 'A_{\\le}',
    default: [
      [1, 0],
      [0, 2],
      [3, 2],
    ],
    maxCells: mostCells,
    part: true,
  },
  b_ub: {
    kind: 'vector',
    label: { en: 'Right sides of ≤', 'zh-CN': '不等式右端' },
    symbol: 'b_{\\le}',
    default: [4, 12, 18],
    maxLength: mostRows,
    mayBeEmpty: true,
    part: true,
  },
  A_eq: {
    kind: 'matrix',
    label: { en: 'Rows of =', 'zh-CN': '等式系数' },
    symbol: 'A_{=}',
    default: [],
    maxCells: mostCells,
    part: true,
  },
  b_eq: {
    kind: 'vector',
    label: { en: 'Right sides of =', 'zh-CN': '等式右端' },
    symbol: 'b_{=}',
    default: [],
    maxLength: mostRows,
    mayBeEmpty: true,
    part: true,
  },
  bounds: {
    kind: 'bounds',
    label: { en: 'Bounds (x ≥ 0 where none are given)', 'zh-CN': '变量界（省略时 x ≥ 0）' },
    default: [],
    maxLength: mostVariables,
    part: true,
  },
} as const satisfies Schema
type Fields = typeof linearFields

/** What shapes do not fit together. */
export function linearIssues({ c, A_ub, b_ub, A_eq, b_eq, bounds }: Problem<Fields>): Issue[] {
  const n = c.length
  const issues: Issue[] = []
  const demand = (parameter: string, given: number, wanted: number, other: string, counted: Counted) => {
    if (given !== wanted) issues.push(...mismatch(parameter, other, wanted, given, counted))
  }
  if (n === 0)
    return [{ code: 'wrong-length', parameter: 'c', params: { parameter: 'c', length: 0, max: mostVariables } }]
  if (A_ub.length) demand('A_ub', A_ub[0]!.length, n, 'c', 'columns')
  if (A_eq.length) demand('A_eq', A_eq[0]!.length, n, 'c', 'columns')
  demand('b_ub', b_ub.length, A_ub.length, 'A_ub', 'numbers')
  demand('b_eq', b_eq.length, A_eq.length, 'A_eq', 'numbers')
  if (bounds.length) demand('bounds', bounds.length, n, 'c', 'rows')
  return issues
}

const limit = (bound: Bound, none: number) => (bound === null ? none : Number(bound))

export function linearFrom({ c, A_ub, b_ub, A_eq, b_eq, bounds }: Problem<Fields>): LinearProgramme {
  const n = c.length
  const pairs = bounds.length ? bounds : c.map((): [Bound, Bound] => [0, null])
  return {
    c: Float64Array.from(c),
    ub: matrixFrom(A_ub, n),
    bUb: Float64Array.from(b_ub),
    eq: matrixFrom(A_eq, n),
    bEq: Float64Array.from(b_eq),
    lower: Float64Array.from(pairs, ([low]) => limit(low, -Infinity)),
    upper: Float64Array.from(pairs, ([, high]) => limit(high, Infinity)),
  }
}

/** What an algorithm found, in the programme's own units. */
export type Outcome =
  | { readonly status: 'optimal'; readonly x: Float64Array; readonly ub: Float64Array; readonly eq: Float64Array }
  | { readonly status: 'infeasible'; readonly ub: Float64Array; readonly eq: Float64Array }
  | { readonly status: 'unbounded'; readonly x: Float64Array; readonly ray: Float64Array }
  | { readonly status: 'stalled'; readonly x: Float64Array }

export interface LinearResult {
  readonly x: readonly number[] | null
  readonly obj: number | null
  /** Multipliers y ≥ 0 of A_ub x ≤ b_ub and z of A_eq x = b_eq in L = cᵀx + yᵀ(A_ub x − b_ub) + zᵀ(A_eq x − b_eq). */
  readonly dual_ub: readonly number[] | null
  readonly dual_eq: readonly number[] | null
  /** c + A_ubᵀy + A_eqᵀz: its part ≥ 0 belongs to the lower bounds, its part ≤ 0 to the upper. */
  readonly reduced_cost_lower: readonly number[] | null
  readonly reduced_cost_upper: readonly number[] | null
  readonly slack: readonly number[] | null
  /** Where to, for ever downhill. */
  readonly ray: readonly number[] | null
  /** Multipliers that no x can meet. */
  readonly farkas: { readonly ub: readonly number[]; readonly eq: readonly number[] } | null
  readonly iterations: number
}

const nothing = {
  x: null,
  obj: null,
  dual_ub: null,
  dual_eq: null,
  reduced_cost_lower: null,
  reduced_cost_upper: null,
  slack: null,
  ray: null,
  farkas: null,
}

const plain = (list: Float64Array) => Array.from(list, value => value + 0)

/** The report's parts: a claim stands only where its certificate holds, else the status is `stalled`. */
export function reported(
  lp: LinearProgramme,
  outcome: Outcome,
  iterations: number,
): { status: Status; result: LinearResult; certificate: LinearCertificate } {
  if (outcome.status === 'stalled')
    return {
      status: 'stalled',
      result: partResult(lp, outcome.x, iterations),
      certificate: { claim: 'none', holds: false },
    }
  if (outcome.status === 'infeasible') {
    const certificate = certifyInfeasible(lp, outcome)
    const farkas = { ub: plain(outcome.ub), eq: plain(outcome.eq) }
    return {
      status: certificate.holds ? 'infeasible' : 'stalled',
      result: { ...nothing, farkas, iterations },
      certificate,
    }
  }
  if (outcome.status === 'unbounded') {
    const certificate = certifyUnbounded(lp, outcome.x, outcome.ray)
    const result = {
      ...partResult(lp, outcome.x, iterations),
      ...(certificate.holds && { obj: -Infinity }),
      ray: plain(outcome.ray),
    }
    return { status: certificate.holds ? 'unbounded' : 'stalled', result, certificate }
  }
  const certificate = certifyOptimal(lp, outcome.x, outcome)
  const reduced = reducedCosts(lp, outcome)
  const result: LinearResult = {
    ...partResult(lp, outcome.x, iterations),
    dual_ub: plain(outcome.ub),
    dual_eq: plain(outcome.eq),
    reduced_cost_lower: reduced.map(d => Math.max(0, d)),
    reduced_cost_upper: reduced.map(d => Math.min(0, d)),
  }
  return { status: certificate.holds ? 'optimal' : 'stalled', result, certificate }
}

/** A point without a claim. */
export const partResult = (lp: LinearProgramme, x: Float64Array, iterations: number): LinearResult => ({
  ...nothing,
  x: plain(x),
  obj: lp.c.reduce((sum, c, j) => sum + c * x[j]!, 0),
  slack: plain(times(lp.ub, x).map((left, i) => lp.bUb[i]! - left)),
  iterations,
})

function reducedCosts(lp: LinearProgramme, { ub, eq }: { ub: Float64Array; eq: Float64Array }): number[] {
  const reduced = Array.from(lp.c)
  const add = (rows: Matrix, weights: Float64Array) => {
    for (let i = 0; i < rows.rows; i++)
      for (let j = 0; j < rows.columns; j++) reduced[j]! += weights[i]! * rows.data[i * rows.columns + j]!
  }
  add(lp.ub, ub)
  add(lp.eq, eq)
  const noise = 1e-11 * Math.max(1, ...reduced.map(Math.abs))
  return reduced.map(d => (Math.abs(d) <= noise ? 0 : d))
}
