import type { ValueSweepInput, ValueSweepOutput } from '../../kernels/value-sweep/cpu.ts'
import { valueSweep } from '../../kernels/value-sweep/index.ts'
import { onCpu, onGpu, paced, type Algorithm } from '../../paced.ts'
import { defineSolver } from '../../solver.ts'
import { certifyBellman, type Process } from '../../verify/bellman.ts'
import { valuesFrom, worthsFrom } from './values.ts'
import { worldFields, worldFrom, worldIssues } from './world.ts'
import { toleranceField } from '../fields.ts'

/** Changes beyond this run away. */
const farthest = 1e12
/** Changes below this share of the largest value are float32's rounding. */
const singleRounding = 1e-6
/** Sweeps that the report keeps; the steps tell all. */
const sweepsKept = 32

export const planningFields = {
  tolerance: toleranceField(1e-12),
  iterations: {
    kind: 'number',
    label: { en: 'Most iterations', 'zh-CN': '最多迭代次数' },
    default: 100_000,
    min: 1,
    max: 1_000_000,
    slider: [1, 1_000],
    scale: 'log',
    whole: true,
  },
} as const

/**
 * Value iteration: V ← max_a Σ p (r + γ V), all states at once, from V = 0 (Bellman 1957; Sutton and Barto 2018,
 * §4.4). It contracts the error by γ a sweep. What a GPU has brought to rest in float32 goes on in float64.
 */
export const valueIteration = defineSolver({
  id: 'value-iteration',
  title: { en: 'Value iteration', 'zh-CN': '值迭代' },
  schema: { ...worldFields, ...planningFields },
  engines: ['cpu', 'gpu'],
  check: problem => worldIssues(problem),
  async *run(problem, ctx) {
    const { process } = worldFrom(problem)
    const found: Sweeps = { V: process.chances.map(() => 0), count: 0, exact: 0, first: [] }
    const ended = yield* paced(ctx, sweeps(process, problem, found))
    const values = valuesFrom(found.V, worthsFrom(process, found.V), process)
    return {
      status: ended.stopped ?? ended.value,
      result: { ...values, sweeps: found.count, V_by_sweep: found.first },
      certificate: certifyBellman(process, found.V, values.greedy, Math.max(problem.tolerance, 1e-9)),
      ...(ended.engine ?? onCpu(ctx)),
      counts: { iterations: found.count, exact: found.exact, states: found.V.length },
    }
  },
})

const largest = (V: readonly number[]) => V.reduce((most, value) => Math.max(most, Math.abs(value)), 0)

/** The outcomes of all actions of all states in one list, as the kernel wants them. */
function flat({ chances, gamma }: Process): Omit<ValueSweepInput, 'values'> {
  const actions = chances.reduce((most, list) => Math.max(most, list.length), 0)
  const outcomes = chances.flat(2)
  const first = new Uint32Array(chances.length * actions + 1)
  for (let at = 0; at < chances.length * actions; at++)
    first[at + 1] = first[at]! + (chances[Math.floor(at / actions)]![at % actions]?.length ?? 0)
  return {
    ...{ states: chances.length, actions, first, gamma },
    next: Uint32Array.from(outcomes, ({ next }) => next),
    chances: Float64Array.from(outcomes, ({ p }) => p),
    rewards: Float64Array.from(outcomes, ({ reward }) => reward),
  }
}

interface Sweeps {
  V: readonly number[]
  count: number
  /** How many of the sweeps were in float64. */
  exact: number
  readonly first: (readonly number[])[]
}

function* sweeps(
  process: Process,
  { tolerance, iterations }: { readonly tolerance: number; readonly iterations: number },
  found: Sweeps,
): Algorithm<readonly number[], 'converged' | 'diverged' | 'max_iterations'> {
  const world = flat(process)
  let rough = true
  found.first.push(found.V)
  yield { k: 0, state: found.V, metrics: {} }
  while (found.count < iterations) {
    const before = found.V
    const input = { ...world, values: Float64Array.from(before) }
    const single: ValueSweepOutput | undefined = rough ? yield* onGpu(valueSweep, input) : undefined
    rough = single !== undefined
    if (!rough) found.exact++
    found.V = Array.from((single ?? valueSweep.cpu(input)).values)
    found.count++
    if (found.count <= sweepsKept) found.first.push(found.V)
    const delta = found.V.reduce((most, value, s) => Math.max(most, Math.abs(value - before[s]!)), 0)
    yield { k: found.count, state: found.V, metrics: { delta } }
    if (!(delta < farthest)) return 'diverged'
    if (delta <= tolerance && !rough) return 'converged'
    if (delta <= singleRounding * largest(found.V)) rough = false
  }
  return 'max_iterations'
}
