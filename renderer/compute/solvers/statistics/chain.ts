import { parse } from '../../expression/parse.ts'
import { smoothFrom, sumOfOne, type Smooth } from '../../expression/sum.ts'
import { BadProblem, type Issue } from '../../issue.ts'
import type { Iterate } from '../../paced.ts'
import { Stream } from '../../random/stream.ts'
import type { Problem, Schema } from '../../schema.ts'
import type { Status } from '../../solver.ts'
import type { Course } from '../../stepwise.ts'
import { certifyChain, type ChainCertificate } from '../../verify/chain.ts'
import { variablesOf } from '../first-order.ts'

const draws = (en: string, zh: string, value: number, min: number) =>
  ({
    kind: 'number',
    label: { en, 'zh-CN': zh },
    default: value,
    min,
    max: 200_000,
    slider: [min, 20_000],
    scale: 'linear',
    whole: true,
  }) as const

/** What every walk over a density needs. */
export const chainFields = {
  logp: {
    kind: 'expression',
    label: { en: 'Logarithm of the density, up to a constant', 'zh-CN': '对数密度（可差一常数）' },
    symbol: '\\ln p',
    default: '-(x^2 - 1.2 x y + y^2) / 1.28',
    alias: 'log_density',
  },
  x0: { kind: 'vector', label: { en: 'Start', 'zh-CN': '起点' }, symbol: 'x_0', default: [2, -2], maxLength: 16 },
  samples: draws('Draws kept', '保留的抽样数', 4_000, 10),
  burn_in: draws('Draws thrown away first', '舍弃的预热抽样数', 500, 0),
} as const satisfies Schema
export type Chained = Problem<typeof chainFields>

export interface Place {
  readonly x: Float64Array
  readonly value: number
  readonly slope: Float64Array
}
export interface Move {
  readonly to: Place
  readonly accepted: boolean
  readonly metrics?: Readonly<Record<string, number>>
}

/** The log density with its slope; `checkChain` has seen that it can be read. */
function densityFrom({ logp, x0 }: Chained): Smooth {
  const parsed = parse(logp, variablesOf(logp, x0.length))
  if (!parsed.ok) throw new BadProblem([parsed.issue])
  return smoothFrom(sumOfOne(parsed.expression, x0.length))
}

export function placeAt(density: Smooth, x: Float64Array): Place {
  const slope = new Float64Array(x.length)
  return { x, value: density.at(x, slope), slope }
}

export function checkChain(problem: Chained): Issue[] {
  const parsed = parse(problem.logp, variablesOf(problem.logp, problem.x0.length))
  if (!parsed.ok) return [{ ...parsed.issue, parameter: 'logp' }]
  const { value } = placeAt(densityFrom(problem), Float64Array.from(problem.x0))
  if (Number.isFinite(value)) return []
  const params = { parameter: 'x0', other: 'logp', wanted: 'ln p(x0) ∈ ℝ', given: String(value) }
  return [{ code: 'inconsistent', parameter: 'x0', params }]
}

/** Draws shown in the report at most; steps between two iterates that are shown. */
const told = 2_000
const between = 20

export interface Walked {
  readonly mean: readonly number[]
  readonly covariance: readonly (readonly number[])[]
  readonly acceptance: number
  readonly ess: readonly number[]
  /** Evenly thinned. */
  readonly samples: readonly (readonly number[])[]
}

/** A Markov chain with the density as its target; `move` proposes and decides. */
export function walk(
  problem: Chained,
  seed: number,
  moverFrom: (density: Smooth, stream: Stream) => (from: Place) => Move,
): Course<readonly number[], Walked, ChainCertificate> {
  const density = densityFrom(problem)
  const move = moverFrom(density, new Stream(seed))
  const d = problem.x0.length
  const kept = new Float64Array(problem.samples * d)
  let [length, accepted, moves] = [0, 0, 0]
  function* steps(): Generator<Iterate<readonly number[]>, Status> {
    let here = placeAt(density, Float64Array.from(problem.x0))
    yield { k: 0, state: Array.from(here.x), metrics: { logp: here.value } }
    for (let k = 1; k <= problem.burn_in + problem.samples; k++) {
      const moved = move(here)
      here = moved.to
      moves++
      accepted += moved.accepted ? 1 : 0
      if (k > problem.burn_in) kept.set(here.x, d * length++)
      const metrics = { logp: here.value, acceptance: accepted / moves, ...moved.metrics }
      yield { k, state: Array.from(here.x), metrics, minor: k % between !== 0 }
    }
    // A chain that has not mixed has only come to its end.
    return certifyChain(rows()).holds ? 'converged' : 'max_iterations'
  }
  const rows = () => Array.from({ length }, (_, i) => kept.subarray(i * d, (i + 1) * d))
  return {
    steps: steps(),
    answer() {
      if (length < 10) return undefined
      const drawn = rows()
      const certificate = certifyChain(drawn)
      const stride = Math.ceil(length / told)
      const samples = drawn.filter((_, i) => i % stride === 0).map(row => Array.from(row))
      return {
        result: { ...momentsOf(drawn), acceptance: accepted / moves, ess: certificate.ess, samples },
        certificate,
      }
    },
  }
}

function momentsOf(rows: readonly Float64Array[]): Pick<Walked, 'mean' | 'covariance'> {
  const d = rows[0]!.length
  const mean = Array.from({ length: d }, (_, j) => rows.reduce((sum, row) => sum + row[j]!, 0) / rows.length)
  const together = (a: number, b: number) =>
    rows.reduce((sum, row) => sum + (row[a]! - mean[a]!) * (row[b]! - mean[b]!), 0) / rows.length
  return { mean, covariance: mean.map((_, a) => mean.map((__, b) => together(a, b))) }
}
