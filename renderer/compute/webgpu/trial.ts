import { openApart, type Device, type Unavailable } from '../device.ts'
import { endsBinding } from './guard.ts'

/** What the compiler says of a shader. Places are counted from 1, columns in UTF-16 units; 0 where it names none. */
export interface CompilerMessage {
  readonly severity: 'error' | 'warning' | 'info'
  readonly line: number
  readonly column: number
  readonly length: number
  readonly message: string
}

/** Why a shader came to nothing on this device. */
export class Fault extends Error {
  readonly kind: 'lost' | 'timeout' | 'memory' | 'refused'
  constructor(kind: Fault['kind'], message = '') {
    super(message)
    this.kind = kind
  }
}

/** One start of a shader. The bindings stand as in the shaders of solvers/machine/shaders. */
export interface Launch {
  readonly a: Float32Array<ArrayBuffer>
  readonly b?: Float32Array<ArrayBuffer>
  /** Numbers that come back from `c` and from `sums`; a launch that goes on with numbers of `c` gives them. */
  readonly c: number | Float32Array<ArrayBuffer>
  readonly sums?: number
  readonly size: readonly number[]
  readonly groups: readonly [number, number]
}

export interface Launched {
  readonly c: Float32Array<ArrayBuffer>
  readonly sums: Float32Array<ArrayBuffer>
  /** Of one run on the device, from the call to the news that it is done; nothing is sent or read in it. */
  readonly ms: number
  /** Place of the last loop that was ended (see guard.ts); 0 where all ended by themselves. */
  readonly ended: number
}

/** A run shorter than this is done again and again, so that the clock and the call weigh little. */
const measuredMs = 10
const mostRuns = 500
/** A launch that is not over by then loses its device: nothing of ours takes as long. */
const patienceMs = 4_000

// WebGPU's constants by value: the type library knows the interfaces, not these namespaces.
const usage = { mapRead: 0x1, copySource: 0x4, copyTarget: 0x8, uniform: 0x40, storage: 0x80 }
const inCompute = 0x4
const types = ['read-only-storage', 'read-only-storage', 'storage', 'uniform', 'storage', 'storage'] as const

/** A shader of somebody else's on a device of its own. */
export class Trial {
  readonly device: Device
  private readonly gpu: GPUDevice
  private readonly layout: GPUBindGroupLayout
  private readonly patience: number

  private constructor(device: Device, patience: number) {
    this.device = device
    this.gpu = device.gpu
    this.patience = patience
    this.layout = this.gpu.createBindGroupLayout({
      entries: types.map((type, binding) => ({ binding, visibility: inCompute, buffer: { type } })),
    })
  }

  static async open(patience = patienceMs): Promise<Trial | Unavailable> {
    const device = await openApart()
    return typeof device === 'string' ? device : new Trial(device, patience)
  }

  close(): void {
    this.gpu.destroy()
  }

  /** What the compiler says; nothing is run. */
  async messages(code: string): Promise<CompilerMessage[]> {
    this.gpu.pushErrorScope('validation')
    const shader = this.gpu.createShaderModule({ code })
    void this.gpu.popErrorScope().catch(() => undefined)
    const { messages } = await this.within(shader.getCompilationInfo())
    return messages.map(({ type, lineNum, linePos, length, message }) => ({
      severity: type,
      line: lineNum,
      column: linePos,
      length,
      message: message.split('\n')[0]!.slice(0, 400),
    }))
  }

  /** Throws a Fault with the compiler's sentence where the shader does not fit the bindings or has no `main`. */
  async pipeline(code: string): Promise<GPUComputePipeline> {
    this.gpu.pushErrorScope('validation')
    const shader = this.gpu.createShaderModule({ code })
    void this.gpu.popErrorScope().catch(() => undefined)
    const layout = this.gpu.createPipelineLayout({ bindGroupLayouts: [this.layout] })
    const made = this.gpu.createComputePipelineAsync({ layout, compute: { module: shader, entryPoint: 'main' } })
    return this.within(
      made.catch((error: Error) => {
        throw new Fault('refused', sentenceFrom(error.message))
      }),
    )
  }

  /** Runs a shader once and reads what it wrote; then, where `measure` is set, more often for its time. */
  async launch(pipeline: GPUComputePipeline, launch: Launch, measure = true): Promise<Launched> {
    const buffers: GPUBuffer[] = []
    const { gpu } = this
    gpu.pushErrorScope('validation')
    gpu.pushErrorScope('out-of-memory')
    const work = this.launched(pipeline, launch, measure, buffers)
    const outcome = await work.then(
      value => ({ value }),
      (error: unknown) => ({ error }),
    )
    const scopes = Promise.all([gpu.popErrorScope(), gpu.popErrorScope()])
    for (const buffer of buffers) buffer.destroy()
    const [memory, validation] = await this.within(scopes)
    // What the device says of it explains whatever failed after.
    if (memory) throw new Fault('memory', memory.message)
    if (validation) throw new Fault('refused', sentenceFrom(validation.message))
    if ('error' in outcome) throw outcome.error
    return outcome.value
  }

