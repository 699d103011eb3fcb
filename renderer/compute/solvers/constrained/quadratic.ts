import { matrix, matrixFrom, transposed, type Matrix } from '../../linear-algebra/matrix.ts'
import type { Issue } from '../../issue.ts'
import type { Iterate } from '../../paced.ts'
import type { Problem, Schema } from '../../schema.ts'
import type { Status } from '../../solver.ts'
import {
  certifyEmpty,
  certifyQuadratic,
  certifyRay,
  valueOf,
  type QuadraticCertificate,
  type QuadraticProgramme,
} from '../../verify/quadratic-programme.ts'
import type { Outcome as LinearOutcome } from './linear.ts'
import { solveLinear } from './simplex.ts'

const mostVariables = 300
const mostRows = 1_000

/** min ½ xᵀP x + qᵀx, G x ≤ h, A x = b, the letters of Boyd and Vandenberghe and of cvxopt. */
export const quadraticFields = {
  P: {
    kind: 'matrix',
    label: { en: 'Quadratic costs', 'zh-CN': '二次项' },
    symbol: 'P',
    default: [
      [2, 0],
      [0, 2],
    ],
    maxCells: mostVariables * mostVariables,
    part: true,
  },
  q: {
    kind: 'vector',
    label: { en: 'Linear costs', 'zh-CN': '一次项' },
    symbol: 'q',
    default: [-2, -5],
    maxLength: mostVariables,
    part: true,
  },
  G: {
    kind: 'matrix',
    label: { en: 'Rows of ≤', 'zh-CN': '不等式系数（≤）' },
    symbol: 'G',
    default: [
      [-1, 2],
      [1, 2],
      [1, -2],
      [-1, 0],
      [0, -1],
    ],
    maxCells: mostVariables * mostRows,
    part: true,
  },
  h: {
    kind: 'vector',
    label: { en: 'Right sides of ≤', 'zh-CN': '不等式右端' },
    symbol: 'h',
    default: [2, 6, 2, 0, 0],
    maxLength: mostRows,
    mayBeEmpty: true,
    part: true,
  },
  A: {
    kind: 'matrix',
    label: { en: 'Rows of =', 'zh-CN': '等式系数' },
    symbol: 'A',
    default: [],
    maxCells: mostVariables * mostRows,
    part: true,
  },
  b: {
    kind: 'vector',
    label: { en: 'Right sides of =', 'zh-CN': '等式右端' },
    symbol: 'b',
    default: [],
    maxLength: mostRows,
    mayBeEmpty: true,
    part: true,
  },
} as const satisfies Schema
type Fields = typeof quadraticFields

export function quadraticIssues({ P, q, G, h, A, b }: Problem<Fields>): Issue[] {
  const n = P.length
  const issues: Issue[] = []
  const demand = (parameter: string, given: number, wanted: number, other: string) => {
    if (given !== wanted) issues.push({ code: 'inconsistent', parameter, params: { parameter, other, wanted, given } })
  }
  if (n === 0)
    return [{ code: 'wrong-length', parameter: 'P', params: { parameter: 'P', length: 0, max: mostVariables } }]
  demand('P', P[0]!.length, n, 'P')
  demand('q', q.length, n, 'P')
  if (G.length) demand('G', G[0]!.length, n, 'P')
  if (A.length) demand('A', A[0]!.length, n, 'P')
  demand('h', h.length, G.length, 'G')
  demand('b', b.length, A.length, 'A')
  return issues
}

export function quadraticFrom({ P, q, G, h, A, b }: Problem<Fields>): QuadraticProgramme {
  const n = q.length
  return {
    p: symmetric(matrixFrom(P, n)),
    q: Float64Array.from(q),
    g: matrixFrom(G, n),
    h: Float64Array.from(h),
    a: matrixFrom(A, n),
    b: Float64Array.from(b),
  }
}

/** Only the symmetric part counts in xᵀP x. */
function symmetric(p: Matrix): Matrix {
  const other = transposed(p)
  return matrix(
    p.rows,
    p.columns,
    p.data.map((value, i) => (value + other.data[i]!) / 2),
  )
}

export type QuadraticOutcome =
  | { readonly status: 'stationary'; readonly x: Float64Array; readonly lam: Float64Array; readonly nu: Float64Array }
  | { readonly status: 'infeasible'; readonly lam: Float64Array; readonly nu: Float64Array }
  | { readonly status: 'unbounded'; readonly x: Float64Array; readonly ray: Float64Array }
  | { readonly status: 'stalled'; readonly x: Float64Array }

export interface QuadraticResult {
  readonly x: readonly number[] | null
  readonly obj: number | null
  /** Multipliers λ ≥ 0 of G x ≤ h and ν of A x = b in L = f + λᵀ(G x − h) + νᵀ(A x − b). */
  readonly lam: readonly number[] | null
  readonly nu: readonly number[] | null
  readonly ray: readonly number[] | null
  readonly farkas: { readonly lam: readonly number[]; readonly nu: readonly number[] } | null
  readonly iterations: number
}

const nothing = { x: null, obj: null, lam: null, nu: null, ray: null, farkas: null }
const plain = (list: Float64Array) => Array.from(list, value => value + 0)

export const quadraticPoint = (qp: QuadraticProgramme, x: Float64Array, iterations: number): QuadraticResult => ({
  ...nothing,
  x: plain(x),
  obj: valueOf(qp, x),
  iterations,
})

/** The report's parts; a KKT point is called optimal only where P is positive semidefinite, else `converged`. */
export function quadraticReport(
  qp: QuadraticProgramme,
  outcome: QuadraticOutcome,
  iterations: number,
): { status: Status; result: QuadraticResult; certificate: QuadraticCertificate } {
  if (outcome.status === 'stalled')
    return {
      status: 'stalled',
      result: quadraticPoint(qp, outcome.x, iterations),
      certificate: { claim: 'none', holds: false },
    }
  if (outcome.status === 'infeasible') {
    const certificate = certifyEmpty(qp, outcome.lam, outcome.nu)
    const farkas = { lam: plain(outcome.lam), nu: plain(outcome.nu) }
    return {
      status: certificate.holds ? 'infeasible' : 'stalled',
      result: { ...nothing, farkas, iterations },
      certificate,
    }
  }
  if (outcome.status === 'unbounded') {
    const certificate = certifyRay(qp, outcome.x, outcome.ray)
    const result = {
      ...quadraticPoint(qp, outcome.x, iterations),
      ...(certificate.holds && { obj: -Infinity }),
      ray: plain(outcome.ray),
    }
    return { status: certificate.holds ? 'unbounded' : 'stalled', result, certificate }
  }
  const certificate = certifyQuadratic(qp, outcome.x, outcome.lam, outcome.nu)
  const result = { ...quadraticPoint(qp, outcome.x, iterations), lam: plain(outcome.lam), nu: plain(outcome.nu) }
  const held = certificate.claim === 'optimal' ? 'optimal' : 'converged'
  return { status: certificate.holds ? held : 'stalled', result, certificate }
}

/** A feasible point or Farkas multipliers: a linear programme without costs. */
export function* feasiblePoint({
  g,
  h,
  a,
  b,
  q,
}: QuadraticProgramme): Generator<Iterate<readonly number[]>, LinearOutcome> {
  const n = q.length
  return yield* solveLinear({
    c: new Float64Array(n),
    ub: g,
    bUb: h,
    eq: a,
    bEq: b,
    lower: new Float64Array(n).fill(-Infinity),
    upper: new Float64Array(n).fill(Infinity),
  })
}
