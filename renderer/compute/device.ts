/** One WebGPU device for the whole module, made when it is first wanted. Nothing else touches `navigator.gpu`. */
export interface Device {
  readonly gpu: GPUDevice
  /** The adapter as it names itself. */
  readonly adapter: string
  /** A software adapter (SwiftShader, llvmpipe, WARP): right, but no faster than the CPU. */
  readonly software: boolean
  /** For benches: passes are run so often in one submission, so that transfers can be told from work. */
  readonly repeat?: number
}
export type Unavailable = 'no-webgpu' | 'no-adapter' | 'device-lost'

// After a loss a new device is asked for this often; then the CPU takes over for good.
const newDevicesAllowed = 2

let current: Promise<Device | Unavailable> | undefined
let losses = 0

async function open(): Promise<Device | Unavailable> {
  if (losses > newDevicesAllowed) return 'device-lost'
  const device = await request()
  if (typeof device === 'object')
    void device.gpu.lost.then(() => {
      losses++
      current = undefined
    })
  return device
}

async function request(): Promise<Device | Unavailable> {
  const gpu = (globalThis.navigator as Partial<NavigatorGPU> | undefined)?.gpu
  if (!gpu) return 'no-webgpu'
  const adapter = await gpu.requestAdapter().catch(() => null)
  if (!adapter) return 'no-adapter'
  // No limit above the specification's defaults is asked for.
  const device = await adapter.requestDevice().catch(() => undefined)
  if (!device) return 'no-adapter'
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

const apart = new Set<Device>()

/**
 * A device of its own for code that is not ours: should it be lost, nothing else is, and the module's own device stays.
 * Whoever asks for it destroys it.
 */
export async function openApart(): Promise<Device | Unavailable> {
  const device = await request()
  if (typeof device === 'string') return device
  apart.add(device)
  void device.gpu.lost.then(() => apart.delete(device))
  return device
}

/** For tests: takes the device away in the middle of whatever it does, as a driver's crash would. Resolves when it is gone. */
export async function loseDevice(): Promise<void> {
  const device = await acquire()
  if (typeof device === 'string') return
  device.gpu.destroy()
  await device.gpu.lost
}

/** For tests: the same for every device that stands apart; how many there were. */
export async function loseApart(): Promise<number> {
  const devices = [...apart]
  for (const { gpu } of devices) gpu.destroy()
  await Promise.all(devices.map(({ gpu }) => gpu.lost))
  return devices.length
}

/** Whether `device` is gone; waits a moment, because the news may come after the failure it causes. */
export function isLost(device: Device): Promise<boolean> {
  return Promise.race([
    device.gpu.lost.then(() => true),
    new Promise<boolean>(resolve => setTimeout(resolve, 100, false)),
  ])
}
