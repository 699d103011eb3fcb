import fc from 'fast-check'
import { expect, test } from 'vitest'
import { BadProblem } from '../../../../../renderer/compute/index.ts'
import { certifyPipeline, type PipelineCertificate } from '../../../../../renderer/compute/verify/pipeline.ts'
import { drive } from '../drive.ts'

interface Loaded {
  total_ms: number
  device_busy: number
  bottleneck: string
  enough_workers: number
  time: { waiting: number }
  batches: {
    ready: number
    taken: number
    start: number
    asked: number
    done: number
    worker: number
    waited: number
  }[]
}
const load = async (problem: object) =>
  (await drive<Loaded, PipelineCertificate>('data-loading', problem, { seed: 1 })).report

const pipelines = fc.record({
  batches: fc.integer({ min: 1, max: 60 }),
  batch: fc.integer({ min: 1, max: 40 }),
  workers: fc.integer({ min: 0, max: 6 }),
  prefetch: fc.integer({ min: 1, max: 4 }),
  load: fc.double({ min: 0, max: 20, noNaN: true }),
  jitter: fc.double({ min: 0, max: 1, noNaN: true }),
  compute: fc.double({ min: 0, max: 200, noNaN: true }),
})

test('conserves time, keeps order and prefetch, and obeys Little', async () => {
  await fc.assert(
    fc.asyncProperty(pipelines, async problem => {
      const { certificate, result } = await load(problem)
      expect(certificate).toMatchObject({ broken: 0, holds: true })
      expect(result.total_ms).toBeGreaterThanOrEqual(certificate.leastTotal * (1 - 1e-9))
    }),
    { seed: 1 },
  )
})

const steady = { jitter: 0, batch: 10, load: 4, collate: 0, transfer: 0, batches: 50 }

test('knows pipelines in closed form', async () => {
  // Without workers every step pays for loading: 50 (40 + 10) ms.
  expect((await load({ ...steady, workers: 0, compute: 10 })).result.total_ms).toBeCloseTo(2_500, 9)
  // Loading alone is the bottleneck: the last two of 50 batches are ready after 25 · 40 ms, and stepped on one after the other.
  const slow = await load({ ...steady, workers: 2, compute: 10 })
  expect(slow.result).toMatchObject({ bottleneck: 'loading', total_ms: expect.closeTo(1_020, 9), enough_workers: 4 })
  // Enough workers: only the first batch is waited for.
  const quick = await load({ ...steady, workers: 5, compute: 10 })
  expect(quick.result).toMatchObject({ bottleneck: 'device', total_ms: expect.closeTo(540, 9), time: { waiting: 40 } })
})

test('gains nothing from a longer queue when loading is even', async () => {
  const [short, long] = [
    await load({ ...steady, workers: 3, prefetch: 1, compute: 14 }),
    await load({ ...steady, workers: 3, prefetch: 8, compute: 14 }),
  ]
  expect(long.result.total_ms).toBeCloseTo(short.result.total_ms, 9)
  const uneven = { ...steady, batch: 1, load: 40, jitter: 0.9, workers: 2, compute: 20, batches: 300 }
  const [tight, wide] = [await load({ ...uneven, prefetch: 1 }), await load({ ...uneven, prefetch: 8 })]
  expect(wide.result.total_ms).toBeLessThan(tight.result.total_ms)
})

test('notices a batch handed over before it was ready', async () => {
  const { result } = await load({ ...steady, workers: 2, prefetch: 2, compute: 10 })
  const given = { workers: 2, prefetch: 2, transfer: 0, compute: 10 }
  expect(certifyPipeline(result.batches, given).holds).toBe(true)
  const early = result.batches.map((batch, k) => (k === 7 ? { ...batch, ready: batch.taken + 1 } : batch))
  expect(certifyPipeline(early, given).holds).toBe(false)
})

interface Access {
  global_reads: { naive: number; tiled: number }
  coalescing: { segments: number }
  bank_conflicts: { stride: number; column: number }
}
const access = async (problem: object) => (await drive<Access>('memory-access', problem)).report

test('counts what naive and tiled products read', async () => {
  const sizes = fc
    .integer({ min: 1, max: 24 })
    .chain(n =>
      fc.record({ n: fc.constant(n), tile: fc.integer({ min: 1, max: n }), stride: fc.nat(70), padding: fc.nat(5) }),
    )
  await fc.assert(
    fc.asyncProperty(sizes, async problem => {
      expect((await access(problem)).certificate).toMatchObject({
        wrongEntries: 0,
        counts: true,
        access: true,
        holds: true,
      })
    }),
    { numRuns: 60, seed: 1 },
  )
  const { result } = await access({ n: 32, tile: 8 })
  expect(result.global_reads).toMatchObject({ naive: 65_536, tiled: 8_192 })
})

test('knows bank conflicts and coalescing by heart', async () => {
  const at = async (stride: number, padding = 0) => (await access({ n: 32, tile: 32, stride, padding })).result
  expect((await at(1)).coalescing.segments).toBe(4)
  expect((await at(2)).coalescing.segments).toBe(8)
  expect((await at(32)).bank_conflicts.stride).toBe(32)
  expect((await at(33)).bank_conflicts.stride).toBe(1)
  // A word of padding takes every conflict from a column of a 32 × 32 tile.
  expect((await at(1)).bank_conflicts.column).toBe(32)
  expect((await at(1, 1)).bank_conflicts.column).toBe(1)
  await expect(access({ n: 4, tile: 8 })).rejects.toThrow(BadProblem)
})
