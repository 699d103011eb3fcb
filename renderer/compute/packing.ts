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
  if (!first || !isList(first.state) || steps.some(({ minor }) => minor)) return undefined
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
  const steps: Step[] = []
  // By hand, without views of the block and arrays that grow: thousands come at once, to the thread that draws.
  const blank = Array.from({ length: dimension }, () => Number.NaN)
  for (let at = 0; at < numbers.length; at += width) {
    const state = blank.slice()
    for (let j = 0; j < dimension; j++) state[j] = numbers[at + 2 + j]!
    const values: Record<string, number> = {}
    for (let j = 0; j < metrics.length; j++) values[metrics[j]!] = numbers[at + 2 + dimension + j]!
    steps.push({ k: numbers[at]!, tMs: numbers[at + 1]!, state, metrics: values })
  }
  return steps
}
