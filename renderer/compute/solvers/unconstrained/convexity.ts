import { gradient } from '../../expression/derivative.ts'
import { curvatureFrom } from '../../expression/hessian.ts'
import { interval } from '../../expression/interval.ts'
import { objectiveFrom, type Objective } from '../../expression/objective.ts'
import { parse } from '../../expression/parse.ts'
import { evaluate } from '../../expression/tree.ts'
import type { Issue } from '../../issue.ts'
import { symmetricEigen } from '../../linear-algebra/symmetric-eigen.ts'
import { onCpu, paced, type Iterate } from '../../paced.ts'
import { Stream } from '../../random/stream.ts'
import type { Problem } from '../../schema.ts'
import { defineSolver } from '../../solver.ts'
import { convexityOf, type Verdict } from '../../verify/convexity.ts'

/** A chord of the graph, and the place on it where f rises most above it (or comes nearest). */
export interface Chord {
  readonly from: readonly number[]
  readonly to: readonly number[]
  readonly t: number
  /** f minus the chord at t: above 0, f is not convex. */
  readonly above: number
}

export interface ConvexityResult {
  readonly verdict: Verdict
  /** Where the smallest eigenvalue of the Hessian was the least among all points looked at; null where it exists nowhere. */
  readonly least: { readonly x: readonly number[]; readonly eigenvalues: readonly number[] } | null
  readonly worst: Chord | null
}

export interface ConvexityCertificate {
  /** f above the chord at the witness, in float64 by the slow evaluator; null where no chord was broken. */
  readonly chord: number | null
  readonly tests: number
  readonly broken: number
  /** Whether what was found agrees with the verdict. */
  readonly holds: boolean
}

const schema = {
  f: { kind: 'expression', label: { en: 'Function', 'zh-CN': '函数' }, symbol: 'f', default: 'x^2 - y^2' },
  low: {
    kind: 'vector',
    label: { en: 'Lower corner', 'zh-CN': '下角' },
    default: [-2, -2],
    maxLength: 2,
  },
  high: {
    kind: 'vector',
    label: { en: 'Upper corner', 'zh-CN': '上角' },
    default: [2, 2],
    maxLength: 2,
  },
  chords: {
    kind: 'number',
    label: { en: 'Chords tried', 'zh-CN': '试验的弦数' },
    default: 60,
    min: 1,
    max: 10_000,
    slider: [10, 500],
    scale: 'log',
    whole: true,
  },
} as const
type Given = Problem<typeof schema>

const names = ['x', 'y']

/**
 * Whether a typed function is convex over a box: proved by rules and interval bounds of its Hessian, refuted by a chord
 * or an eigenvalue, or only sampled. Every iterate is one chord test (Boyd and Vandenberghe, 2004, §3.1).
 */
export const convexity = defineSolver({
  id: 'convexity',
  title: { en: 'Convexity over a box', 'zh-CN': '区域上的凸性' },
  schema,
  check: issuesOf,
  async *run(problem, ctx) {
    const parsed = parse(problem.f, names.slice(0, problem.low.length))
    if (!parsed.ok) throw new Error('checked before')
    const box = problem.low.map((low, j) => interval(low, problem.high[j]!))
    const objective = objectiveFrom(parsed.expression, box.length)
    const chords: Chord[] = []
    const ended = yield* paced(ctx, chordTests(objective, problem, ctx.seed, chords))
    const worst = chords.reduce<Chord | null>((most, chord) => (!most || chord.above > most.above ? chord : most), null)
    const least = leastCurvature(objective, problem)
    const found = convexityOf(objective.value, box)
    const broken = chords.filter(isBroken).length
    const bent = least !== null && least.eigenvalues[0]! < -1e-7 * Math.max(1, ...least.eigenvalues.map(Math.abs))
    const verdict: Verdict = broken || bent ? 'refuted' : found
    const chord = worst && isBroken(worst) ? checked(objective, worst) : null
    return {
      status: ended.stopped ?? 'converged',
      result: { verdict, least, worst },
      certificate: { chord, tests: chords.length, broken, holds: !(found === 'proved' && (broken > 0 || bent)) },
      ...onCpu(ctx),
      counts: { iterations: chords.length },
    }
  },
})

function issuesOf({ f, low, high }: Given): Issue[] {
  if (high.length !== low.length)
    return [
      {
        code: 'inconsistent',
        parameter: 'high',
        params: { parameter: 'high', other: 'low', wanted: low.length, given: high.length },
      },
    ]
  const crossed = low.findIndex((value, j) => value >= high[j]!)
  if (crossed >= 0)
    return [
      {
        code: 'inconsistent',
        parameter: 'high',
        params: { parameter: 'high', other: 'low', wanted: `> ${low[crossed]}`, given: `${high[crossed]}` },
      },
    ]
  const parsed = parse(f, names.slice(0, low.length))
  return parsed.ok ? [] : [{ ...parsed.issue, parameter: 'f' }]
}

const between = (a: readonly number[], b: readonly number[], t: number) =>
  a.map((value, j) => value + t * (b[j]! - value))
const scaleOf = (...values: number[]) => 1 + values.reduce((sum, value) => sum + Math.abs(value), 0)
const isBroken = ({ above }: Chord) => above > 1e-9
const parts = 40

function* chordTests(
  { at }: Objective,
  { low, high, chords }: Given,
  seed: number,
  found: Chord[],
): Generator<Iterate<Chord>, void> {
  const stream = new Stream(seed)
  const end = () => low.map((value, j) => value + stream.uniform() * (high[j]! - value))
  for (let k = 0; k < chords; k++) {
    const [from, to] = [end(), end()]
    const [a, b] = [at(from), at(to)]
    let best = { t: 0.5, above: -Infinity }
    for (let i = 1; i < parts; i++) {
      const t = i / parts
      const above = (at(between(from, to, t)) - (a + t * (b - a))) / scaleOf(a, b)
      if (above > best.above) best = { t, above }
    }
    const chord = { from, to, ...best }
    if (Number.isFinite(chord.above)) found.push(chord)
    yield { k, state: chord, metrics: { above: chord.above } }
  }
}

/** The same chord by the slow evaluator, so that a slip of the fast one is no witness. */
function checked({ value }: Objective, { from, to, t }: Chord): number {
  const of = (x: readonly number[]) => evaluate([value], x)[0]!
  return of(between(from, to, t)) - ((1 - t) * of(from) + t * of(to))
}

const side = 41

function leastCurvature(objective: Objective, { low, high }: Given): ConvexityResult['least'] {
  const n = low.length
  const bend = curvatureFrom(gradient(objective.value, n))
  let least: ConvexityResult['least'] = null
  const count = n === 1 ? side * side : side
  const place = (i: number, j: number) => low[j]! + ((high[j]! - low[j]!) * (i + 0.5)) / count
  for (let a = 0; a < count; a++)
    for (let b = 0; b < (n === 1 ? 1 : count); b++) {
      const x = n === 1 ? [place(a, 0)] : [place(a, 0), place(b, 1)]
      const hessian = bend(x)
      if (!hessian.data.every(Number.isFinite) || !Number.isFinite(objective.at(x))) continue
      const eigenvalues = Array.from(symmetricEigen(hessian).values)
      if (!least || eigenvalues[0]! < least.eigenvalues[0]!) least = { x, eigenvalues }
    }
  return least
}
