import { defineKernel } from '../kernel.ts'
import { mixtureCpu, type MixtureInput, type MixtureOutput } from './cpu.ts'
import { mixtureGpu } from './gpu.ts'

/** Whose each point is, in a mixture of normal distributions. The solver in float64 goes on to the M-step in the same pass. */
export const mixture = defineKernel<MixtureInput, MixtureOutput>({
  name: 'mixture',
  cpu: mixtureCpu,
  gpu: mixtureGpu,
  errorBound: 1e-4,
  flops: ({ points, dimension, constants }) => points.length * constants.length * (1.5 * dimension + 20 / dimension),
  bytes: ({ points, dimension, constants }) =>
    4 * Math.max(points.length, (points.length / dimension) * constants.length, constants.length * dimension ** 2),
})
