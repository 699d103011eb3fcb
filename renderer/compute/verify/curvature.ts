import { boundsOf, type Interval } from '../expression/interval.ts'
import type { OperationName } from '../expression/operations.ts'
import type { Expression } from '../expression/tree.ts'

export type Curvature = 'affine' | 'convex' | 'concave' | 'unknown'

const opposite: Record<Curvature, Curvature> = {
  affine: 'affine',
  convex: 'concave',
  concave: 'convex',
  unknown: 'unknown',
}

const both = (a: Curvature, b: Curvature): Curvature => {
  if (a === 'affine') return b
  return b === 'affine' || a === b ? a : 'unknown'
}

/** Where one function of one argument is convex, and where it rises or falls, over the argument's range. */
type Shape = { bend: 'convex' | 'concave'; slope: 'rises' | 'falls' | 'neither' }

/** f(g): convex where f is convex and g affine, or f rises and g is convex, or f falls and g is concave; likewise below. */
function composed({ bend, slope }: Shape, inner: Curvature): Curvature {
  if (inner === 'affine') return bend
  const wanted = slope === 'rises' ? bend : slope === 'falls' ? opposite[bend] : 'unknown'
  return inner === wanted && inner !== 'unknown' ? bend : 'unknown'
}

function shapeOf(op: OperationName, { low, high }: Interval): Shape | undefined {
  switch (op) {
    case 'exp':
      return { bend: 'convex', slope: 'rises' }
    case 'abs':
    case 'cosh':
      return { bend: 'convex', slope: low >= 0 ? 'rises' : high <= 0 ? 'falls' : 'neither' }
    default:
      return undefined
  }
}

function powerShape(exponent: number, { low, high }: Interval): Shape | undefined {
  const slope = low >= 0 ? 'rises' : high <= 0 ? 'falls' : 'neither'
  if (exponent >= 1 && exponent % 2 === 0) return { bend: 'convex', slope }
  // A power that is no whole number ends at 0: it does not rise on all of the line.
  if (exponent > 1 && !Number.isInteger(exponent)) return { bend: 'convex', slope: low >= 0 ? 'rises' : 'neither' }
  if (exponent > 1 && low >= 0) return { bend: 'convex', slope: 'rises' }
  if (exponent > 1 && high <= 0) return { bend: 'concave', slope: 'rises' }
  if (exponent > 0 && exponent < 1) return { bend: 'concave', slope: 'rises' }
  if (exponent < 0 && (low >= 0 || !Number.isInteger(exponent))) return { bend: 'convex', slope: 'falls' }
  return undefined
}

const same = (a: Expression, b: Expression): boolean => {
  if (a === b) return true
  if (a.op === 'number' || b.op === 'number')
    return a.op === b.op && 'value' in a && 'value' in b && a.value === b.value
  if (a.op === 'variable' || b.op === 'variable')
    return a.op === b.op && 'index' in a && 'index' in b && a.index === b.index
  return a.op === b.op && a.args.every((arg, i) => same(arg, b.args[i]!))
}

const isConstant = (node: Expression): node is Extract<Expression, { op: 'number' }> => node.op === 'number'

