import type { Step } from './solver.ts'

/** A part of a state: under its name, or all of it; a list of that length, or one number. */
interface Part {
  readonly name?: string
  readonly length?: number
}

/** Steps whose states are numbers in lists of the same lengths, as one block: k, time, state, metrics for each. Goes to the window unread. */
export interface PackedSteps {
  readonly parts: readonly Part[]
  readonly metrics: readonly string[]
  readonly numbers: Float64Array
}

// The first number speaks for its list: lists are of one kind.
const isList = (value: unknown): value is readonly number[] =>
  Array.isArray(value) && (value.length === 0 || typeof value[0] === 'number')

const partOf = (value: unknown): Part | undefined =>
  typeof value === 'number' ? {} : isList(value) ? { length: value.length } : undefined

/** The parts of a state that is a list, or a record of numbers and lists. */
function partsOf(state: unknown): Part[] | undefined {
  if (isList(state)) return [{ length: state.length }]
  if (typeof state !== 'object' || state === null || Array.isArray(state)) return undefined
  const parts = Object.entries(state).map(([name, value]) => ({ name, part: partOf(value) }))
  return parts.every(({ part }) => part) ? parts.map(({ name, part }) => ({ name, ...part })) : undefined
}

const valueOf = (state: unknown, { name }: Part): unknown =>
  name === undefined ? state : (state as Record<string, unknown>)[name]

const fits = (state: unknown, parts: readonly Part[]): boolean => {
  const own = partsOf(state)
  return (
    own?.length === parts.length &&
    own.every((part, i) => part.name === parts[i]!.name && part.length === parts[i]!.length)
  )
}

/** `undefined` for states of any other kind; those are cloned as they are. */
export function pack(steps: readonly Step[]): PackedSteps | undefined {
  const [first] = steps
  const parts = first && partsOf(first.state)
  if (!parts) return undefined
  const metrics = Object.keys(first.metrics)
  const isUnlike = (step: Step) =>
    step.minor || Object.keys(step.metrics).join() !== metrics.join() || !fits(step.state, parts)
  if (steps.some(isUnlike)) return undefined
  const numbers = new Float64Array(widthOf(parts, metrics) * steps.length)
  let at = 0
  for (const { k, tMs, state, metrics: values } of steps) {
    numbers[at++] = k
    numbers[at++] = tMs
    for (const part of parts) {
      const value = valueOf(state, part)
      if (part.length === undefined) numbers[at++] = value as number
      else for (let j = 0; j < part.length; j++) numbers[at++] = (value as readonly number[])[j]!
    }
    for (const name of metrics) numbers[at++] = values[name]!
  }
  return { parts, metrics, numbers }
}

const widthOf = (parts: readonly Part[], metrics: readonly string[]) =>
  parts.reduce((sum, { length = 1 }) => sum + length, 2 + metrics.length)

/** States of more numbers are built when they are looked at: of hundreds of iterates of a cloud of points few are ever drawn. */
const mostAtOnce = 64

export function unpack({ parts, metrics, numbers }: PackedSteps): Step[] {
  const steps: Step[] = []
  const read = stateReader(parts)
  const width = widthOf(parts, metrics)
  const build = width > mostAtOnce ? lateStep : step
  for (let start = 0; start < numbers.length; start += width) {
    const values: Record<string, number> = {}
    const at = start + width - metrics.length
    for (let j = 0; j < metrics.length; j++) values[metrics[j]!] = numbers[at + j]!
    steps.push(build(numbers[start]!, numbers[start + 1]!, values, () => read(numbers, start + 2)))
  }
  return steps
}

type Build = (k: number, tMs: number, metrics: Record<string, number>, read: () => unknown) => Step

const step: Build = (k, tMs, metrics, read) => ({ k, tMs, state: read(), metrics })

const lateStep: Build = (k, tMs, metrics, read) => {
  let built: { state: unknown } | undefined
  return {
    k,
    tMs,
    get state() {
      return (built ??= { state: read() }).state
    },
    metrics,
  }
}

type Read = (numbers: Float64Array, at: number) => unknown

function stateReader(parts: readonly Part[]): Read {
  const [first] = parts
  if (first && first.name === undefined) return readerOf(first)
  const named = parts.map(part => ({ name: part.name!, length: part.length ?? 1, read: readerOf(part) }))
  return (numbers, from) => {
    const record: Record<string, unknown> = {}
    let at = from
    for (const { name, length, read } of named) {
      record[name] = read(numbers, at)
      at += length
    }
    return record
  }
}

/** By hand, without views of the block and arrays that grow: thousands come at once, to the thread that draws. */
function readerOf({ length }: Part): Read {
  if (length === undefined) return (numbers, at) => numbers[at]!
  const blank = Array.from({ length }, () => Number.NaN)
  return (numbers, at) => {
    const list = blank.slice()
    for (let j = 0; j < length; j++) list[j] = numbers[at + j]!
    return list
  }
}
