import { bounderOf } from '../../expression/interval.ts'
import { largest } from '../../linear-algebra/vector.ts'
import { onCpu, paced, type Iterate } from '../../paced.ts'
import { defineSolver } from '../../solver.ts'
import { dualValueAt } from '../../verify/duality.ts'
import { linearBox } from '../../verify/implied-box.ts'
import { lagrangianAt } from '../../verify/nonlinear.ts'
import { Study, type DualityResult } from './duality.ts'
import { functionsFrom, nonlinearFields, readTyped, startsField, typedOrThrow, type Typed } from './nonlinear.ts'
import { primal } from './primal.ts'

/** θ at one choice of multipliers: its value, −∞ included, and an x near which the Lagrangian comes down to it. */
export interface DualSample {
  readonly multiplier: number
  readonly lam: readonly number[]
  readonly nu: readonly number[]
  readonly value: number
  readonly x: readonly number[]
  /** Whether a minimum of L is attained at x; else x is only on the way. */
  readonly attained: boolean
  /** Whether convexity proves that no x makes L less; else many starts found nothing less. */
  readonly proved: boolean
}

export interface DualFunctionResult extends DualityResult {
  readonly samples: readonly DualSample[]
}

export interface DualFunctionCertificate {
  /** Of the problem itself, as `duality` gives it. */
  readonly duality: Study['certificate']
  /** By how much a sample lies above p: weak duality forbids it. */
  readonly above_p: number
  /** By how much a sample lies under the chord of its neighbours: θ is concave. */
  readonly below_chord: number
  readonly proved: number
  readonly holds: boolean
}

/**
 * The dual function θ_D = inf_x L along one multiplier, the others held at their best, over a range around the best
 * value; before it the problem is solved as `duality` does. Samples where L is convex in x are proved.
 */
export const dualFunction = defineSolver({
  id: 'dual-function',
  title: { en: 'Dual function along one multiplier', 'zh-CN': '沿一个乘子的对偶函数' },
  schema: {
    ...nonlinearFields,
    starts: startsField(24, 500, 100),
    which: {
      kind: 'number',
      label: { en: 'Multiplier that moves', 'zh-CN': '变动的乘子' },
      default: 1,
      min: 1,
      max: 120,
      slider: [1, 6],
      scale: 'linear',
      whole: true,
    },
    reach: {
      kind: 'number',
      label: { en: 'Range of the multiplier, in units of its best value', 'zh-CN': '乘子的范围（以最优值为单位）' },
      default: 2,
      min: 0.01,
      max: 1e6,
      slider: [1, 100],
      scale: 'log',
    },
    points: {
      kind: 'number',
      label: { en: 'Samples', 'zh-CN': '采样点数' },
      default: 41,
      min: 3,
      max: 400,
      slider: [11, 101],
      scale: 'linear',
      whole: true,
    },
  },
  check: problem => [...readTyped(problem).issues],
  async *run(problem, ctx) {
    const typed = typedOrThrow(problem)
    const study = new Study(typed, problem.starts, ctx.seed)
    const samples: DualSample[] = []
    const ended = yield* paced(ctx, sampled(typed, study, samples, problem, ctx.seed))
    const result = study.result()
    return {
      status: ended.stopped ?? study.status(),
      result: result && ({ ...result, samples } satisfies DualFunctionResult),
      certificate: certify(study.certificate, result?.p ?? Infinity, samples),
      ...onCpu(ctx),
      counts: { iterations: samples.length },
    }
  },
})

interface Range {
  readonly which: number
  readonly reach: number
  readonly points: number
}

