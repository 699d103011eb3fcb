import { BadProblem } from '../issue.ts'
import { objectiveFrom, type Objective } from '../expression/objective.ts'
import { parse } from '../expression/parse.ts'
import type { DescentInput } from '../kernels/descent/cpu.ts'
import { descent } from '../kernels/descent/index.ts'
import { memorySize, type Factors, type Rule } from '../kernels/descent/rule.ts'
import type { Choice, Engine } from '../kernels/kernel.ts'
import type { NumberField, Problem, Words } from '../schema.ts'
import {
  defineSolver,
  gpuTolerance,
  type Agreement,
  type Ctx,
  type Report,
  type Solver,
  type Status,
  type Step,
} from '../solver.ts'
import { descentSteps, learningRate, toleranceField } from './fields.ts'
import { certifyDescent, type DescentCertificate } from '../verify/descent.ts'

const maximumDimension = 32
/** Steps between two looks at the budget and the signal: a few milliseconds on any engine. */
const stepsAtOnce = 256
/** Beyond this an iterate is running away; float32 could not follow much further. */
const farthest = 1e12

const common = {
  f: {
    kind: 'expression',
    label: { en: 'Function', 'zh-CN': '函数' },
    default: '(1-x)^2 + 100(y-x^2)^2',
    alias: 'expr',
  },
  x0: {
    kind: 'vector',
    label: { en: 'Starting point', 'zh-CN': '起点' },
    default: [-1.2, 1],
    maxLength: maximumDimension,
  },
  lr: learningRate(0.001),
  iterations: descentSteps,
  tolerance: toleranceField(1e-6, [1e-9, 1e-1]),
} as const
type Common = typeof common

export interface Descent {
  readonly x: readonly number[]
  readonly f: number
  readonly iterations: number
}

/** Names of the variables of an n-dimensional problem: x, y, z, or x1 to xn where there are more or the text says so. */
export const variablesOf = (source: string, dimension: number): string[] =>
  dimension > 3 || /\bx1\b/.test(source)
    ? Array.from({ length: dimension }, (_, i) => `x${i + 1}`)
    : ['x', 'y', 'z'].slice(0, dimension)

/** A method that moves along −∇f by `rule`, on any typed function; on the GPU with a float64 run beside it to compare with. */
export function firstOrder<F extends Readonly<Record<string, NumberField>>>(parts: {
  id: string
  title: Words
  fields: F
  rule: Rule<Problem<Common & F>>
}): Solver<readonly number[], Descent, DescentCertificate> {
  return defineSolver({
    id: parts.id,
    title: parts.title,
    schema: { ...common, ...parts.fields } as Common & F,
    engines: ['cpu', 'gpu'],
    check(problem) {
      const result = parsed(problem)
      return result.ok ? [] : [{ ...result.issue, parameter: 'f' }]
    },
    run(problem, ctx) {
      return descend<Problem<Common & F>>(problem, parts.rule, ctx)
    },
  })
}

const parsed = ({ f, x0 }: Problem<Common>) => parse(f, variablesOf(f, x0.length))

function objectiveOf(problem: Problem<Common>): Objective {
  const result = parsed(problem)
  if (!result.ok) throw new BadProblem([result.issue])
  return objectiveFrom(result.expression, problem.x0.length)
}

