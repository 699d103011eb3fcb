import type { Iterate } from '../../paced.ts'
import { Stream } from '../../random/stream.ts'
import type { Problem } from '../../schema.ts'
import type { Status } from '../../solver.ts'
import { defineStepwise, mismatch } from '../../stepwise.ts'
import { certifyMoments, exactMoments, momentsOf } from '../../verify/diffusion.ts'
import { countField, rowsFrom } from '../fields.ts'
import { cloudFrom, mixtureFields, mixtureIssues, type Cloud } from './mixture.ts'
import { scheduleFields, scheduleFrom, type Schedule } from './schedules.ts'
import type { Noised } from './backwards.ts'

const schema = {
  ...mixtureFields,
  ...scheduleFields,
  samples: { ...countField('Points', '样本点数', 400, 1, 20_000, 2_000), alias: 'n' },
  times: {
    kind: 'vector',
    label: { en: 'Times whose moments are told', 'zh-CN': '要给出矩的时刻' },
    symbol: 't',
    default: [1, 100, 300, 500, 1000],
    maxLength: 10_000,
    mayBeEmpty: true,
    alias: 't',
  },
} as const
type Given = Problem<typeof schema>

/** Points of the cloud, drawn. */
function drawn({ d, weights, means, variance }: Cloud, n: number, random: Stream): Float64Array {
  const points = new Float64Array(n * d)
  for (let i = 0; i < n; i++) {
    let left = random.uniform()
    const found = weights.findIndex(w => (left -= w) < 0)
    const k = found < 0 ? weights.length - 1 : found
    for (let c = 0; c < d; c++) points[i * d + c] = means[k * d + c]! + Math.sqrt(variance) * random.normal()
  }
  return points
}

class Forward {
  private readonly cloud: Cloud
  private readonly schedule: Schedule
  private readonly points: Float64Array
  private readonly random: Stream
  private readonly times: readonly number[]
  private t = 0

  constructor(problem: Given, seed: number) {
    this.cloud = cloudFrom(problem)
    this.schedule = scheduleFrom(problem)
    this.random = new Stream(seed)
    this.points = drawn(this.cloud, problem.samples, this.random)
    this.times = problem.times.filter(t => t <= problem.T)
  }

  *steps(): Generator<Iterate<Noised>, Status> {
    const { points, random } = this
    yield this.shown()
    for (const beta of this.schedule.betas) {
      const [kept, fresh] = [Math.sqrt(1 - beta), Math.sqrt(beta)]
      for (let at = 0; at < points.length; at++) points[at] = kept * points[at]! + fresh * random.normal()
      this.t++
      yield this.shown()
    }
    return 'converged'
  }

  private shown(): Iterate<Noised> {
    const bar = this.schedule.alphaBars[this.t]!
    const { mean, cov } = momentsOf(this.points, this.cloud.d)
    const metrics = { t: this.t, alpha_bar: bar, mean: mean[0]!, variance: cov[0]![0]! }
    return { k: this.t, state: { t: this.t, points: Array.from(this.points) }, metrics }
  }

  answer() {
    const { alphaBars } = this.schedule
    const certificate = certifyMoments(this.cloud, alphaBars[this.t]!, this.points)
    return {
      result: {
        t: this.t,
        moments: this.times.map(t => ({ t, ...exactMoments(this.cloud, alphaBars[t]!) })),
        points: rowsFrom(this.points, this.cloud.d),
        sample: momentsOf(this.points, this.cloud.d),
      },
      certificate: {
        ...certificate,
        holds: certificate.meanDeviation < 6 && (certificate.covarianceDeviation < 6 || certificate.points < 100),
      },
    }
  }
}

/** Noise step by step, x_t = √(1 − β_t) x_{t−1} + √β_t z, with the moments of q(x_t) in closed form beside the points'. */
export const forwardDiffusion = defineStepwise({
  id: 'forward-diffusion',
  title: { en: 'Forward diffusion', 'zh-CN': '前向扩散' },
  schema,
  check(problem) {
    const odd = problem.times.find(t => !Number.isInteger(t) || t < 0)
    return odd === undefined ? mixtureIssues(problem) : mismatch('times', 'T', '0 … T', odd)
  },
  begin(problem, seed) {
    const forward = new Forward(problem, seed)
    return { steps: forward.steps(), answer: () => forward.answer() }
  },
})
