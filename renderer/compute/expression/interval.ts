import type { OperationName } from './operations.ts'
import { order, type Expression } from './tree.ts'

/** All numbers from `low` to `high`; empty where low > high, which is what a function gives outside its domain. */
export interface Interval {
  readonly low: number
  readonly high: number
}

export const interval = (low: number, high = low): Interval => ({ low, high })
const empty = interval(Infinity, -Infinity)
export const everything = interval(-Infinity, Infinity)
export const isEmpty = ({ low, high }: Interval): boolean => !(low <= high)

/** A float64 operation is off by at most half a unit in the last place, a library function by a few. */
const slack = 4 * Number.EPSILON

/** Rounds outwards, so that the true numbers stay within. */
export function outward(low: number, high: number): Interval {
  if (Number.isNaN(low) || Number.isNaN(high)) return everything
  // What overflows is large, but no infinity.
  const [least, most] = [Math.min(low, Number.MAX_VALUE), Math.max(high, -Number.MAX_VALUE)]
  return interval(least - Math.abs(least) * slack - Number.MIN_VALUE, most + Math.abs(most) * slack + Number.MIN_VALUE)
}

/** 0 times ∞ is 0 here: an end of ∞ is never reached. */
const times = (a: number, b: number) => (a === 0 || b === 0 ? 0 : a * b)

function multiply(a: Interval, b: Interval): Interval {
  if ((a.low === 0 && a.high === 0) || (b.low === 0 && b.high === 0)) return interval(0)
  const ends = [times(a.low, b.low), times(a.low, b.high), times(a.high, b.low), times(a.high, b.high)]
  return outward(Math.min(...ends), Math.max(...ends))
}

function reciprocal({ low, high }: Interval): Interval {
  if (low === 0 && high === 0) return empty
  if (low < 0 && high > 0) return everything
  return outward(high === 0 ? -Infinity : 1 / high, low === 0 ? Infinity : 1 / low)
}

const rising =
  (f: (x: number) => number, from = -Infinity, to = Infinity) =>
  (a: Interval): Interval => {
    const [low, high] = [Math.max(a.low, from), Math.min(a.high, to)]
    return low <= high ? outward(f(low), f(high)) : empty
  }

/** Cosine: its ends, and ±1 where a multiple of π lies within. */
function cosine({ low, high }: Interval): Interval {
  // Far out the argument itself is uncertain.
  if (!(high - low < 2 * Math.PI) || Math.max(-low, high) > 1e6) return interval(-1, 1)
  const [a, b] = [Math.cos(low), Math.cos(high)]
  const first = Math.ceil(low / Math.PI - 1e-12)
  const holds = (parity: number) => {
    const multiple = first + (Math.abs(first % 2) === parity ? 0 : 1)
    return multiple * Math.PI <= high + 1e-12 * Math.abs(high)
  }
  const { low: least, high: most } = outward(Math.min(a, b), Math.max(a, b))
  return interval(holds(1) ? -1 : Math.max(-1, least), holds(0) ? 1 : Math.min(1, most))
}

function tangent(a: Interval): Interval {
  const turn = Math.floor(a.low / Math.PI + 0.5)
  const inside = a.high - a.low < Math.PI && turn === Math.floor(a.high / Math.PI + 0.5)
  return inside ? outward(Math.tan(a.low), Math.tan(a.high)) : everything
}

/** |a|. */
function size({ low, high }: Interval): Interval {
  if (low >= 0) return interval(low, high)
  return high <= 0 ? interval(-high, -low) : interval(0, Math.max(-low, high))
}

const atLeast = (floor: number, { low, high }: Interval): Interval => interval(Math.max(floor, low), high)
const evenPower = ({ low, high }: Interval, n: number) => outward(low ** n, high ** n)

function wholePower(a: Interval, n: number): Interval {
  if (n < 0) return reciprocal(wholePower(a, -n))
  if (n === 0) return interval(1)
  return n % 2 === 0 ? atLeast(0, evenPower(size(a), n)) : outward(a.low ** n, a.high ** n)
}

function power(a: Interval, b: Interval): Interval {
  if (b.low === b.high && Number.isInteger(b.low)) return wholePower(a, b.low)
  // Below 0 a power has a value at whole exponents alone.
  if (a.low < 0 && b.low !== b.high) return everything
  if (a.high < 0) return empty
  const base = interval(Math.max(0, a.low), a.high)
  const ends = [base.low, base.high].flatMap(x => [x ** b.low, x ** b.high])
  if (ends.some(Number.isNaN)) return interval(0, Infinity)
  const through = base.low <= 1 && base.high >= 1 ? [1] : []
  return atLeast(0, outward(Math.min(...ends, ...through), Math.max(...ends, ...through)))
}