async function* descend<P extends Problem<Common>>(
  problem: P,
  rule: Rule<P>,
  ctx: Ctx,
): AsyncGenerator<Step<readonly number[]>, Report<Descent, DescentCertificate>> {
  const objective = objectiveOf(problem)
  const measure = stepMeasure(objective)
  const limit = Math.min(problem.iterations, ctx.budget.iterations)
  const drift = new Drift(problem.x0)
  const values: number[] = []
  let here: DescentState = startFrom(problem.x0)
  let shadow: DescentState = here
  let engine: Engine = { backend: 'cpu', precision: 'f64' }
  let step = measure(0, problem.x0)
  let status = statusAt(step, problem.tolerance)
  values.push(step.metrics.f!)
  yield step
  while (!status) {
    if (ctx.signal.aborted) status = 'cancelled'
    else if (step.k >= limit || step.tMs > ctx.budget.ms) status = 'max_iterations'
    if (status) break
    const factors = factorsFrom(rule, problem, step.k + 1, Math.min(stepsAtOnce, limit - step.k))
    const input = { objective, rule, constants: rule.constants(problem), factors, trace: true }
    const choice: Choice = drift.strayed ? { ...ctx, backend: 'cpu' } : ctx
    const { output, engine: used } = await descent.run({ ...input, ...here }, choice)
    const reference = used.backend === 'gpu' ? descent.cpu({ ...input, ...shadow }) : output
    for (let i = 0; i < factors.length && !status; i++) {
      const exact = pointAt(reference.path, i, objective.dimension)
      const x = drift.nearer(pointAt(output.path, i, objective.dimension), exact)
      step = measure(step.k + 1, x)
      status = statusAt(step, problem.tolerance)
      values.push(step.metrics.f!)
      yield step
    }
    engine = drift.strayed ? strayedEngine : used
    here = drift.strayed ? reference : output
    shadow = reference
  }
  return {
    status,
    result: { x: step.state, f: step.metrics.f!, iterations: step.k },
    certificate: certifyDescent(objective.value, step.state, values, problem.tolerance),
    ...(drift.compared && { agreement: drift.agreement() }),
    ...engine,
    counts: { iterations: step.k, gradients: step.k },
  }
}

/** Float64 went on where float32 had strayed. */
const strayedEngine: Engine = { backend: 'cpu', precision: 'f64', fallbackReason: 'strays-in-f32' }

type DescentState = Pick<DescentInput, 'x' | 'memory'>

const startFrom = (x0: readonly number[]): DescentState => ({
  x: Float64Array.from(x0),
  memory: new Float64Array(x0.length * memorySize),
})

const pointAt = (path: Float64Array, k: number, dimension: number) =>
  Array.from(path.subarray(k * dimension, (k + 1) * dimension))

const factorsFrom = <P>(rule: Rule<P>, problem: P, first: number, count: number): Factors[] =>
  Array.from({ length: count }, (_, i) => rule.factors?.(first + i, problem) ?? [0, 0])

/** f and ‖∇f‖∞ at each iterate in float64, whatever engine found it. */
function stepMeasure(objective: Objective) {
  const began = performance.now()
  const slope = new Float64Array(objective.dimension)
  return (k: number, x: readonly number[]): Step<readonly number[]> => {
    objective.slope(x, slope)
    const gradientNorm = slope.reduce((most, g) => (Math.abs(g) <= most ? most : Math.abs(g)), 0)
    return { k, tMs: performance.now() - began, state: x, metrics: { f: objective.at(x), gradientNorm } }
  }
}

function statusAt({ state, metrics }: Step<readonly number[]>, tolerance: number): Status | undefined {
  const runsAway = state.some(coordinate => !(Math.abs(coordinate) <= farthest))
  if (runsAway || !Number.isFinite(metrics.f) || !Number.isFinite(metrics.gradientNorm)) return 'diverged'
  return metrics.gradientNorm! <= tolerance ? 'converged' : undefined
}

/** Follows how far two runs of the same method stray apart. */
class Drift {
  compared = false
  /** Further apart than the tolerance, from then on. */
  strayed = false
  private largest = 0
  private size: number
  constructor(x0: readonly number[]) {
    this.size = Math.max(...x0.map(Math.abs))
  }

  /** Which of the two to go on from: float32's point as long as it keeps to float64's. */
  nearer(x: readonly number[], reference: readonly number[]): readonly number[] {
    if (this.strayed) return reference
    this.add(x, reference)
    this.strayed = this.compared && !this.agreement().holds
    return this.strayed ? reference : x
  }

  private add(x: readonly number[], reference: readonly number[]): void {
    if (x.every((coordinate, i) => coordinate === reference[i])) return
    this.compared = true
    x.forEach((coordinate, i) => {
      const distance = Math.abs(coordinate - reference[i]!)
      // Not below: NaN on one side only is as far apart as can be.
      if (!(distance <= this.largest)) this.largest = Number.isNaN(distance) ? Infinity : distance
      this.size = Math.max(this.size, Math.abs(reference[i]!))
    })
  }

  agreement(): Agreement {
    const difference = this.largest / (this.size || 1)
    return { difference, tolerance: gpuTolerance, holds: difference <= gpuTolerance }
  }
}
