import { parse } from './parse.ts'
import type { Sum } from './sum.ts'

/** A test function of any number of variables. */
interface Family {
  /** One term over x, y, z, w and t. */
  readonly term: string
  readonly span: number
  readonly stride: number
  /** Its usual starting point; variables repeat it. */
  readonly start: readonly number[]
  /** f and ∇f by hand, where the closures of the term are too slow for thousands of variables. */
  at?(x: Float64Array, slope: Float64Array): number
}

export const families = {
  /** Rosenbrock's valley, chained (Moré, Garbow and Hillstrom, 1981, problem 1; SciPy's `rosen`). */
  rosenbrock: { term: '100(y-x^2)^2+(1-x)^2', span: 2, stride: 1, start: [-1.2, 1], at: rosenbrock },
  /** Powell's singular function, extended: the Hessian at the minimum is singular (the same, problem 22). */
  powell: { term: '(x+10y)^2+5(z-w)^2+(y-2z)^4+10(x-w)^4', span: 4, stride: 4, start: [3, -1, 0, 1] },
  /** A bowl with eigenvalues from 1 to 1000, evenly on a logarithmic scale. */
  quadratic: { term: '0.5*1000^t*x^2', span: 1, stride: 1, start: [1] },
} as const satisfies Record<string, Family>

export type FamilyName = keyof typeof families
export const familyNames = Object.keys(families) as FamilyName[]

export interface Member extends Sum {
  readonly start: Float64Array
  readonly at?: Family['at']
}

/** The member of a family with `dimension` variables; `undefined` where it has none of that size. */
export function memberOf(name: FamilyName, dimension: number): Member | undefined {
  const { term, span, stride, start, at }: Family = families[name]
  const count = (dimension - span) / stride + 1
  if (!Number.isInteger(count) || count < 1) return undefined
  const parsed = parse(term, [...['x', 'y', 'z', 'w'].slice(0, span), 't'])
  if (!parsed.ok) throw new Error(`the family ${name} cannot be read: ${parsed.issue.code}`)
  return {
    dimension,
    term: parsed.expression,
    span,
    stride,
    count,
    start: Float64Array.from({ length: dimension }, (_, i) => start[i % start.length]!),
    ...(at && { at }),
  }
}

function rosenbrock(x: Float64Array, slope: Float64Array): number {
  let sum = 0
  let carried = 0
  let here = x[0]!
  const last = x.length - 1
  for (let i = 0; i < last; i++) {
    const next = x[i + 1]!
    const bend = next - here * here
    const rest = 1 - here
    sum += 100 * bend * bend + rest * rest
    slope[i] = carried - 400 * here * bend - 2 * rest
    carried = 200 * bend
    here = next
  }
  slope[last] = carried
  return sum
}
