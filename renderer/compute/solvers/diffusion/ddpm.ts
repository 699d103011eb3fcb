import { defineStepwise, mismatch } from '../../stepwise.ts'
import { backwards, backwardsFields, backwardsIssues } from './backwards.ts'

/**
 * Denoising diffusion probabilistic models (Ho, Jain, Abbeel 2020, algorithm 2) with the exact noise of a mixture: each
 * step draws from q(x_{t−1} | x_t, x̂₀), whose variance is β̃_t = (1 − ᾱ_{t−1}) β_t / (1 − ᾱ_t). Over fewer times than T
 * β is what lies between two of them.
 */
export const ddpm = defineStepwise({
  id: 'ddpm',
  title: { en: 'Sampling by DDPM', 'zh-CN': 'DDPM 采样' },
  schema: { ...backwardsFields, T: { ...backwardsFields.T, default: 400 } },
  check: problem => {
    const issues = backwardsIssues(problem)
    const work = problem.means.length * (problem.starts.length || problem.samples) * problem.T
    return issues.length || work <= 1e10 ? issues : mismatch('samples', 'T', 'K n T ≤ 10¹⁰', work)
  },
  begin: (problem, seed) =>
    backwards(problem, problem.T, seed, (bar, before) => Math.sqrt(((1 - before) / (1 - bar)) * (1 - bar / before))),
})
