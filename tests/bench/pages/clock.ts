import type { Device } from '../../../renderer/compute/device.ts'

/** Enough to be told from the clock: on the device's own, whose steps a browser makes coarse (0.1 ms), and on the CPU's. */
const wantedMs = 60
/** A GPU that has rested runs at a sixth of its clock for a while (an H100 at 345 of 1,980 MHz): it works so long first. */
const wakingMs = 300
/** On a software adapter a dispatch alone takes milliseconds. */
const mostRepeats = (device: Device) => (device.software ? 8 : 1_024)

type Run = (device: Device) => Promise<unknown>

/** Before a device is asked for: it shall have timestamps where its adapter has them. */
export function wantTimestamps(): void {
  const { gpu } = globalThis.navigator
  const request = gpu.requestAdapter.bind(gpu)
  gpu.requestAdapter = async options => {
    const adapter = await request(options)
    const device = adapter?.requestDevice.bind(adapter)
    if (adapter?.features.has('timestamp-query') && device)
      adapter.requestDevice = descriptor => device({ ...descriptor, requiredFeatures: ['timestamp-query'] })
    return adapter
  }
}

/**
 * Milliseconds of one run on the device: from the start of its first pass to the end of its last, of many in one
 * submission, so that neither transfers nor encoding on the CPU are in it. Without timestamps the difference of many runs
 * and of one, in which encoding is.
 */
export async function timeOf(device: Device, run: Run): Promise<number> {
  await run({ ...device, repeat: 1 })
  return device.gpu.features.has('timestamp-query') ? byTimestamps(device, run) : byDifference(device, run)
}

async function byTimestamps(device: Device, run: Run): Promise<number> {
  const passes = await passesOf(device, run, 1)
  for (const began = performance.now(); performance.now() - began < wakingMs;) {
    await run({ ...device, repeat: 4 })
    await device.gpu.queue.onSubmittedWorkDone()
  }
  let repeat = 4
  for (;;) {
    const found: number[] = []
    for (let i = 0; i < 3; i++) found.push((await passesOf(device, run, repeat, passes.count * repeat)).ms)
    const median = found.toSorted((a, b) => a - b)[1]!
    if (median > wantedMs || repeat >= mostRepeats(device)) return median / repeat
    repeat = Math.min(mostRepeats(device), repeat * (median > wantedMs / 16 ? 4 : 16))
  }
}

/** Runs, counts the passes, and times them where it is known how many there will be. */
async function passesOf(
  device: Device,
  run: Run,
  repeat: number,
  expected = 0,
): Promise<{ count: number; ms: number }> {
  const { gpu } = device
  const querySet = gpu.createQuerySet({ type: 'timestamp', count: 2 })
  const [resolved, readable] = [0x200 | 0x4, 0x1 | 0x8].map(usage => gpu.createBuffer({ size: 16, usage }))
  const create = gpu.createCommandEncoder
  let count = 0
  gpu.createCommandEncoder = () => {
    const encoder = create.call(gpu)
    const begin = encoder.beginComputePass.bind(encoder)
    const finish = encoder.finish.bind(encoder)
    encoder.beginComputePass = () => {
      count++
      const timestampWrites = {
        querySet,
        ...(count === 1 && { beginningOfPassWriteIndex: 0 }),
        ...(count === expected && { endOfPassWriteIndex: 1 }),
      }
      return begin(expected && (count === 1 || count === expected) ? { timestampWrites } : {})
    }
    encoder.finish = () => {
      if (expected && count === expected) {
        encoder.resolveQuerySet(querySet, 0, 2, resolved!, 0)
        encoder.copyBufferToBuffer(resolved!, 0, readable!, 0, 16)
      }
      return finish()
    }
    return encoder
  }
  try {
    await run({ ...device, repeat })
  } finally {
    gpu.createCommandEncoder = create
  }
  await gpu.queue.onSubmittedWorkDone()
  let ms = Number.NaN
  if (expected) {
    await readable!.mapAsync(0x1)
    const [from, to] = new BigUint64Array(readable!.getMappedRange())
    ms = Number(to! - from!) / 1e6
  }
  for (const made of [resolved!, readable!, querySet]) made.destroy()
  return { count, ms }
}

async function byDifference(device: Device, run: Run): Promise<number> {
  const once = async (repeat: number) => {
    const began = performance.now()
    await run({ ...device, repeat })
    // Passes whose results stay on the device would not be waited for.
    await device.gpu.queue.onSubmittedWorkDone()
    return performance.now() - began
  }
  for (let repeat = 4; ; repeat *= 2) {
    const one = Math.min(await once(1), await once(1))
    const many = await once(repeat)
    if (many - one > wantedMs || repeat >= mostRepeats(device)) return Math.max(1e-3, (many - one) / (repeat - 1))
  }
}
