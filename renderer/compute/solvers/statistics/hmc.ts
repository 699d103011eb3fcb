import type { Smooth } from '../../expression/sum.ts'
import { defineStepwise } from '../../stepwise.ts'
import { chainFields, checkChain, placeAt, walk, type Place } from './chain.ts'
import { positiveField } from './fields.ts'

const schema = {
  ...chainFields,
  step: { ...positiveField('Time step', '时间步长', '\\varepsilon', 0.25), alias: 'step_size' },
  leaps: {
    kind: 'number',
    label: { en: 'Steps of a path', 'zh-CN': '每条轨迹的步数' },
    symbol: 'L',
    default: 10,
    min: 1,
    max: 1_000,
    slider: [1, 50],
    scale: 'linear',
    whole: true,
    alias: 'n_leapfrog',
  },
} as const

/** Leapfrog in the potential −ln p with unit masses; the momentum is changed in place. */
function leapfrog(density: Smooth, from: Place, momentum: Float64Array, step: number, leaps: number): Place {
  let here = from
  for (let leap = 0; leap < leaps && Number.isFinite(here.value); leap++) {
    for (let j = 0; j < momentum.length; j++) momentum[j]! += (step / 2) * here.slope[j]!
    here = placeAt(
      density,
      here.x.map((value, j) => value + step * momentum[j]!),
    )
    for (let j = 0; j < momentum.length; j++) momentum[j]! += (step / 2) * here.slope[j]!
  }
  return here
}

const kinetic = (momentum: Float64Array) => momentum.reduce((sum, value) => sum + value * value, 0) / 2

/** Hamiltonian Monte Carlo with a fixed path (Neal, MCMC using Hamiltonian dynamics, 2011). */
export const hmc = defineStepwise({
  id: 'hmc',
  title: { en: 'Hamiltonian Monte Carlo', 'zh-CN': '哈密顿蒙特卡洛' },
  schema,
  check: problem => checkChain(problem),
  begin: (problem, seed) =>
    walk(problem, seed, (density, stream) => from => {
      const momentum = from.x.map(() => stream.normal())
      const before = kinetic(momentum) - from.value
      const to = leapfrog(density, from, momentum, problem.step, problem.leaps)
      const energyError = kinetic(momentum) - to.value - before
      const accepted = Math.log(1 - stream.uniform()) < -energyError
      return { to: accepted ? to : from, accepted, metrics: { energyError } }
    }),
})
