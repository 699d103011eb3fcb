import { grid } from './kernels/grid/index.ts'
import { parse } from './expression/parse.ts'
import { curvatureFrom } from './expression/hessian.ts'
import { objectiveFrom } from './expression/objective.ts'
import type { Axis } from './kernels/grid/cpu.ts'
import type { Choice, Engine } from './kernels/kernel.ts'
import { adam } from './solvers/adam.ts'
import { attention } from './solvers/attention/index.ts'
import { basinMap } from './solvers/basin-map.ts'
import { constrained } from './solvers/constrained/index.ts'
import { data } from './solvers/data/index.ts'
import { diffusion } from './solvers/diffusion/index.ts'
import { features } from './solvers/features/index.ts'
import { games } from './solvers/games/index.ts'
import { gd } from './solvers/gd.ts'
import { machine } from './solvers/machine/index.ts'
import { momentum } from './solvers/momentum.ts'
import { multiobjective } from './solvers/multiobjective/index.ts'
import { networks } from './solvers/networks/index.ts'
import { planning } from './solvers/planning/index.ts'
import { simulation } from './solvers/simulation/index.ts'
import { statistics } from './solvers/statistics/index.ts'
import { unconstrained } from './solvers/unconstrained/index.ts'
import { vision } from './solvers/vision/index.ts'
import { BadProblem } from './issue.ts'
import type { Ctx, Report, Solver, Step } from './solver.ts'

export { logGamma } from './special/log-gamma.ts'
export { latexFrom } from './expression/latex.ts'
export { numpyFrom } from './expression/numpy.ts'
export { parse } from './expression/parse.ts'
export { BadProblem, countedThings, issueCodes, saying, type Issue } from './issue.ts'
export type { Axis } from './kernels/grid/cpu.ts'
export type { Backend, Choice, Engine } from './kernels/kernel.ts'
export {
  exampleFrom,
  numberIssue,
  readProblem,
  type Cell,
  type Field,
  type NumberField,
  type Problem,
  type Schema,
  type Words,
} from './schema.ts'
export { gpuTolerance, type Ctx, type Report, type Step } from './solver.ts'
export { countField, positiveNumber } from './solvers/fields.ts'
export { piecesOf, wordsOf } from './solvers/networks/corpus.ts'
export type { Activation } from './solvers/networks/activations.ts'
export { unitsOf } from './solvers/networks/units.ts'
export type { Descent } from './solvers/first-order.ts'
export { shaders, type ShaderName } from './solvers/machine/shaders/index.ts'
export type { Round } from './solvers/machine/sum-rounds.ts'
export type { KernelRun } from './solvers/machine/trial-shader.ts'
export { longestShader, type KernelResult } from './solvers/machine/wgsl-kernel.ts'
export type { KernelCertificate } from './verify/kernel-run.ts'
export { actionWorths } from './solvers/planning/values.ts'
export type { WorldProblem } from './solvers/planning/world.ts'
export type { DescentCertificate } from './verify/descent.ts'

/** Every solver by its id. Adding one: its file, and its name here. */
export const solvers = {
  gd,
  momentum,
  adam,
  'basin-map': basinMap,
  ...unconstrained,
  ...constrained,
  ...games,
  ...multiobjective,
  ...planning,
  ...data,
  ...simulation,
  ...statistics,
  ...features,
  ...attention,
  ...diffusion,
  ...networks,
  ...vision,
  ...machine,
} as const satisfies Readonly<Record<string, Solver>>
export type SolverId = keyof typeof solvers

const quiet = new AbortController().signal

/** What a caller leaves unsaid. Time ends a run; how many iterations one needs is the problem's to say. */
const contextFrom = (given: Partial<Ctx>): Ctx => ({
  seed: 0,
  signal: quiet,
  backend: 'auto',
  precision: 'f64',
  budget: { ms: 60_000, iterations: Number.MAX_SAFE_INTEGER },
  ...given,
})

export const isSolver = (id: string): id is SolverId => Object.hasOwn(solvers, id)

/** Whether its answer is the best of something; of the others, `optimal` says no more than that they are done. */
export const seeksOptimum = (id: SolverId): boolean => Object.hasOwn(constrained, id) || Object.hasOwn(planning, id)

/** Whether its work can be done on a GPU. */
export const usesGpu = (id: SolverId): boolean => (solvers[id] as Solver).engines.includes('gpu')

/**
 * Runs a solver on a problem (plain data, see its schema): yields every iterate, returns the report.
 * The first step throws BadProblem, with all issues, when the problem does not fit. The same in Node, worker and test.
 */
export function runSolver(id: SolverId, problem: unknown, context: Partial<Ctx> = {}): AsyncGenerator<Step, Report> {
  const solver: Solver = solvers[id]
  return solver.run(problem, contextFrom(context))
}

/** A typed function of these variables for drawing, float64; `undefined` where it cannot be read. */
export function functionFrom(text: string, variables: readonly string[]): ((...x: number[]) => number) | undefined {
  const parsed = parse(text, variables)
  if (!parsed.ok) return undefined
  const { at } = objectiveFrom(parsed.expression, variables.length)
  return (...x) => at(x)
}

/** The least eigenvalue of the Hessian of a typed function of one variable or two, for drawing; `undefined` where it cannot be read. */
export function leastCurvatureFrom(
  text: string,
  variables: readonly string[],
): ((...x: number[]) => number) | undefined {
  const parsed = parse(text, variables)
  if (!parsed.ok) return undefined
  const bend = curvatureFrom(objectiveFrom(parsed.expression, variables.length).gradient)
  return (...x) => {
    const [a = Number.NaN, b = 0, , d = a] = bend(x).data
    return (a + d) / 2 - Math.hypot((a - d) / 2, b)
  }
}

export interface FieldProblem {
  /** A function of x and y. */
  readonly f: string
  readonly x: Axis
  readonly y: Axis
}

/** f over x and y on a grid, `values[j * x.count + i]`; throws BadProblem when `f` cannot be read. */
export async function sampleField(
  { f, x, y }: FieldProblem,
  choice: Choice,
): Promise<{ values: Float64Array; engine: Engine }> {
  const parsed = parse(f, ['x', 'y'])
  if (!parsed.ok) throw new BadProblem([{ ...parsed.issue, parameter: 'f' }])
  const { output, engine } = await grid.run({ objective: objectiveFrom(parsed.expression, 2), x, y }, choice)
  // Always float64 for the picture, whatever computed it.
  return { values: Float64Array.from(output.values), engine }
}
