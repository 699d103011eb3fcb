import { defineKernel } from '../kernel.ts'
import { kMeansCpu, type KMeansInput, type KMeansOutput } from './cpu.ts'
import { kMeansGpu } from './gpu.ts'

/** Nearest centres. Where two are equally near, rounding decides on a GPU. */
export const kMeans = defineKernel<KMeansInput, KMeansOutput>({
  name: 'k-means',
  cpu: kMeansCpu,
  gpu: kMeansGpu,
  errorBound: 1e-5,
  flops: ({ points, centres, dimension }) => (3 * points.length * centres.length) / dimension,
  bytes: ({ points, centres }) => 4 * Math.max(points.length, centres.length),
})
