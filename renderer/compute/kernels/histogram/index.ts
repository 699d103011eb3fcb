import { defineKernel } from '../kernel.ts'
import { histogramCpu, histogramFast, type HistogramInput, type HistogramOutput } from './cpu.ts'
import { histogramGpu } from './gpu.ts'

/** How many values lie in each bin. Denormals may count as 0 on a GPU: no edge should lie there. */
export const histogram = defineKernel<HistogramInput, HistogramOutput>({
  name: 'histogram',
  cpu: histogramCpu,
  fast: histogramFast,
  gpu: histogramGpu,
  errorBound: 0,
  flops: ({ values, edges }) => values.length * Math.ceil(Math.log2(edges.length) + 1),
  bytes: ({ values, edges }) => 4 * Math.max(values.length, edges.length),
  bound: 'memory',
})
