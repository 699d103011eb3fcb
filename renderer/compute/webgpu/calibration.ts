import type { Device } from '../device.ts'
import { submit, type Binding } from './submit.ts'
import shader from './calibration.wgsl?raw'

/** What a device was seen to do, all in milliseconds, bytes and floating-point operations. */
export interface Calibration {
  /** One empty dispatch, submitted and read back. */
  readonly latencyMs: number
  /** Up and down again, bytes a millisecond. */
  readonly transferRate: number
  /** Fused multiply-adds in registers, operations a millisecond. */
  readonly flopRate: number
}

const limitMs = 200
const transferredBytes = 4 * 2 ** 20
/** A kernel reaches this share of what registers alone would give. */
const usualShare = 0.1

// By the adapter's name: another device of the same adapter is as fast.
const known = new Map<string, Calibration>()
const underWay = new Set<string>()

/**
 * Milliseconds that the device should need for so much work with so much data up and down; 0 as long as nothing is
 * known, while a calibration runs beside.
 */
export function expectedMs(device: Device, flops: number, bytes: number): number {
  const measured = known.get(device.adapter)
  if (measured) return measured.latencyMs + bytes / measured.transferRate + flops / (measured.flopRate * usualShare)
  if (!underWay.has(device.adapter)) {
    underWay.add(device.adapter)
    calibrate(device)
      .then(found => known.set(device.adapter, found))
      // A device that fails here fails in its kernel too, where it is told.
      .catch(() => undefined)
      .finally(() => underWay.delete(device.adapter))
  }
  return 0
}

/** Measures a device for at most about 200 ms. */
export async function calibrate(device: Device): Promise<Calibration> {
  const began = performance.now()
  const left = () => limitMs - (performance.now() - began)
  const spin = async (rounds: number, length: number) => {
    const values: Binding = { data: new Float32Array(length), length, read: true }
    const setup: Binding = { data: Uint32Array.of(rounds, length), length: 2 }
    const since = performance.now()
    await submit(device, [{ code: shader, bindings: [setup, values], workgroups: Math.ceil(length / 64) }])
    return performance.now() - since
  }
  await spin(1, 64) // compiles
  const latencyMs = Math.min(await spin(1, 64), await spin(1, 64), await spin(1, 64))
  const length = transferredBytes / 4
  const transferMs = Math.max(0.01, (await spin(1, length)) - latencyMs)
  // Sixteen times the rounds until they can be told from the latency.
  const threads = 2 ** 16
  const base = await spin(1, threads)
  let rounds = 16
  let ms = await spin(rounds, threads)
  while (ms < base + 10 && left() > 100 && rounds < 2 ** 20) ms = await spin((rounds *= 4), threads)
  const flops = rounds * flopsEachRound * threads
  return {
    latencyMs,
    transferRate: (2 * transferredBytes) / transferMs,
    flopRate: flops / Math.max(0.01, ms - base),
  }
}

/** Of one thread; see calibration.wgsl. */
const flopsEachRound = 16 * 2 * 4
