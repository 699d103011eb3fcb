import { describe, expect, test } from 'vitest'
import { disagreements, kernelNames, kernelOf, sampleOf } from '../../../gpu/parity.ts'
import { sizes } from '../../../gpu/samples.ts'

/** Rounding of float64 sums in another order. */
const exact = 1e-12

const cases = sizes.flatMap(size => [[size, 'ordinary'] as const, [size, 'special'] as const])
const having = (part: 'wasm' | 'fast') => kernelNames.filter(name => kernelOf(name)[part])

describe.each(having('wasm'))('%s in WebAssembly', name => {
  const kernel = kernelOf(name)
  test.each(cases)('agrees with its reference at size %i on %s values', (size, kind) => {
    const input = sampleOf(name, size, kind === 'special')
    const reference = kernel.cpu(input)
    for (const precision of kernel.wasm!.precisions) {
      const bound = precision === 'f64' ? exact : kernel.errorBound
      // Every machine that this runs on has SIMD, so nothing is left out in silence.
      expect(disagreements(kernel.wasm!.run(input, precision)!, reference, bound)).toEqual([])
    }
  })
})

describe.each(having('fast'))('%s in fast TypeScript', name => {
  const kernel = kernelOf(name)
  test.each(cases)('agrees with its reference at size %i on %s values', (size, kind) => {
    const input = sampleOf(name, size, kind === 'special')
    const reference = kernel.cpu(input)
    expect(disagreements(kernel.fast!(input, 'f64'), reference, exact)).toEqual([])
    expect(disagreements(kernel.fast!(input, 'f32'), reference, kernel.errorBound)).toEqual([])
  })
})
