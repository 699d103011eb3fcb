import { acquire, isLost, type Device, type Unavailable } from '../device.ts'
import { expectedMs } from '../webgpu/calibration.ts'
import { OutOfMemory } from '../webgpu/submit.ts'

export type Backend = 'auto' | 'cpu' | 'wasm' | 'gpu'
export type Precision = 'f64' | 'f32'
export type FallbackReason =
  | Unavailable
  | 'outside-f32'
  | 'strays-in-f32'
  | 'needs-f64'
  | 'too-large'
  | 'gpu-failed'
  | 'software-adapter'
  | 'below-crossover'
  | 'data-on-cpu'
  | 'no-wasm'

export interface Choice {
  readonly backend: Backend
  readonly precision: Precision
  /** Floating-point operations of the whole job, where the input is a part of one: all parts go to the same engine of the CPU. */
  readonly jobFlops?: number
}

/** Where and how numbers were computed, for the report. */
export interface Engine {
  /** `cpu` is TypeScript, `wasm` WebAssembly with SIMD on the same processor. */
  readonly backend: 'cpu' | 'wasm' | 'gpu'
  readonly precision: Precision
  readonly adapter?: string
  readonly software?: boolean
  /** Why another engine was wanted and not used. */
  readonly fallbackReason?: FallbackReason
}

export type Numbers = Float64Array | Float32Array
export type Arrays = Readonly<Record<string, Numbers | Uint32Array>>

/** The same signature in WebAssembly. */
interface Wasm<I, O> {
  /** The best one is taken that is at least as exact as what is asked for; `f32` alone serves `auto` in float32 only. */
  readonly precisions: readonly Precision[]
  /** Floating-point operations from which on `auto` takes it: below, copying or compiling costs more than it saves. */
  readonly from: number
  /** `undefined` where this machine or this problem has none. */
  run(input: I, precision: Precision): O | undefined
}

/** A problem in independent parts, so that the GPU works at most 50 ms at a time and a lost device costs one part only. */
interface Split<I, O> {
  count(input: I): number
  slice(input: I, from: number, to: number): I
  join(parts: readonly O[], input: I): O
}

interface KernelSource<I, O extends Arrays> {
  readonly name: string
  /** The reference, float64, plain to read. */
  cpu(input: I): O
  /** TypeScript made for speed where `cpu` is not; held to `cpu` by the same test. */
  readonly fast?: (input: I, precision: Precision) => O
  readonly wasm?: Wasm<I, O>
  /** The same signature in float32; `undefined` where float32 cannot hold the problem. */
  gpu(input: I, device: Device): Promise<O | undefined>
  readonly split?: Split<I, O>
  /** Largest |other engine − cpu| relative to the largest |cpu| of the array, for problems that do not magnify rounding. */
  readonly errorBound: number
  /** Floating-point operations, roughly. */
  flops(input: I): number
  /** Size of the largest buffer, in bytes. */
  bytes(input: I): number
  /** Little work for each number, and they lie on the CPU: sending them costs more than the work. `auto` never sends them. */
  readonly bound?: 'memory'
}

export interface Kernel<I, O extends Arrays> extends KernelSource<I, O> {
  /** Computes where `choice` asks for, else on the CPU with the reason. */
  run(input: I, choice: Choice): Promise<{ output: O; engine: Engine }>
  /** The GPU's answer, or none and the reason where `choice` or the problem keeps it from there. */
  runOnGpu(input: I, choice: Choice): Promise<{ output?: O; engine: Engine }>
  /** The same without the GPU, at once: for solvers that are no asynchronous code. */
  runOnCpu(input: I, choice: Choice): { output: O; engine: Engine }
}

/** Below this much work, or this little time on the CPU, the GPU is not even asked: submitting and reading back cost as much. */
const crossover = { flops: 2e7, cpuMs: 8 }
/** Operations a millisecond of closures over a tree; each kernel learns its own from its runs. */
const usualCpuRate = 2.5e6
/** Work that the GPU gets at once: by what it did last, and it may be slower the next time. */
const chunkMs = 25
/** Operations a millisecond that a GPU is trusted with before it has shown more. */
const firstGpuRate = { software: 2e5, hardware: 2e7 }

export function defineKernel<I, O extends Arrays>(source: KernelSource<I, O>): Kernel<I, O> {
  const runner = new Runner(source)
  return {
    ...source,
    runOnCpu: (input, choice) => runner.onCpu(input, choice),
    runOnGpu: async (input, choice) =>
      choice.backend === 'wasm' ? { engine: exactEngine('no-wasm') } : runner.onGpu(input, choice),
    async run(input, choice) {
      const { output, engine } = await runner.onGpu(input, choice)
      return output ? { output, engine } : runner.onCpu(input, choice, engine.fallbackReason)
    },
  }
}

type Answer<O> = { output: O; engine: Engine }

/** What of a problem the GPU has finished, in order: the checkpoint that a new device goes on from. */
interface Finished<O> {
  count: number
  readonly parts: O[]
}

/** Picks the engine for each run of a kernel, and learns from the runs how fast it is. */
class Runner<I, O extends Arrays> {
  private cpuRate = usualCpuRate
  private readonly gpuRates = new WeakMap<Device, number>()
  private readonly source: KernelSource<I, O>

