import { acquire, isLost, type Device, type Unavailable } from '../device.ts'

export type Backend = 'auto' | 'cpu' | 'gpu'
export type Precision = 'f64' | 'f32'
export type FallbackReason = Unavailable | 'outside-f32' | 'needs-f64' | 'too-large' | 'gpu-failed'

export interface Choice {
  readonly backend: Backend
  readonly precision: Precision
}

/** Where and how numbers were computed, for the report. */
export interface Engine {
  readonly backend: 'cpu' | 'gpu'
  readonly precision: Precision
  readonly adapter?: string
  readonly software?: boolean
  /** Why the GPU was wanted and not used. */
  readonly fallbackReason?: FallbackReason
}

type Arrays = Readonly<Record<string, Float64Array>>

interface KernelSource<I, O extends Arrays> {
  readonly name: string
  /** The reference, float64. */
  cpu(input: I): O
  /** The same signature in float32; `undefined` where float32 cannot hold the problem. */
  gpu(input: I, device: Device): Promise<O | undefined>
  /** Largest |gpu − cpu| relative to the largest |cpu| of the array, for problems that do not magnify rounding. */
  readonly errorBound: number
  /** Size of the largest buffer, in bytes. */
  bytes(input: I): number
}

export interface Kernel<I, O extends Arrays> extends KernelSource<I, O> {
  /** Computes where `choice` asks for, else on the CPU with the reason. */
  run(input: I, choice: Choice): Promise<{ output: O; engine: Engine }>
}

export function defineKernel<I, O extends Arrays>(source: KernelSource<I, O>): Kernel<I, O> {
  const onCpu = (input: I, fallbackReason?: FallbackReason) => ({
    output: source.cpu(input),
    engine: { backend: 'cpu', precision: 'f64', ...(fallbackReason && { fallbackReason }) } satisfies Engine,
  })
  return {
    ...source,
    async run(input, { backend, precision }) {
      if (backend === 'cpu') return onCpu(input)
      if (backend === 'auto' && precision === 'f64') return onCpu(input, 'needs-f64')
      for (;;) {
        const device = await acquire()
        if (typeof device === 'string') return onCpu(input, device)
        if (source.bytes(input) > device.gpu.limits.maxStorageBufferBindingSize) return onCpu(input, 'too-large')
        try {
          const output = await source.gpu(input, device)
          if (!output) return onCpu(input, 'outside-f32')
          const { adapter, software } = device
          return { output, engine: { backend: 'gpu', precision: 'f32', adapter, software } }
        } catch {
          // A lost device is asked for anew, until device.ts gives up; any other failure is the CPU's turn.
          if (!(await isLost(device))) return onCpu(input, 'gpu-failed')
        }
      }
    },
  }
}

/** Replaces the line `//> splice` of a shader by generated code. */
export const spliced = (shader: string, code: string): string => shader.replace(/^\/\/> splice$/m, () => code)
