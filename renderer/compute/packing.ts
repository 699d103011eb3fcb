import type { Step } from './solver.ts'

/** Steps whose states are lists of one length, as one block of numbers: k, time, state, metrics for each. Goes to the window unread. */
export interface PackedSteps {
  readonly dimension: number
  readonly metrics: readonly string[]
  readonly numbers: Float64Array
}

const isList = (state: unknown): state is readonly number[] => Array.isArray(state) && typeof state[0] === 'number'

/** `undefined` for states of any other kind; those are cloned as they are. */
export function pack(steps: readonly Step[]): PackedSteps | undefined {
  const [first] = steps
  if (!first || !isList(first.state)) return undefined
  const dimension = first.state.length
  const metrics = Object.keys(first.metrics)
  const width = 2 + dimension + metrics.length
  const numbers = new Float64Array(width * steps.length)
  steps.forEach(({ k, tMs, state, metrics: values }, i) => {
    numbers.set([k, tMs], i * width)
    numbers.set(state as readonly number[], i * width + 2)
    metrics.forEach((name, j) => (numbers[i * width + 2 + dimension + j] = values[name]!))
  })
  return { dimension, metrics, numbers }
}

export function unpack({ dimension, metrics, numbers }: PackedSteps): Step[] {
  const width = 2 + dimension + metrics.length
  return Array.from({ length: numbers.length / width }, (_, i) => {
    const at = i * width
    const end = at + 2 + dimension
    const values: Record<string, number> = {}
    metrics.forEach((name, j) => (values[name] = numbers[end + j]!))
    return { k: numbers[at]!, tMs: numbers[at + 1]!, state: Array.from(numbers.subarray(at + 2, end)), metrics: values }
  })
}
