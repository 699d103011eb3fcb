import type { MeanFieldOutput } from '../../kernels/mean-field/cpu.ts'
import { meanField } from '../../kernels/mean-field/index.ts'
import { onCpu, onGpu, paced, type Algorithm, type Iterate } from '../../paced.ts'
import type { Problem } from '../../schema.ts'
import { defineSolver } from '../../solver.ts'
import { certifyCrowd } from '../../verify/crowd.ts'
import {
  answer,
  blankControl,
  blankDiagonals,
  lineFrom,
  oneSided,
  stepCrowd,
  stepValue,
  type Control,
  type Diagonals,
  type Line,
} from './line.ts'
import { crowdFields, sampled } from './mean-field-fields.ts'

const schema = {
  ...crowdFields,
  tolerance: { ...crowdFields.tolerance, default: 1e-7 },
  crowding: {
    kind: 'number',
    label: { en: 'Cost of company', 'zh-CN': '拥挤代价' },
    symbol: '\\kappa',
    default: 0,
    min: 0,
    max: 100,
    slider: [0, 5],
    scale: 'linear',
  },
  cells: {
    kind: 'number',
    label: { en: 'Cells of the line', 'zh-CN': '空间格数' },
    default: 300,
    min: 10,
    max: 1_000,
    slider: [50, 500],
    scale: 'linear',
    whole: true,
  },
  time_steps: {
    kind: 'number',
    label: { en: 'Tens of time steps', 'zh-CN': '时间步数（十步为单位）' },
    default: 40,
    min: 1,
    max: 100,
    slider: [5, 100],
    scale: 'linear',
    whole: true,
  },
} as const
type Crowd = Problem<typeof schema>

/** Rounds of best answer and value within one time step; it is Newton's method and needs three or four. */
const mostAnswers = 30
const answerTolerance = 1e-12
/** A crowd's changes that float32 still tells from the rounding of hundreds of time steps. */
const singleRounding = 1e-3
/** Time steps between two signs of life. */
const stepsAtOnce = 50
/** What the share of the new answer is multiplied by when a round turned back from the one before, and when not. */
const caution = 0.6
const courage = 1.1
/** Spreads of the widest crowd on either side that the line covers. */
const spreads = 5

interface Field {
  readonly line: Line
  readonly dt: number
  readonly steps: number
  /** Of each time step: value, crowd (chance of each cell) and control. */
  readonly u: readonly Float64Array[]
  m: readonly Float64Array[]
  readonly controls: readonly Control[]
  /** Where differences are one-sided, of each time step; laid down in the first round. */
  readonly sided: Uint8Array[]
  readonly room: Diagonals
  rounds: number
  /** Whether a GPU may still move the crowd. */
  rough: boolean
}

/**
 * Mean-field game on a line: −u_t − (σ²/2) u_xx + ½u_x² = ½q (x − a m̄)² + κ m back in time against the crowd, then
 * m_t − (σ²/2) m_xx − (m u_x)_x = 0 forward by the best control, and a damped step towards that crowd (Lasry and Lions
 * 2007). Implicit finite differences, the forward operator the transpose of the other: Achdou and Capuzzo-Dolcetta 2010.
 * A GPU moves the crowd as long as it changes by more than float32 can tell.
 */
export const meanFieldGame = defineSolver({
  id: 'mean-field-game',
  title: { en: 'Mean-field game on a line', 'zh-CN': '直线上的平均场博弈' },
  schema,
  engines: ['cpu', 'gpu'],
  check: () => [],
  async *run(problem, ctx) {
    const field = fieldFrom(problem)
    const ended = yield* paced(ctx, rounds(problem, field))
    const result = resultFrom(field)
    return {
      status: ended.stopped ?? ended.value,
      result,
      certificate: certifyCrowd(problem, { ...field, x: field.line.x, h: field.line.h }, result),
      ...(ended.engine ?? onCpu(ctx)),
      counts: { iterations: field.rounds, cells: field.line.x.length, steps: field.steps },
    }
  },
})

function fieldFrom(problem: Crowd): Field {
  const { sigma, T, m0, var0, a, cells } = problem
  const reach = spreads * Math.sqrt(var0 + sigma ** 2 * T)
  const line = lineFrom(Math.min(m0, a * m0) - reach, Math.max(m0, a * m0) + reach, cells, sigma)
  const weights = line.x.map(x => Math.exp(-((x - m0) ** 2) / (2 * var0)))
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const steps = 10 * problem.time_steps
  const all = <E>(make: () => E) => Array.from({ length: steps + 1 }, make)
  return {
    line,
    dt: T / steps,
    steps,
    u: all(() => new Float64Array(cells)),
    m: all(() => weights.map(weight => weight / total)),
    controls: all(() => blankControl(cells)),
    sided: [],
    room: blankDiagonals(cells),
    rounds: 0,
    rough: true,
  }
}

const meanOf = ({ x }: Line, m: Float64Array) => m.reduce((sum, mass, i) => sum + mass * x[i]!, 0)

type Ending = 'converged' | 'diverged' | 'max_iterations'
type Shown = { readonly mean: readonly number[]; readonly variance: readonly number[] }

