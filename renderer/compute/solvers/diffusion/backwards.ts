import type { Issue } from '../../issue.ts'
import type { Iterate } from '../../paced.ts'
import { Stream } from '../../random/stream.ts'
import type { Problem } from '../../schema.ts'
import type { Status } from '../../solver.ts'
import { mismatch, type Course } from '../../stepwise.ts'
import {
  certifyBackwards,
  momentsOf,
  type Backwards,
  type BackwardsCertificate,
  type Moments,
} from '../../verify/diffusion.ts'
import { countField, entryIssues, rowsFrom } from '../fields.ts'
import { cloudFrom, exactNoise, mixtureFields, mixtureIssues, type Cloud } from './mixture.ts'
import { scheduleFields, scheduleFrom } from './schedules.ts'

export const backwardsFields = {
  ...mixtureFields,
  ...scheduleFields,
  samples: { ...countField('Points', '样本点数', 400, 1, 20_000, 2_000), alias: 'n' },
  starts: {
    kind: 'matrix',
    label: { en: 'Points of noise to start from; drawn when empty', 'zh-CN': '起始噪声点；留空则随机抽取' },
    symbol: 'x_T',
    default: [],
    maxCells: 40_000,
    alias: 'x_T',
  },
  timesteps: {
    kind: 'vector',
    label: { en: 'Times to visit; evenly spread when empty', 'zh-CN': '要经过的时刻；留空则均匀分布' },
    default: [],
    maxLength: 10_000,
    mayBeEmpty: true,
  },
} as const
type Given = Problem<typeof backwardsFields>

export function backwardsIssues(problem: Given): Issue[] {
  const issues = mixtureIssues(problem)
  if (issues.length) return issues
  const { means, starts, timesteps, T } = problem
  const d = means[0]!.length
  if (starts.length && starts[0]!.length !== d) return mismatch('starts', 'means', d, starts[0]!.length)
  const odd = timesteps.find(t => !Number.isInteger(t) || t < 1 || t > T)
  if (odd !== undefined) return mismatch('timesteps', 'T', `1 … ${T}`, odd)
  if (new Set(timesteps).size < timesteps.length)
    return mismatch('timesteps', 'timesteps', new Set(timesteps).size, timesteps.length)
  return entryIssues('starts', starts)
}

/** `count` times from T down to 1, as evenly as whole numbers can be. */
function evenTimes(T: number, count: number): number[] {
  const steps = Math.min(count, T)
  if (steps === 1) return [T]
  return Array.from({ length: steps }, (_, i) => Math.round(T - (i * (T - 1)) / (steps - 1)))
}

/** Points whose whole paths are told; numbers a path may hold. */
const [tracked, mostTold] = [64, 200_000]
/** Stream of the points of noise; those of the points' own noise follow. */
const [startStream, firstStream] = [1, 1_000]
/** Components times points between two signs of life. */
const atOnce = 20_000

export interface Sampled {
  readonly t: number
  readonly points: (number | null)[][]
  readonly moments: Moments
  readonly timesteps: readonly number[]
  /** Of the first points, at every time visited, the data last at t = 0. */
  readonly paths: readonly { readonly t: number; readonly x: (number | null)[][] }[]
}
export interface Noised {
  readonly t: number
  /** Row by row. */
  readonly points: readonly number[]
}

class Sampler {
  private readonly run: Backwards
  private readonly points: Float64Array
  private readonly noises: readonly Stream[]
  private readonly paths: { t: number; x: (number | null)[][] }[] = []
  private done = 0

  constructor(run: Backwards) {
    this.run = run
    this.points = run.starts.slice()
    const n = run.starts.length / run.cloud.d
    this.noises = Array.from({ length: n }, (_, i) => new Stream(run.seed, firstStream + i))
  }

  *steps(): Generator<Iterate<Noised>, Status> {
    const { cloud, alphaBars, times, sigma } = this.run
    const { d } = cloud
    const noise = new Float64Array(d)
    for (let step = 0; step < times.length; step++) {
      const [bar, before] = [alphaBars[times[step]!]!, step + 1 < times.length ? alphaBars[times[step + 1]!]! : 1]
      this.keep(times[step]!)
      yield this.shown(step, times[step]!)
      const tau = sigma(bar, before)
      const kept = Math.sqrt(Math.max(0, 1 - before - tau * tau))
      const every = Math.max(1, Math.floor(atOnce / cloud.weights.length))
      const next = this.points.slice()
      for (let i = 0; i * d < next.length; i++) {
        exactNoise(cloud, bar, this.points.subarray(i * d, (i + 1) * d), noise)
        for (let c = 0; c < d; c++) {
          const clean = (next[i * d + c]! - Math.sqrt(1 - bar) * noise[c]!) / Math.sqrt(bar)
          const fresh = tau ? tau * this.noises[i]!.normal() : 0
          next[i * d + c] = Math.sqrt(before) * clean + kept * noise[c]! + fresh
        }
        if ((i + 1) % every === 0) yield { k: step, state: { t: times[step]!, points: [] }, metrics: {}, minor: true }
      }
      this.points.set(next)
      this.done = step + 1
    }
    this.keep(0)
    yield this.shown(times.length, 0)
    return this.points.every(Number.isFinite) ? 'converged' : 'diverged'
  }

  private keep(t: number): void {
    const { d } = this.run.cloud
    const x = this.points.subarray(0, tracked * d)
    if ((this.paths.length + 1) * x.length <= mostTold || t === 0) this.paths.push({ t, x: rowsFrom(x, d) })
  }

  private shown(k: number, t: number): Iterate<Noised> {
    const { mean, cov } = momentsOf(this.points, this.run.cloud.d)
    return { k, state: { t, points: Array.from(this.points) }, metrics: { t, mean: mean[0]!, variance: cov[0]![0]! } }
  }

  answer(): { result: Sampled; certificate: BackwardsCertificate } {
    const { cloud, times } = this.run
    const noiseOf = (bar: number, x: Float64Array) => {
      const noise = new Float64Array(cloud.d)
      exactNoise(cloud, bar, x, noise)
      return noise
    }
    return {
      result: {
        t: times[this.done] ?? 0,
        points: rowsFrom(this.points, cloud.d),
        moments: momentsOf(this.points, cloud.d),
        timesteps: times,
        paths: this.paths,
      },
      certificate: certifyBackwards(this.run, noiseOf, this.points, this.done),
    }
  }
}

function startsFrom({ starts, samples }: Given, { d }: Cloud, seed: number): Float64Array {
  const random = new Stream(seed, startStream)
  return starts.length
    ? Float64Array.from(starts.flat())
    : Float64Array.from({ length: samples * d }, () => random.normal())
}

/** A sampler from noise to data with the exact noise of the mixture; `sigma` is the fresh noise of a step. */
export function backwards(
  problem: Given,
  count: number,
  seed: number,
  sigma: Backwards['sigma'],
): Course<Noised, Sampled, BackwardsCertificate> {
  const cloud = cloudFrom(problem)
  const { alphaBars } = scheduleFrom(problem)
  const times = problem.timesteps.length ? [...problem.timesteps].sort((a, b) => b - a) : evenTimes(problem.T, count)
  const starts = startsFrom(problem, cloud, seed)
  const sampler = new Sampler({ cloud, alphaBars, times, starts, sigma, seed, firstStream })
  return { steps: sampler.steps(), answer: () => sampler.answer() }
}