const rules: Record<OperationName, (a: Interval, b: Interval) => Interval> = {
  add: (a, b) => outward(a.low + b.low, a.high + b.high),
  sub: (a, b) => outward(a.low - b.high, a.high - b.low),
  mul: multiply,
  div: (a, b) => multiply(a, reciprocal(b)),
  pow: power,
  neg: a => interval(-a.high, -a.low),
  sin: a => cosine(outward(a.low - Math.PI / 2, a.high - Math.PI / 2)),
  cos: cosine,
  tan: tangent,
  asin: rising(Math.asin, -1, 1),
  acos: a => rules.neg(rising(x => -Math.acos(x), -1, 1)(a), a),
  atan: rising(Math.atan),
  sinh: rising(Math.sinh),
  cosh: a => atLeast(1, rising(Math.cosh)(size(a))),
  tanh: rising(Math.tanh),
  exp: a => atLeast(0, rising(Math.exp)(a)),
  log: rising(Math.log, 0),
  sqrt: a => (a.high < 0 ? empty : atLeast(0, rising(Math.sqrt, 0)(a))),
  abs: size,
  sign: a => interval(Math.sign(a.low), Math.sign(a.high)),
  min: (a, b) => interval(Math.min(a.low, b.low), Math.min(a.high, b.high)),
  max: (a, b) => interval(Math.max(a.low, b.low), Math.max(a.high, b.high)),
}

/** Bounds over boxes, one interval a variable, of expressions that were put in order once. */
export interface Bounder {
  /** One interval an output. */
  of(box: readonly Interval[]): Interval[]
  /** Whether all outputs have a value and no jump anywhere in the box, as far as the bounds of their parts tell. */
  isContinuous(box: readonly Interval[]): boolean
}

/**
 * Bounds of each output over all x in a box where it has a value (Moore, Interval Analysis, 1966): never too narrow,
 * often too wide, since every occurrence of a variable counts for itself.
 */
export function bounderOf(outputs: readonly Expression[]): Bounder {
  const nodes = order(outputs)
  const places = new Map(nodes.map((node, place) => [node, place]))
  const steps = nodes.map(node => ({ node, args: 'args' in node ? node.args.map(arg => places.get(arg)!) : [] }))
  const results = outputs.map(output => places.get(output)!)
  const every = (box: readonly Interval[]): Interval[] => {
    const values: Interval[] = []
    for (const { node, args } of steps) {
      if (node.op === 'number') values.push(interval(node.value))
      else if (node.op === 'variable') values.push(box[node.index]!)
      else {
        const a = values[args[0]!]!
        const b = args.length > 1 ? values[args[1]!]! : a
        // Anything to the power 0 is 1, in float64 even what has no value.
        const toNothing = node.op === 'pow' && b.low <= 0 && b.high >= 0
        values.push(isEmpty(a) || isEmpty(b) ? (toNothing ? interval(1) : empty) : rules[node.op](a, b))
      }
    }
    return values
  }
  return {
    of(box) {
      const values = every(box)
      return results.map(place => values[place]!)
    },
    isContinuous(box) {
      const values = every(box)
      return steps.every(
        ({ node, args }) => !('args' in node) || isTame(node.op, values[args[0]!]!, values[args[1] ?? args[0]!]!),
      )
    },
  }
}

/** `bounderOf` for a single box. */
export const boundsOf = (outputs: readonly Expression[], box: readonly Interval[]): Interval[] =>
  bounderOf(outputs).of(box)

const isApart = ({ low, high }: Interval) => low > 0 || high < 0

function isTame(op: OperationName, a: Interval, b: Interval): boolean {
  if (isEmpty(a) || isEmpty(b)) return false
  switch (op) {
    case 'div':
      return isApart(b)
    case 'sign':
      return isApart(a)
    case 'pow':
      if (a.low > 0) return true
      return b.low === b.high && Number.isInteger(b.low) && (b.low >= 0 || isApart(a))
    case 'log':
      return a.low > 0
    case 'sqrt':
      return a.low >= 0
    case 'asin':
    case 'acos':
      return a.low >= -1 && a.high <= 1
    case 'tan':
      return Number.isFinite(tangent(a).low)
    default:
      return true
  }
}