function* rounds(problem: Crowd, field: Field): Algorithm<Shown, Ending> {
  let share = problem.damping
  let before: readonly Float64Array[] | undefined
  while (field.rounds < problem.iterations) {
    yield* valuesBack(problem, field)
    const made = yield* crowdForward(field)
    const exact = !field.rough
    const moves = made.map((m, n) => m.map((mass, i) => mass - field.m[n]![i]!))
    const change = Math.max(...moves.map(move => move.reduce((sum, mass) => sum + Math.abs(mass), 0)))
    field.rounds++
    // A crowd that flees from itself jumps to and fro: smaller steps end that.
    share = Math.min(problem.damping, share * (before && turns(before, moves) ? caution : courage))
    before = moves
    if (change <= singleRounding) field.rough = false
    const done = exact && change <= problem.tolerance
    field.m = done ? made : field.m.map((m, n) => m.map((mass, i) => mass + share * moves[n]![i]!))
    yield { ...alive(field), metrics: { change, share }, minor: false }
    if (!Number.isFinite(change)) return 'diverged'
    if (done) return 'converged'
  }
  return 'max_iterations'
}

const turns = (before: readonly Float64Array[], now: readonly Float64Array[]): boolean =>
  now.reduce((sum, move, n) => sum + move.reduce((inner, mass, i) => inner + mass * before[n]![i]!, 0), 0) < 0

const alive = (field: Field): Iterate<Shown> => ({
  k: field.rounds,
  state: momentsOf(field),
  metrics: {},
  minor: true,
})

/** The value of every time against the crowd, from the last time to the first. */
function* valuesBack(problem: Crowd, field: Field): Generator<Iterate<Shown>, void> {
  const { line, u, m, controls, steps, dt, room } = field
  aimCost(line, m[steps]!, problem.qT, problem.a, u[steps]!)
  const fixed = new Float64Array(line.x.length)
  for (let n = steps - 1; n >= 0; n--) {
    aimCost(line, m[n]!, problem.q, problem.a, fixed)
    for (let i = 0; i < fixed.length; i++)
      fixed[i] = u[n + 1]![i]! + dt * (fixed[i]! + (problem.crowding * m[n]![i]!) / line.h)
    // The first round begins at the later time's value, the others at their own of the round before.
    if (field.rounds === 0) u[n]!.set(u[n + 1]!)
    const sided = (field.sided[n] ??= oneSided(line, u[n]!))
    settle(u[n]!, controls[n]!, fixed, dt, room, () => answer(line, u[n]!, sided, controls[n]!))
    if (n % stepsAtOnce === 0) yield alive(field)
  }
}

/** Best control and value of one time step, in turn until they fit each other. */
function settle(
  u: Float64Array,
  control: Control,
  fixed: Float64Array,
  dt: number,
  room: Diagonals,
  reply: () => void,
) {
  for (let k = 0; k < mostAnswers; k++) {
    reply()
    const before = u.slice()
    for (let i = 0; i < u.length; i++) u[i] = fixed[i]! + dt * control.cost[i]!
    stepValue(control, dt, room, u)
    let change = 0
    for (let i = 0; i < u.length; i++) change = Math.max(change, Math.abs(u[i]! - before[i]!) / (1 + Math.abs(u[i]!)))
    if (!(change > answerTolerance)) return
  }
}

function aimCost(line: Line, m: Float64Array, weight: number, a: number, out: Float64Array): void {
  const aim = a * meanOf(line, m)
  for (let i = 0; i < out.length; i++) out[i] = (weight / 2) * (line.x[i]! - aim) ** 2
}

/** Where the crowd goes by the controls in place. */
function* crowdForward(field: Field): Algorithm<Shown, Float64Array[]> {
  const made = [field.m[0]!]
  for (let n = 0; n < field.steps; n++) {
    const { right, left } = field.controls[n]!
    const input = { cells: right.length, right, left, dt: field.dt, kind: 'crowd', given: made[n]! } as const
    const single: MeanFieldOutput | undefined = field.rough ? yield* onGpu(meanField, input) : undefined
    field.rough = single !== undefined
    made.push(Float64Array.from(single?.z ?? made[n]!))
    if (!single) stepCrowd(field.controls[n]!, field.dt, field.room, made[n + 1]!)
    if (n % stepsAtOnce === 0) yield alive(field)
  }
  return made
}

function momentsOf({ line, m, steps }: Field): Shown {
  const at = sampled(steps).map(n => m[n]!)
  const mean = at.map(crowd => meanOf(line, crowd))
  const variance = at.map((crowd, s) => crowd.reduce((sum, mass, i) => sum + mass * (line.x[i]! - mean[s]!) ** 2, 0))
  return { mean, variance }
}

function resultFrom(field: Field) {
  const { line, dt, m, u, steps } = field
  const moments = momentsOf(field)
  const places = sampled(steps)
  return {
    t: places.map(n => n * dt),
    ...moments,
    /** u_xx at the crowd's mean: the P of the quadratic game. */
    P: places.map((n, s) => bend(line, u[n]!, moments.mean[s]!)),
    x: Array.from(line.x),
    density: places.map(n => Array.from(m[n]!, mass => mass / line.h)),
    value: places.map(n => Array.from(u[n]!)),
  }
}

function bend({ x, h }: Line, u: Float64Array, place: number): number {
  const i = Math.min(x.length - 2, Math.max(1, Math.round((place - x[0]!) / h)))
  return (u[i + 1]! - 2 * u[i]! + u[i - 1]!) / h ** 2
}
