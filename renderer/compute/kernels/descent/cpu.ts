import type { Objective } from '../../expression/objective.ts'
import { order } from '../../expression/tree.ts'
import { memorySize, type Constants, type Factors, type Rule } from './rule.ts'

/** Some steps of one method from many points at once. What comes out goes in again for the next steps. */
export interface DescentInput {
  readonly objective: Objective
  readonly rule: Pick<Rule<never>, 'step' | 'wgsl' | 'formula'>
  readonly constants: Constants
  /** One pair a step. */
  readonly factors: readonly Factors[]
  /** Points, one after another, `dimension` numbers each. */
  readonly x: Float64Array
  /** Memory of every coordinate, four numbers each. */
  readonly memory: Float64Array
  /** Whether to keep every iterate, or only where it ends. */
  readonly trace: boolean
}

/** `path[(k * points + p) * dimension + i]`, k from the first step taken; empty without a trace. */
export type DescentOutput = { x: Float64Array; memory: Float64Array; path: Float64Array }

/** About ten operations of the rule beside the gradient's. */
export const descentFlops = ({ objective: { gradient, dimension }, x, factors }: Omit<DescentInput, 'trace'>): number =>
  (x.length / dimension) * factors.length * (order(gradient).length + 10 * dimension)

/** Reference, float64. */
export function descentCpu({
  objective,
  rule,
  constants,
  factors,
  x: start,
  memory: before,
  trace,
}: DescentInput): DescentOutput {
  const { dimension } = objective
  const x = Float64Array.from(start)
  const memory = Float64Array.from(before)
  const path = new Float64Array(trace ? factors.length * x.length : 0)
  const slope = new Float64Array(dimension)
  factors.forEach((factor, k) => {
    for (let p = 0; p < x.length; p += dimension) {
      objective.slope(x.subarray(p, p + dimension), slope)
      for (let i = 0; i < dimension; i++)
        x[p + i] = rule.step(x[p + i]!, slope[i]!, memory, (p + i) * memorySize, constants, factor)
    }
    if (trace) path.set(x, k * x.length)
  })
  return { x, memory, path }
}
