import { kernels } from '../../renderer/compute/kernels/index.ts'
import type { Kernel } from '../../renderer/compute/kernels/kernel.ts'
import { samples } from './samples.ts'

export type KernelName = keyof typeof kernels
export type Parts = Readonly<Record<string, Float64Array | Float32Array | Uint32Array>>
export type AnyKernel = Kernel<unknown, Parts>

export const kernelNames = Object.keys(kernels) as KernelName[]
export const kernelOf = (name: KernelName) => kernels[name] as unknown as AnyKernel
export const sampleOf = (name: KernelName, size: number, hostile: boolean): unknown => samples[name](size, hostile)

/** float32's smallest normal number: what lies below may be taken for 0. */
const denormal = 1.2e-38

/**
 * What another engine's output breaks, as sentences; none where it agrees: whole numbers exactly, NaN and infinities in
 * their places, all others within the bound, relative to the largest of their array.
 */
export function disagreements(actual: Parts, reference: Parts, bound: number): string[] {
  const parts = Object.keys(reference)
  if (Object.keys(actual).join() !== parts.join()) return [`parts ${Object.keys(actual).join()} for ${parts.join()}`]
  return parts.flatMap(part => {
    const found = partFault(actual[part]!, reference[part]!, bound)
    return found ? [`${part}${found}`] : []
  })
}

function partFault(actual: Parts[string], reference: Parts[string], bound: number): string | undefined {
  if (actual.length !== reference.length) return ` has ${actual.length} numbers for ${reference.length}`
  let scale = 0
  for (const value of reference) if (Number.isFinite(value)) scale = Math.max(scale, Math.abs(value))
  const allowed = reference instanceof Uint32Array ? 0 : bound * scale + denormal
  const at = reference.findIndex((value, i) => {
    const other = actual[i]!
    return Number.isFinite(value) ? !(Math.abs(other - value) <= allowed) : !Object.is(other, value)
  })
  return at < 0 ? undefined : `[${at}] is ${actual[at]}, the reference ${reference[at]}, allowed ${allowed}`
}
