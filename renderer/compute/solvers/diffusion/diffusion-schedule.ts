import { atOnce, defineStepwise } from '../../stepwise.ts'
import { certifySchedule } from '../../verify/schedule.ts'
import { scheduleFields, scheduleFrom, type Schedule } from './schedules.ts'

/** All that the two directions need to know of step t, an entry a step, step 1 first. */
function tableFrom({ betas, alphaBars }: Schedule) {
  const each = (of: (beta: number, bar: number, before: number) => number) =>
    Array.from(betas, (beta, t) => of(beta, alphaBars[t + 1]!, alphaBars[t]!))
  return {
    t: Array.from(betas, (_, t) => t + 1),
    beta: Array.from(betas),
    alpha_bar: Array.from(alphaBars.subarray(1)),
    sqrt_ab: each((_, bar) => Math.sqrt(bar)),
    sqrt_1mab: each((_, bar) => Math.sqrt(1 - bar)),
    posterior_var: each((beta, bar, before) => ((1 - before) / (1 - bar)) * beta),
    post_mean_coef_x0: each((beta, bar, before) => (Math.sqrt(before) * beta) / (1 - bar)),
    post_mean_coef_xt: each((beta, bar, before) => (Math.sqrt(1 - beta) * (1 - before)) / (1 - bar)),
    snr: each((_, bar) => bar / (1 - bar)),
  }
}

/** β, ᾱ, the signal to noise, and mean and variance of q(x_{t−1} | x_t, x_0) of every step (Ho, Jain, Abbeel 2020). */
export const diffusionSchedule = defineStepwise({
  id: 'diffusion-schedule',
  title: { en: 'Schedule of a diffusion', 'zh-CN': '扩散噪声日程' },
  schema: scheduleFields,
  check: () => [],
  begin: problem =>
    atOnce(() => {
      const result = tableFrom(scheduleFrom(problem))
      const metrics = { alpha_bar: result.alpha_bar.at(-1)!, snr: result.snr.at(-1)! }
      return { state: result.alpha_bar, metrics, result, certificate: certifySchedule(result) }
    }),
})