/** Curvature by the rules of disciplined convex programming (Grant, Boyd and Ye, 2006), with ranges from interval arithmetic. */
export function curvatureOf(node: Expression, box: readonly Interval[]): Curvature {
  if (node.op === 'number' || node.op === 'variable') return 'affine'
  const [a, b] = node.args as [Expression, Expression]
  const inner = () => curvatureOf(a, box)
  switch (node.op) {
    case 'add':
      return both(inner(), curvatureOf(b, box))
    case 'sub':
      return both(inner(), opposite[curvatureOf(b, box)])
    case 'neg':
      return opposite[inner()]
    case 'mul':
      return productOf(a, b, box)
    case 'sqrt':
      return isSumOfSquares(a, box) ? 'convex' : composed({ bend: 'concave', slope: 'rises' }, inner())
    case 'log':
      return isSumOfExponentials(a, box) ? 'convex' : composed({ bend: 'concave', slope: 'rises' }, inner())
    case 'div':
      if (isOverPositive(a, b, box)) return 'convex'
      if (isConstant(b)) return b.value > 0 ? inner() : opposite[inner()]
      return isConstant(a) ? scaled(a.value, composedPower(b, -1, box)) : 'unknown'
    case 'pow':
      return isConstant(b) ? composedPower(a, b.value, box) : 'unknown'
    case 'max':
      return [inner(), curvatureOf(b, box)].every(each => each === 'convex' || each === 'affine') ? 'convex' : 'unknown'
    case 'min':
      return [inner(), curvatureOf(b, box)].every(each => each === 'concave' || each === 'affine')
        ? 'concave'
        : 'unknown'
    default: {
      const shape = shapeOf(node.op, boundsOf([a], box)[0]!)
      return shape ? composed(shape, inner()) : 'unknown'
    }
  }
}

const isAffine = (node: Expression, box: readonly Interval[]) => curvatureOf(node, box) === 'affine'

/** A sum of squares of affine functions and constants ≥ 0: its root is a norm. */
function isSumOfSquares(node: Expression, box: readonly Interval[]): boolean {
  if (isConstant(node)) return node.value >= 0
  if (!('args' in node)) return false
  const [a, b] = node.args as [Expression, Expression]
  if (node.op === 'add') return isSumOfSquares(a, box) && isSumOfSquares(b, box)
  if (node.op === 'pow') return isConstant(b) && b.value === 2 && isAffine(a, box)
  if (node.op !== 'mul') return false
  return same(a, b) ? isAffine(a, box) : isConstant(a) && a.value >= 0 && isSumOfSquares(b, box)
}

/** A sum of positive multiples of exp(affine) and constants ≥ 0. */
function isSumOfExponentials(node: Expression, box: readonly Interval[]): boolean {
  if (isConstant(node)) return node.value >= 0
  if (!('args' in node)) return false
  const [a, b] = node.args as [Expression, Expression]
  if (node.op === 'add') return isSumOfExponentials(a, box) && isSumOfExponentials(b, box)
  if (node.op === 'exp') return isAffine(a, box)
  return node.op === 'mul' && isConstant(a) && a.value >= 0 && isSumOfExponentials(b, box)
}

/** |u|² / v with u and v affine and v > 0 wherever it has a value in the box. */
function isOverPositive(a: Expression, b: Expression, box: readonly Interval[]): boolean {
  return !isConstant(a) && isSumOfSquares(a, box) && isAffine(b, box) && boundsOf([b], box)[0]!.low >= 0
}

const scaled = (factor: number, curvature: Curvature) => (factor >= 0 ? curvature : opposite[curvature])

function composedPower(base: Expression, exponent: number, box: readonly Interval[]): Curvature {
  const shape = powerShape(exponent, boundsOf([base], box)[0]!)
  return shape ? composed(shape, curvatureOf(base, box)) : 'unknown'
}

function productOf(a: Expression, b: Expression, box: readonly Interval[]): Curvature {
  if (isConstant(a)) return scaled(a.value, curvatureOf(b, box))
  if (isConstant(b)) return scaled(b.value, curvatureOf(a, box))
  // u log u and u log(u/v), where the logarithm has a value and u, v > 0: entropies.
  for (const [u, l] of [
    [a, b],
    [b, a],
  ] as const)
    if (l.op === 'log' && isAffine(u, box)) {
      const inner = l.args[0]!
      if (same(u, inner)) return 'convex'
      const [top, below] = inner.op === 'div' ? inner.args : []
      const positive = boundsOf([u], box)[0]!.low >= 0
      if (top && below && same(u, top) && isAffine(below, box) && positive) return 'convex'
    }
  return same(a, b) ? composedPower(a, 2, box) : 'unknown'
}
