import { defineStepwise } from '../../stepwise.ts'
import { chainFields, checkChain, placeAt, walk } from './chain.ts'
import { positiveField } from './fields.ts'

const schema = {
  ...chainFields,
  step: { ...positiveField('Width of a proposal', '提议的步宽', '\\sigma', 1), alias: 'proposal_sd' },
} as const

/** Random-walk Metropolis: a normal step, taken with probability min(1, p(to)/p(from)) (Metropolis and others 1953). */
export const metropolis = defineStepwise({
  id: 'metropolis',
  title: { en: 'Metropolis', 'zh-CN': 'Metropolis 抽样' },
  schema,
  check: problem => checkChain(problem),
  begin: (problem, seed) =>
    walk(problem, seed, (density, stream) => from => {
      const to = placeAt(
        density,
        from.x.map(value => value + problem.step * stream.normal()),
      )
      const accepted = Math.log(1 - stream.uniform()) < to.value - from.value
      return { to: accepted ? to : from, accepted }
    }),
})