  private async launched(
    pipeline: GPUComputePipeline,
    launch: Launch,
    measure: boolean,
    buffers: GPUBuffer[],
  ): Promise<Launched> {
    const bound = this.filled(launch, buffers)
    const entries = bound.map((buffer, binding) => ({ binding, resource: { buffer } }))
    const group = this.gpu.createBindGroup({ layout: this.layout, entries })
    await this.within(this.gpu.queue.onSubmittedWorkDone())
    const once = await this.run(pipeline, group, launch.groups, 1)
    const [c, sums, ends] = await this.read([bound[2]!, bound[4]!, bound[endsBinding]!], buffers)
    const ms = measure ? await this.leastMs(pipeline, group, launch.groups, once) : once
    return {
      c: new Float32Array(c!).subarray(0, lengthOf(launch.c)),
      sums: new Float32Array(sums!).subarray(0, launch.sums ?? 0),
      ms,
      ended: new Uint32Array(ends!)[0]!,
    }
  }

  /**
   * The least of several measurements: now and then one holds what is not the shader's, tens of milliseconds of making ready
   * on an NVIDIA H100. A software adapter has no such thing, and no time for it.
   */
  private async leastMs(
    pipeline: GPUComputePipeline,
    group: GPUBindGroup,
    groups: Launch['groups'],
    once: number,
  ): Promise<number> {
    const { software } = this.device
    let ms = once
    for (let i = 0; i < (software || ms > measuredMs ? 1 : 3); i++) {
      const runs = Math.min(mostRuns, Math.ceil(measuredMs / Math.max(ms, 0.01)))
      if (runs > 1 || !software) ms = Math.min(ms, await this.run(pipeline, group, groups, runs))
    }
    return ms
  }

  /** The buffers of a launch, filled; of those that it leaves out, small ones. */
  private filled({ a, b, c, sums, size }: Launch, all: GPUBuffer[]): GPUBuffer[] {
    const storage = usage.storage | usage.copySource | usage.copyTarget
    const make = (given: number | Float32Array<ArrayBuffer> | undefined, kind = storage) => {
      const buffer = this.gpu.createBuffer({ size: Math.max(16, 4 * lengthOf(given)), usage: kind })
      all.push(buffer)
      if (typeof given === 'object' && given.length) this.gpu.queue.writeBuffer(buffer, 0, given)
      return buffer
    }
    const uniform = make(4, usage.uniform | usage.copyTarget)
    this.gpu.queue.writeBuffer(
      uniform,
      0,
      Uint32Array.from({ length: 4 }, (_, i) => size[i] ?? 0),
    )
    return [make(a), make(b), make(c), uniform, make(sums), make(1)]
  }

  /** Milliseconds of one of so many runs in one submission. */
  private async run(
    pipeline: GPUComputePipeline,
    group: GPUBindGroup,
    groups: Launch['groups'],
    runs: number,
  ): Promise<number> {
    const encoder = this.gpu.createCommandEncoder()
    const pass = encoder.beginComputePass()
    pass.setPipeline(pipeline)
    pass.setBindGroup(0, group)
    for (let i = 0; i < runs; i++) pass.dispatchWorkgroups(...groups)
    pass.end()
    const commands = encoder.finish()
    const began = performance.now()
    this.gpu.queue.submit([commands])
    await this.within(this.gpu.queue.onSubmittedWorkDone())
    return (performance.now() - began) / runs
  }

  private async read(sources: readonly GPUBuffer[], all: GPUBuffer[]): Promise<ArrayBuffer[]> {
    const encoder = this.gpu.createCommandEncoder()
    const copies = sources.map(source => {
      const copy = this.gpu.createBuffer({ size: source.size, usage: usage.mapRead | usage.copyTarget })
      all.push(copy)
      encoder.copyBufferToBuffer(source, 0, copy, 0, source.size)
      return copy
    })
    this.gpu.queue.submit([encoder.finish()])
    await this.within(Promise.all(copies.map(copy => copy.mapAsync(0x1))))
    return copies.map(copy => copy.getMappedRange().slice(0))
  }

  /** Waits, but not for a device that is gone, nor longer than anything may take: then the device is given up. */
  private async within<T>(work: Promise<T>): Promise<T> {
    let timer: ReturnType<typeof setTimeout> | undefined
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        reject(new Fault('timeout'))
        this.gpu.destroy()
      }, this.patience)
    })
    const lost = this.gpu.lost.then(() => {
      throw new Fault('lost')
    })
    work.catch(() => undefined)
    try {
      return await Promise.race([work, lost, late])
    } catch (error) {
      if (error instanceof Fault) throw error
      // A device that goes fails its work first and tells after.
      throw (await Promise.race([this.gpu.lost.then(() => true), pause()])) ? new Fault('lost') : error
    } finally {
      clearTimeout(timer)
    }
  }
}

const pause = () => new Promise<false>(resolve => setTimeout(resolve, 100, false))

const lengthOf = (given: number | Float32Array | undefined): number =>
  typeof given === 'object' ? given.length : (given ?? 0)

/** The driver's own words without the list of where in it they were said. */
const sentenceFrom = (message: string): string =>
  message
    .split(/\n\s*-? ?While|\n\n/)[0]!
    .trim()
    .slice(0, 400)
