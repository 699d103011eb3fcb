import type { Computation, Outcome } from '../../electron/contract/run.ts'

/** What a solver's report says that is worth keeping. */
interface Reported extends Pick<Computation, 'status' | 'backend' | 'precision' | 'adapter'> {
  result: unknown
  certificate: unknown
}

/** Arrays of more numbers than this are kept by their sums. */
const fewNumbers = 32
/** As the contract has it. */
const mostValues = 2000
/** Names of what is measured by a clock: no two runs agree on it. */
const measured = /(^|\.)(ms|seconds|elapsed|duration)$|(Ms|Seconds|PerSecond)$/

type Numbers = ArrayLike<number>
const isNumbers = (value: unknown): value is Numbers =>
  (Array.isArray(value) && value.every(each => typeof each === 'number')) ||
  (ArrayBuffer.isView(value) && !(value instanceof DataView) && typeof (value as unknown as Numbers)[0] === 'number')

/** All numbers of an array of arrays, or null where anything else stands in it. */
function flat(value: unknown): number[] | null {
  if (isNumbers(value)) return Array.from(value)
  if (!Array.isArray(value)) return null
  const rows = value.map(flat)
  return rows.every(row => row !== null) ? rows.flat() : null
}

/** A few numbers that tell one long array from another. */
function sums(numbers: readonly number[]): Record<string, number> {
  let [sum, squares, least, greatest, moment] = [0, 0, Infinity, -Infinity, 0]
  numbers.forEach((value, index) => {
    sum += value
    squares += value * value
    // Tells the order apart: the weights fall from 1 to 0.
    moment += value * (1 - index / numbers.length)
    least = Math.min(least, value)
    greatest = Math.max(greatest, value)
  })
  return { count: numbers.length, sum, norm: Math.sqrt(squares), least, greatest, moment }
}

const plain = (value: unknown): Outcome[string] => {
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value)
  if (typeof value === 'string') return value.slice(0, 2000)
  if (typeof value === 'bigint') return String(value)
  return typeof value === 'boolean' ? value : null
}

/**
 * A report's result and certificate as one flat list by path, `most` values of it. Long arrays stand by count, sum, norm,
 * least, greatest and moment, empty ones by their count.
 */
export function outcomeFrom(
  { result, certificate }: Pick<Reported, 'result' | 'certificate'>,
  most = mostValues,
): Outcome {
  const outcome: Outcome = {}
  let left = most
  const set = (path: string, value: unknown) => {
    if (left > 0 && path.length <= 400 && !measured.test(path)) {
      outcome[path] = plain(value)
      left--
    }
  }
  const walk = (path: string, value: unknown): void => {
    if (left === 0) return
    const numbers = flat(value)
    if (Array.isArray(value) && value.length === 0) set(`${path}.count`, 0)
    else if (numbers && numbers.length > fewNumbers)
      for (const [name, sum] of Object.entries(sums(numbers))) set(`${path}.${name}`, sum)
    else if (isNumbers(value)) Array.from(value).forEach((each, index) => set(`${path}.${index}`, each))
    else if (typeof value === 'object' && value !== null)
      for (const [name, each] of Object.entries(value)) walk(`${path}.${name}`, each)
    else if (value !== undefined && typeof value !== 'function') set(path, value)
  }
  // What vouches for the result comes first: it must not fall to the limit.
  walk('certificate', certificate)
  walk('result', result)
  return outcome
}

/** A piece of work as it is kept. */
export const computationFrom = (
  asked: { solver: string; problem: unknown; seed: number },
  report: Reported,
): Computation => ({
  solver: asked.solver,
  problem: JSON.parse(JSON.stringify(asked.problem)) as Computation['problem'],
  seed: asked.seed,
  precision: report.precision,
  backend: report.backend,
  ...(report.adapter ? { adapter: report.adapter.slice(0, 500) } : {}),
  status: report.status,
  outcome: outcomeFrom(report),
})

/** What a report says that is to be compared with a kept one: all of it, since what a newer Folium adds must not push out what was kept. */
export const reportedAgain = (report: Reported): Reexamined => ({
  precision: report.precision,
  status: report.status,
  outcome: outcomeFrom(report, Infinity),
})

/** One value of an outcome that is not what it was; `null` where it is missing. */
export interface Difference {
  path: string
  before: Outcome[string]
  after: Outcome[string]
}

/** How an outcome compares with the one that was kept. */
export interface Comparison {
  compared: number
  /** Numbers within this of each other, relative to the larger where that is over 1, count as the same. */
  tolerance: number
  /** The largest distance found between two numbers, measured so. */
  largest: number
  differences: Difference[]
}

/** What of a piece of work is compared. */
type Reexamined = Pick<Computation, 'precision' | 'status' | 'outcome'>

/** Digits that two runs must share: 6 in double precision; 3 where either was in single precision. */
const toleranceOf = (a: Reexamined, b: Reexamined): number =>
  a.precision === 'f32' || b.precision === 'f32' ? 1e-3 : 1e-6

const numberOf = (value: Outcome[string] | undefined): number | null =>
  typeof value === 'number'
    ? value
    : value === 'NaN' || value === 'Infinity' || value === '-Infinity'
      ? Number(value)
      : null

/** Distance of two numbers relative to the larger one where that is over 1; 0 for the same, also for two that are no numbers. */
function distance(a: number, b: number): number {
  if (Object.is(a, b) || a === b) return 0
  const gap = Math.abs(a - b) / Math.max(1, Math.abs(a), Math.abs(b))
  return Number.isNaN(gap) ? Infinity : gap
}

/** Tells of a path whether it lies behind the end of a list that an outcome has. */
function behindLists(outcome: Outcome): (path: string) => boolean {
  const [begun, lists] = [new Set<string>(), new Set<string>()]
  const steps = (path: string) =>
    [...path.matchAll(/\.(\d+)(?=\.|$)/g)].map(({ index, 0: step }) => [index, step] as const)
  for (const path of Object.keys(outcome))
    for (const [at, step] of steps(path)) {
      lists.add(path.slice(0, at))
      begun.add(path.slice(0, at) + step)
    }
  return path => steps(path).some(([at, step]) => lists.has(path.slice(0, at)) && !begun.has(path.slice(0, at) + step))
}

/** Compares what came out now with what was kept: every value that was, and how long its lists are. What is told besides now is no difference. */
export function compared(kept: Reexamined, now: Reexamined): Comparison {
  const tolerance = toleranceOf(kept, now)
  const differences: Difference[] = []
  let largest = 0
  if (kept.status !== now.status) differences.push({ path: 'status', before: kept.status, after: now.status })
  const isBehind = behindLists(kept.outcome)
  const before = Object.keys(kept.outcome)
  // A list that was cut off goes on.
  const added =
    before.length >= mostValues
      ? []
      : Object.keys(now.outcome).filter(path => !Object.hasOwn(kept.outcome, path) && isBehind(path))
  const paths = [...before, ...added]
  for (const path of paths) {
    const [then, after] = [kept.outcome[path], now.outcome[path]]
    const [a, b] = [numberOf(then), numberOf(after)]
    const gap = a !== null && b !== null ? distance(a, b) : then === after ? 0 : Infinity
    if (gap < Infinity) largest = Math.max(largest, gap)
    if (!(gap <= tolerance)) differences.push({ path, before: then ?? null, after: after ?? null })
  }
  return { compared: paths.length + 1, tolerance, largest, differences }
}
