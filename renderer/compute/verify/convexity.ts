import { gradient } from '../expression/derivative.ts'
import { curvatureFrom, directional } from '../expression/hessian.ts'
import { bounderOf, interval, type Interval } from '../expression/interval.ts'
import { evaluate, make, order, type Expression } from '../expression/tree.ts'
import { matrix, type Matrix } from '../linear-algebra/matrix.ts'
import { symmetricEigen } from '../linear-algebra/symmetric-eigen.ts'
import { largest } from '../linear-algebra/vector.ts'
import { curvatureOf } from './curvature.ts'

/** `proved`, `refuted` by a point where the Hessian bends down, or only `sampled`: no such point among many. */
export type Verdict = 'proved' | 'refuted' | 'sampled'

const samples = 200

/** Whether f is convex over the box (within its own domain). */
export function convexityOf(f: Expression, box: readonly Interval[]): Verdict {
  if (isRefuted(f, box)) return 'refuted'
  // Terms one by one prove most; together they may bend up where one of them alone does not.
  return isProved(f, box) || bendsUp(f, box) ? 'proved' : 'sampled'
}

/** Whether f is affine: its Hessian is 0 everywhere. */
export function isAffine(f: Expression, n: number): boolean {
  const bend = constantHessian(f, n)
  return bend !== undefined && largest(bend.data) === 0
}

/**
 * The sum is split into terms: those of constant Hessian together are judged by eigenvalues, each other one by the rules
 * of disciplined convex programming or by interval bounds of its Hessian (Gershgorin).
 */
function isProved(f: Expression, box: readonly Interval[]): boolean {
  const n = box.length
  const flat = matrix(n, n)
  for (const term of termsOf(f)) {
    const bend = constantHessian(term, n)
    if (bend) bend.data.forEach((value, k) => (flat.data[k]! += value))
    else if (curvatureOf(term, box) !== 'convex' && !bendsUp(term, box)) return false
  }
  const { values } = symmetricEigen(flat)
  return n === 0 || values[0]! >= -1e-9 * Math.max(1, largest(values))
}

/** Terms whose sum is f. */
function termsOf(f: Expression): Expression[] {
  if (f.op === 'add') return f.args.flatMap(termsOf)
  if (f.op === 'sub') return [...termsOf(f.args[0]!), ...termsOf(f.args[1]!).map(term => make('neg', term))]
  if (f.op === 'neg' && (f.args[0]!.op === 'add' || f.args[0]!.op === 'sub'))
    return termsOf(f.args[0]!).map(term => make('neg', term))
  if (f.op === 'mul' && f.args[0]!.op === 'number') {
    const [factor, rest] = f.args as [Expression, Expression]
    const parts = termsOf(rest)
    if (parts.length > 1) return parts.map(term => make('mul', factor, term))
  }
  return [f]
}

const kinked = new Set<string>(['abs', 'sign', 'min', 'max'])

/** At a kink the Hessian says nothing: that of −|x| is 0 beside it. */
const hasKinks = (f: Expression) => order([f]).some(({ op }) => kinked.has(op))

/** Bounds of the Hessian's entries over the box. */
function hessianBounds(f: Expression, box: readonly Interval[]): Interval[][] {
  const products = bounderOf(directional(gradient(f, box.length)))
  return box.map((_, j) => products.of([...box, ...box.map((_, i) => interval(i === j ? 1 : 0))]))
}

/** The Hessian where it is the same everywhere: as of any polynomial of degree 2 at most. */
function constantHessian(f: Expression, n: number): Matrix | undefined {
  if (hasKinks(f)) return undefined
  const bounds = hessianBounds(
    f,
    Array.from({ length: n }, () => interval(-1e6, 1e6)),
  )
  const result = matrix(n, n)
  for (let j = 0; j < n; j++)
    for (let i = 0; i < n; i++) {
      const { low, high } = bounds[j]![i]!
      if (!(Number.isFinite(low + high) && high - low <= 1e-9 * (1 + Math.abs(low)))) return undefined
      const value = (low + high) / 2
      result.data[i * n + j] = Math.abs(value) < 1e-12 ? 0 : value
    }
  return result
}

/** No pole or edge lies between two points of the box, and every row's diagonal is at least the sum of its other entries, whatever they are within their bounds. */
function bendsUp(f: Expression, box: readonly Interval[]): boolean {
  if (hasKinks(f) || !bounderOf([f]).isContinuous(box)) return false
  return hessianBounds(f, box).every((column, j) => {
    const others = column.reduce(
      (sum, { low, high }, i) => sum + (i === j ? 0 : Math.max(Math.abs(low), Math.abs(high))),
      0,
    )
    return column[j]!.low >= others - 1e-300
  })
}

/** Whether among many points, near 0 and ever farther from it, the Hessian bends down or a chord lies below f. */
function isRefuted(f: Expression, box: readonly Interval[]): boolean {
  const bend = curvatureFrom(gradient(f, box.length))
  let before: Place | undefined
  for (let k = 0; k < samples; k++) {
    const x = sample(box, k)
    const value = evaluate([f], x)[0]!
    const { values } = symmetricEigen(bend(x))
    if (Number.isFinite(value) && values[0]! < -1e-7 * Math.max(1, largest(values))) return true
    if (before && isAboveChord(f, before, { x, value })) return true
    before = { x, value }
  }
  return false
}

type Place = { readonly x: readonly number[]; readonly value: number }

function isAboveChord(f: Expression, a: Place, b: Place): boolean {
  const [middle] = evaluate(
    [f],
    a.x.map((value, j) => (value + b.x[j]!) / 2),
  )
  return middle! - (a.value + b.value) / 2 > 1e-7 * (1 + Math.abs(a.value) + Math.abs(b.value))
}

function sample(box: readonly Interval[], k: number): number[] {
  const reach = 10 ** ((k % 5) - 2)
  return box.map(({ low, high }, j) => {
    const share = (0.5 + (k + 1) * 0.6180339887498949 ** (1 + j / 3)) % 1
    const from = Math.max(low, Math.min(-reach, high - reach))
    const to = Math.min(high, Math.max(reach, low + reach))
    return from + share * (to - from)
  })
}
