/** One WebGPU device for the whole module, made when it is first wanted. Nothing else touches `navigator.gpu`. */
export interface Device {
  readonly gpu: GPUDevice
  /** The adapter as it names itself. */
  readonly adapter: string
  /** A software adapter (SwiftShader, llvmpipe, WARP): right, but no faster than the CPU. */
  readonly software: boolean
}
export type Unavailable = 'no-webgpu' | 'no-adapter' | 'device-lost'

/** A storage buffer in the order of its binding. `data` goes up before the run; `read` brings it back after. */
export interface Binding {
  readonly data?: Float32Array<ArrayBuffer> | Uint32Array<ArrayBuffer>
  readonly length: number
  readonly read?: boolean
}

// After a loss a new device is asked for this often; then the CPU takes over for good.
const newDevicesAllowed = 2
const cachedPipelines = 64

// WebGPU's constants by value: the type library knows the interfaces, not these namespaces.
const usage = { mapRead: 0x1, copySource: 0x4, copyTarget: 0x8, storage: 0x80 }
const mapForReading = 0x1

let current: Promise<Device | Unavailable> | undefined
let losses = 0

async function open(): Promise<Device | Unavailable> {
  if (losses > newDevicesAllowed) return 'device-lost'
  const gpu = (globalThis.navigator as Partial<NavigatorGPU> | undefined)?.gpu
  if (!gpu) return 'no-webgpu'
  const adapter = await gpu.requestAdapter().catch(() => null)
  if (!adapter) return 'no-adapter'
  // No limit above the specification's defaults is asked for.
  const device = await adapter.requestDevice().catch(() => undefined)
  if (!device) return 'no-adapter'
  void device.lost.then(() => {
    losses++
    current = undefined
  })
  const { vendor, architecture, description, device: model, isFallbackAdapter } = adapter.info
  const name = description || [vendor, architecture || model].filter(Boolean).join(' ') || 'WebGPU'
  return {
    gpu: device,
    adapter: name,
    software: isFallbackAdapter || /swiftshader|llvmpipe|lavapipe|basic render/i.test(`${name} ${architecture}`),
  }
}

export function acquire(): Promise<Device | Unavailable> {
  return (current ??= open())
}

// Weak, so that a lost device takes its pipelines with it.
const pipelines = new WeakMap<GPUDevice, Map<string, Promise<GPUComputePipeline>>>()

function pipelineFor(gpu: GPUDevice, code: string): Promise<GPUComputePipeline> {
  let cache = pipelines.get(gpu)
  if (!cache) pipelines.set(gpu, (cache = new Map()))
  const known = cache.get(code)
  cache.delete(code)
  const pipeline =
    known ?? gpu.createComputePipelineAsync({ layout: 'auto', compute: { module: gpu.createShaderModule({ code }) } })
  cache.set(code, pipeline)
  const [oldest] = cache.keys()
  if (cache.size > cachedPipelines && oldest !== undefined) cache.delete(oldest)
  return pipeline
}

function bufferFor(gpu: GPUDevice, { data, length }: Binding): GPUBuffer {
  const buffer = gpu.createBuffer({
    size: Math.max(16, length * 4),
    usage: usage.storage | usage.copySource | usage.copyTarget,
  })
  if (data?.length) gpu.queue.writeBuffer(buffer, 0, data)
  return buffer
}

/**
 * Runs `main` of `code` over `workgroups` groups and resolves with the contents of the bindings marked `read`, in order.
 * Throws when the shader does not compile, memory runs out or the device goes.
 */
export async function dispatch(
  device: Device,
  code: string,
  bindings: readonly Binding[],
  workgroups: number,
): Promise<Float32Array[]> {
  const { gpu } = device
  const pipeline = await pipelineFor(gpu, code)
  gpu.pushErrorScope('out-of-memory')
  gpu.pushErrorScope('validation')
  const buffers = bindings.map(binding => bufferFor(gpu, binding))
  const wanted = bindings.flatMap((binding, i) =>
    binding.read ? [{ source: buffers[i]!, size: binding.length * 4 }] : [],
  )
  const copies = wanted.map(({ size }) =>
    gpu.createBuffer({ size: Math.max(16, size), usage: usage.mapRead | usage.copyTarget }),
  )
  const entries = buffers.map((buffer, binding) => ({ binding, resource: { buffer } }))
  const encoder = gpu.createCommandEncoder()
  const pass = encoder.beginComputePass()
  pass.setPipeline(pipeline)
  pass.setBindGroup(0, gpu.createBindGroup({ layout: pipeline.getBindGroupLayout(0), entries }))
  // Two dimensions: one may hold 65,535 groups only. The shader numbers them through.
  pass.dispatchWorkgroups(Math.min(workgroups, 65_535), Math.ceil(workgroups / 65_535))
  pass.end()
  wanted.forEach(({ source, size }, i) => encoder.copyBufferToBuffer(source, 0, copies[i]!, 0, size))
  gpu.queue.submit([encoder.finish()])
  const scopes = [gpu.popErrorScope(), gpu.popErrorScope()]
  try {
    await Promise.all(copies.map(copy => copy.mapAsync(mapForReading)))
    for (const scope of scopes) {
      const error = await scope
      if (error) throw new Error(error.message)
    }
    return copies.map((copy, i) => new Float32Array(copy.getMappedRange().slice(0, wanted[i]!.size)))
  } finally {
    for (const buffer of [...buffers, ...copies]) buffer.destroy()
  }
}

/** Whether `device` is gone; waits a moment, because the news may come after the failure it causes. */
export function isLost(device: Device): Promise<boolean> {
  return Promise.race([
    device.gpu.lost.then(() => true),
    new Promise<boolean>(resolve => setTimeout(resolve, 100, false)),
  ])
}