function* sampled(
  typed: Typed,
  study: Study,
  samples: DualSample[],
  { which, reach, points }: Range,
  seed: number,
): Generator<Iterate<DualSample | null>, void> {
  yield* quietly(study.run(), 0)
  const result = study.result()
  const many = typed.ineq.length + typed.eq.length
  if (!result || many === 0) return
  const at = Math.min(which, many) - 1
  const best = [...(result.dual_lam ?? typed.ineq.map(() => 0)), ...(result.dual_nu ?? typed.eq.map(() => 0))]
  // Where no multiplier is the best one, the nearest found lies far out and says nothing of the scale.
  const size = reach * Math.max(1, result.lam ? Math.abs(best[at]!) : 0)
  const from = at < typed.ineq.length ? 0 : -size
  for (let k = 0; k < points; k++) {
    const multiplier = from + ((size - from) * k) / (points - 1)
    const weights = best.map((value, i) => (i === at ? multiplier : value))
    const before = samples.at(-1)?.x ?? result.x
    const sample = yield* quietly(
      dualSample(typed, weights, multiplier, result.p > -Infinity ? before : undefined, seed),
      k,
    )
    samples.push(sample)
    yield { k, state: sample, metrics: { theta: sample.value } }
  }
}

function* quietly<R>(run: Generator<Iterate<unknown>, R>, k: number): Generator<Iterate<null>, R> {
  for (;;) {
    const next = run.next()
    if (next.done) return next.value
    yield { k, state: null, metrics: {}, minor: true }
  }
}

/** Starting points for each sample: the Lagrangian of a problem without convexity has several valleys. */
const starts = 8

function* dualSample(
  typed: Typed,
  weights: readonly number[],
  multiplier: number,
  /** Where to begin; `undefined` where the primal problem is unbounded, and with it every Lagrangian. */
  near: readonly number[] | null | undefined,
  seed: number,
): Generator<Iterate<unknown>, DualSample> {
  const lam = weights.slice(0, typed.ineq.length)
  const nu = weights.slice(typed.ineq.length)
  const f = lagrangianAt(typed, lam, nu)
  if (near === undefined)
    return { multiplier, lam, nu, value: -Infinity, x: Array.from(typed.start), attained: false, proved: false }
  const free: Typed = { ...typed, f, ineq: [], eq: [], start: Float64Array.from(near ?? typed.start) }
  const box = linearBox(free)
  const functions = functionsFrom(free)
  const floor = bounderOf([f]).of(box)[0]!.low
  const begun = functions.values(free.start).f
  // Already as low as it can be anywhere.
  if (Number.isFinite(floor) && begun - floor <= 1e-9 * (1 + Math.abs(floor)))
    return { multiplier, lam, nu, value: floor, x: Array.from(free.start), attained: begun === floor, proved: true }
  const found = yield* primal(functions, free.start, {
    starts,
    seed,
    floor,
    bounded: box.every(({ low, high }) => Number.isFinite(high - low)),
    doubt: () => 0,
    standing: ({ x }) => (dualValueAt(typed, { lam, nu, x }) === undefined ? 'open' : 'held'),
  })
  const x = Array.from(found.x)
  const proved = found.status === 'attained' && dualValueAt(typed, { lam, nu, x }) !== undefined
  // Followed this far down, the rest of the way is beyond float64.
  const endless = !proved && found.p < -1e12 && largest(found.x) > 1e6
  const attained = found.status === 'attained' && !endless
  return { multiplier, lam, nu, value: endless ? -Infinity : found.p, x, attained, proved }
}

function certify(proof: Study['certificate'], p: number, samples: readonly DualSample[]): DualFunctionCertificate {
  const values = samples.map(({ value }) => value)
  const above = Math.max(0, ...values.map(value => (Number.isFinite(value - p) ? value - p : 0)))
  const below = values.slice(1, -1).reduce((most, value, i) => {
    const chord = (values[i]! + values[i + 2]!) / 2
    return Number.isFinite(chord) ? Math.max(most, chord - value) : most
  }, 0)
  const scale = 1 + Math.max(0, ...values.filter(Number.isFinite).map(Math.abs))
  return {
    duality: proof,
    above_p: above,
    below_chord: below,
    proved: samples.filter(({ proved }) => proved).length,
    holds: above <= 1e-6 * scale && below <= 1e-6 * scale && (proof?.holds ?? false),
  }
}
