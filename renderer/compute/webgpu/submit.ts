import type { Device } from '../device.ts'
import { BufferPool } from './pool.ts'

/** A storage buffer. `data` goes up before the passes; `read` brings it back after them. */
export interface Binding {
  readonly data?: Float32Array<ArrayBuffer> | Uint32Array<ArrayBuffer>
  /** In words of four bytes. */
  readonly length: number
  readonly read?: boolean
  /** Filled with zeros first; without it and `data` a buffer holds whatever the last use left. */
  readonly clear?: boolean
}

/** A binding that brings `data` up. */
export const up = (data: Binding['data'] & object): Binding => ({ data, length: data.length })

/** One run of `main` of a shader over so many workgroups. */
export interface Pass {
  readonly code: string
  /** Values of the shader's `override`s. */
  readonly constants?: Readonly<Record<string, number>>
  /** In the order of `@binding`; the same object in two passes is the same buffer. Every one must be used by the shader. */
  readonly bindings: readonly Binding[]
  /** Of a list: the device numbers them through over two dimensions. Of a plane: columns and rows. */
  readonly workgroups: number | readonly [number, number]
}

const cachedPipelines = 64
/** One dimension holds so many groups. */
const mostGroups = 65_535

// WebGPU's constants by value: the type library knows the interfaces, not these namespaces.
const usage = { mapRead: 0x1, copySource: 0x4, copyTarget: 0x8, storage: 0x80 }
const mapForReading = 0x1
const forStorage = usage.storage | usage.copySource | usage.copyTarget
const forReading = usage.mapRead | usage.copyTarget

// Weak, so that a lost device takes its pipelines and buffers with it.
const pipelines = new WeakMap<GPUDevice, Map<string, Promise<GPUComputePipeline>>>()
const pools = new WeakMap<GPUDevice, BufferPool>()

function pipelineFor(gpu: GPUDevice, { code, constants = {} }: Pass): Promise<GPUComputePipeline> {
  let cache = pipelines.get(gpu)
  if (!cache) pipelines.set(gpu, (cache = new Map()))
  const key = `${JSON.stringify(constants)}\n${code}`
  const known = cache.get(key)
  cache.delete(key)
  const pipeline =
    known ??
    gpu.createComputePipelineAsync({
      layout: 'auto',
      compute: { module: gpu.createShaderModule({ code }), constants: { ...constants } },
    })
  cache.set(key, pipeline)
  const [oldest] = cache.keys()
  if (cache.size > cachedPipelines && oldest !== undefined) cache.delete(oldest)
  return pipeline
}

export function poolOf(gpu: GPUDevice): BufferPool {
  let pool = pools.get(gpu)
  if (!pool) pools.set(gpu, (pool = new BufferPool(gpu)))
  return pool
}

const bytesOf = ({ length }: Binding) => Math.max(16, length * 4)

/** Memory of the device ran out; the pool has been emptied. */
export class OutOfMemory extends Error {}

/**
 * Runs the passes in order in one submission and resolves with the contents of the bindings marked `read`, in the order
 * in which they first appear. Throws when a shader does not compile, memory runs out or the device goes.
 */
export async function submit(
  { gpu, repeat = 1 }: Device,
  passes: readonly Pass[],
): Promise<Float32Array<ArrayBuffer>[]> {
  const compiled = await Promise.all(passes.map(pass => pipelineFor(gpu, pass)))
  const pool = poolOf(gpu)
  const bindings = [...new Set(passes.flatMap(pass => pass.bindings))]
  const wanted = bindings.filter(binding => binding.read)
  gpu.pushErrorScope('validation')
  gpu.pushErrorScope('out-of-memory')
  const buffers = new Map(bindings.map(binding => [binding, pool.take(bytesOf(binding), forStorage)]))
  const copies = wanted.map(binding => pool.take(bytesOf(binding), forReading))
  const scopes = [gpu.popErrorScope()]
  try {
    const encoder = gpu.createCommandEncoder()
    for (const [binding, buffer] of buffers) {
      if (binding.data?.length) gpu.queue.writeBuffer(buffer, 0, binding.data)
      else if (binding.clear) encoder.clearBuffer(buffer, 0, bytesOf(binding))
    }
    for (let turn = 0; turn < repeat; turn++)
      passes.forEach((pass, i) => encode(gpu, encoder, compiled[i]!, pass, buffers))
    wanted.forEach((binding, i) =>
      encoder.copyBufferToBuffer(buffers.get(binding)!, 0, copies[i]!, 0, bytesOf(binding)),
    )
    gpu.queue.submit([encoder.finish()])
    scopes.push(gpu.popErrorScope())
    const reading = Promise.all(copies.map(copy => copy.mapAsync(mapForReading)))
    // Awaited below; a failure of the scopes comes first.
    reading.catch(() => undefined)
    const [memory, validation] = await Promise.all(scopes)
    if (memory) throw new OutOfMemory(memory.message)
    if (validation) throw new Error(validation.message)
    await reading
    return copies.map((copy, i) => {
      const bytes = copy.getMappedRange(0, bytesOf(wanted[i]!)).slice(0, wanted[i]!.length * 4)
      copy.unmap()
      return new Float32Array(bytes)
    })
  } catch (error) {
    // What failed is not handed to the next.
    for (const buffer of [...buffers.values(), ...copies.splice(0)]) buffer.destroy()
    buffers.clear()
    if (error instanceof OutOfMemory) pool.clear()
    throw error
  } finally {
    for (const buffer of [...buffers.values(), ...copies]) pool.give(buffer)
  }
}

function encode(
  gpu: GPUDevice,
  encoder: GPUCommandEncoder,
  pipeline: GPUComputePipeline,
  { bindings, workgroups }: Pass,
  buffers: ReadonlyMap<Binding, GPUBuffer>,
): void {
  const entries = bindings.map((bound, binding) => ({
    binding,
    // The exact size, for a pooled buffer is larger and a shader may ask for the length of its array.
    resource: { buffer: buffers.get(bound)!, size: bytesOf(bound) },
  }))
  const pass = encoder.beginComputePass()
  pass.setPipeline(pipeline)
  pass.setBindGroup(0, gpu.createBindGroup({ layout: pipeline.getBindGroupLayout(0), entries }))
  if (typeof workgroups === 'number')
    pass.dispatchWorkgroups(Math.min(workgroups, mostGroups), Math.ceil(workgroups / mostGroups))
  else pass.dispatchWorkgroups(...workgroups)
  pass.end()
}
