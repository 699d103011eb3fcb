import { defineKernel } from '../kernel.ts'
import { scanCpu, type ScanInput, type ScanOutput } from './cpu.ts'
import { scanGpu } from './gpu.ts'

/** Prefix sums. */
export const scan = defineKernel<ScanInput, ScanOutput>({
  name: 'scan',
  cpu: scanCpu,
  gpu: scanGpu,
  errorBound: 1e-4,
  flops: ({ values }) => values.length,
  bytes: ({ values }) => 4 * values.length,
  bound: 'memory',
})
