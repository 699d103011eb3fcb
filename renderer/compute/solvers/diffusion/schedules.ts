import type { Problem } from '../../schema.ts'
import { countField, positiveNumber } from '../fields.ts'

const rate = [1e-8, 0.999] as const

/** Which noise when; every solver of this family knows it. */
export const scheduleFields = {
  schedule: {
    kind: 'choice',
    label: { en: 'Schedule of the noise', 'zh-CN': '噪声日程' },
    default: 'linear',
    options: ['linear', 'scaled-linear', 'cosine', 'sigmoid', 'constant'],
  },
  T: { ...countField('Steps', '步数', 1_000, 1, 10_000, 1_000), symbol: 'T' },
  beta_start: positiveNumber('First rate', '起始噪声率', '\\beta_1', 1e-4, rate, [1e-5, 1e-2]),
  beta_end: positiveNumber('Last rate', '最终噪声率', '\\beta_T', 0.02, rate, [1e-3, 0.5]),
  offset: {
    ...positiveNumber('Offset of the cosine', '余弦日程的偏移', 's', 0.008, [1e-8, 1], [1e-3, 0.1]),
    alias: 's',
  },
} as const
export type Scheduled = Problem<typeof scheduleFields>

/** The rates of steps 1 … T; `betas[t − 1]` belongs to step t. */
export interface Schedule {
  readonly betas: Float64Array
  /** Π (1 − β) up to step t at index t: index 0 is 1, the data. */
  readonly alphaBars: Float64Array
}

const cosineBar = (share: number, s: number): number => Math.cos((((share + s) / (1 + s)) * Math.PI) / 2) ** 2
/** Steepness of the sigmoid from end to end. */
const sigmoidReach = 6

/** β of step t + 1 of T. */
function betaOf({ schedule, T, beta_start: from, beta_end: to, offset }: Scheduled, t: number): number {
  const share = T > 1 ? t / (T - 1) : 0
  switch (schedule) {
    case 'cosine':
      return Math.min(0.999, 1 - cosineBar((t + 1) / T, offset) / cosineBar(t / T, offset))
    case 'scaled-linear':
      return (Math.sqrt(from) + share * (Math.sqrt(to) - Math.sqrt(from))) ** 2
    case 'sigmoid':
      return from + (to - from) / (1 + Math.exp(-sigmoidReach * (2 * share - 1)))
    case 'constant':
      return to
    default:
      return from + share * (to - from)
  }
}

/**
 * The schedules in use: linear (Ho, Jain, Abbeel 2020), linear in √β (Rombach and others 2022), cosine, clipped at 0.999
 * (Nichol and Dhariwal 2021), sigmoid, and one rate throughout.
 */
export function scheduleFrom(given: Scheduled): Schedule {
  const betas = Float64Array.from({ length: given.T }, (_, t) => betaOf(given, t))
  const alphaBars = new Float64Array(given.T + 1)
  alphaBars[0] = 1
  betas.forEach((beta, t) => (alphaBars[t + 1] = alphaBars[t]! * (1 - beta)))
  return { betas, alphaBars }
}