  constructor(source: KernelSource<I, O>) {
    this.source = source
  }

  async onGpu(input: I, choice: Choice): Promise<Partial<Answer<O>> & Pick<Answer<O>, 'engine'>> {
    const finished: Finished<O> = { count: 0, parts: [] }
    for (;;) {
      const device = await this.deviceFor(input, choice)
      if (typeof device !== 'object') return { engine: exactEngine(device) }
      try {
        const reason = await this.inParts(input, device, finished)
        if (reason) return { engine: exactEngine(reason) }
        const { parts } = finished
        const output = parts.length === 1 ? parts[0]! : this.source.split!.join(parts, input)
        const { adapter, software } = device
        return { output, engine: { backend: 'gpu', precision: 'f32', adapter, software } }
      } catch (error) {
        // A lost device is asked for anew, until device.ts gives up; any other failure is the CPU's turn.
        if (!(await isLost(device)))
          return { engine: exactEngine(error instanceof OutOfMemory ? 'too-large' : 'gpu-failed') }
      }
    }
  }

  onCpu(input: I, choice: Choice, reason?: FallbackReason): Answer<O> {
    const { source } = this
    const began = performance.now()
    const flops = source.flops(input)
    const precision = wasmPrecision(source, choice, choice.jobFlops ?? flops)
    let output = precision && source.wasm!.run(input, precision)
    const backend = output ? 'wasm' : 'cpu'
    const fallbackReason = reason ?? (choice.backend === 'wasm' && !output ? 'no-wasm' : undefined)
    output ??= source.fast ? source.fast(input, choice.precision) : source.cpu(input)
    const used = backend === 'wasm' ? precision! : source.fast ? choice.precision : 'f64'
    const ms = performance.now() - began
    // A few milliseconds say something of the machine; less says more of the clock.
    if (ms > 4) this.cpuRate = flops / ms
    return { output, engine: { backend, precision: used, ...(fallbackReason && { fallbackReason }) } }
  }

  /** The device where the GPU shall do it, or why not; `undefined` where nobody wants it. */
  private async deviceFor(input: I, { backend, precision }: Choice): Promise<Device | FallbackReason | undefined> {
    if (backend === 'cpu' || backend === 'wasm') return undefined
    const { source, cpuRate } = this
    const asked = backend === 'gpu'
    const flops = source.flops(input)
    if (!asked) {
      if (precision === 'f64') return 'needs-f64'
      if (source.bound === 'memory') return 'data-on-cpu'
      if (flops < crossover.flops || flops / cpuRate < crossover.cpuMs) return 'below-crossover'
    }
    const device = await acquire()
    if (typeof device === 'string') return device
    const bytes = source.bytes(input)
    if (!source.split && bytes > device.gpu.limits.maxStorageBufferBindingSize) return 'too-large'
    if (asked) return device
    if (device.software) return 'software-adapter'
    return expectedMs(device, flops, bytes) > flops / cpuRate ? 'below-crossover' : device
  }

  private async inParts(input: I, device: Device, finished: Finished<O>): Promise<FallbackReason | undefined> {
    const { split } = this.source
    const count = split?.count(input) ?? 0
    if (!split || count === 0) {
      const output = await this.source.gpu(input, device)
      if (output) finished.parts.push(output)
      return output ? undefined : 'outside-f32'
    }
    const flopsEach = this.source.flops(input) / count
    const fitting = Math.floor(device.gpu.limits.maxStorageBufferBindingSize / (this.source.bytes(input) / count))
    if (fitting < 1) return 'too-large'
    while (finished.count < count) {
      const rate = this.gpuRates.get(device) ?? (device.software ? firstGpuRate.software : firstGpuRate.hardware)
      const within = Math.max(1, Math.floor((rate * chunkMs) / flopsEach))
      const size = Math.min(count - finished.count, fitting, within)
      const part = size === count ? input : split.slice(input, finished.count, finished.count + size)
      const began = performance.now()
      const output = await this.source.gpu(part, device)
      if (!output) return 'outside-f32'
      this.gpuRates.set(device, (size * flopsEach) / Math.max(0.1, performance.now() - began))
      finished.parts.push(output)
      finished.count += size
    }
    return undefined
  }
}

/** Float64 on the CPU, and why not elsewhere. */
const exactEngine = (fallbackReason?: FallbackReason): Engine => ({
  backend: 'cpu',
  precision: 'f64',
  ...(fallbackReason && { fallbackReason }),
})

/** Which precision WebAssembly is asked for, if it is asked at all. */
function wasmPrecision<I, O extends Arrays>(
  { wasm }: KernelSource<I, O>,
  { backend, precision }: Choice,
  flops: number,
): Precision | undefined {
  if (!wasm || backend === 'cpu' || (backend !== 'wasm' && flops < wasm.from)) return undefined
  if (wasm.precisions.includes(precision)) return precision
  if (wasm.precisions.includes('f64')) return 'f64'
  return backend === 'wasm' ? 'f32' : undefined
}

/** Replaces the line `//> splice` of a shader by generated code. */
export const spliced = (shader: string, code: string): string => shader.replace(/^\/\/> splice$/m, () => code)

/** What a buffer of the GPU takes. */
export const singles = (values: ArrayLike<number>): Float32Array<ArrayBuffer> => Float32Array.from(values)
