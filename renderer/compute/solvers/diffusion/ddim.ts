import { defineStepwise } from '../../stepwise.ts'
import { countField } from '../fields.ts'
import { backwards, backwardsFields, backwardsIssues } from './backwards.ts'

const schema = {
  ...backwardsFields,
  steps: { ...countField('Steps to take', '采样步数', 50, 1, 10_000, 200), alias: 'S' },
  eta: {
    kind: 'number',
    label: { en: 'Share of fresh noise', 'zh-CN': '新噪声的比例' },
    symbol: '\\eta',
    default: 0,
    min: 0,
    max: 1,
    slider: [0, 1],
    scale: 'linear',
  },
} as const

/**
 * Denoising diffusion implicit models (Song, Meng, Ermon 2021, equations 12 and 16) with the exact noise of a mixture:
 * x ← √ᾱ' x̂₀ + √(1 − ᾱ' − σ²) ε + σ z, σ = η √((1 − ᾱ')/(1 − ᾱ)) √(1 − ᾱ/ᾱ'); the last step ends at x̂₀.
 */
export const ddim = defineStepwise({
  id: 'ddim',
  title: { en: 'Sampling by DDIM', 'zh-CN': 'DDIM 采样' },
  schema,
  check: problem => backwardsIssues(problem),
  begin: (problem, seed) =>
    backwards(
      problem,
      problem.steps,
      seed,
      (bar, before) => problem.eta * Math.sqrt(((1 - before) / (1 - bar)) * (1 - bar / before)),
    ),
})
