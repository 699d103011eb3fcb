import { defineKernel } from '../kernel.ts'
import { meanFieldCpu, type MeanFieldInput, type MeanFieldOutput } from './cpu.ts'
import { meanFieldGpu } from './gpu.ts'

/** One implicit time step of the values or crowds of mean-field games on lines. */
export const meanField = defineKernel<MeanFieldInput, MeanFieldOutput>({
  name: 'mean-field',
  cpu: meanFieldCpu,
  gpu: meanFieldGpu,
  errorBound: 1e-5,
  flops: ({ given }) => 16 * given.length,
  bytes: ({ given }) => 16 * given.length,
  bound: 'memory',
})
