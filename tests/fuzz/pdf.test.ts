import { availableParallelism } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { isPagesRead } from '../../electron/host/papers/page-read.ts'
import { textInThread } from '../../electron/host/papers/reading.ts'
import { mutatedPdf } from '../unit/host/pdf/mutated.ts'
import { takenAndWritten } from '../unit/host/pdf/taken.ts'

/** How many files, and the first one's number: FOLIUM_FUZZ=25 FOLIUM_FUZZ_FROM=300 goes on where a run was cut off. */
const rounds = Number(process.env['FOLIUM_FUZZ'] ?? 500)
const start = Number(process.env['FOLIUM_FUZZ_FROM'] ?? 0)
/** So many files are one test, so that one sees how far it is and a fault does not end the run. */
const chunkSize = 25
/** Of this process's own time, so that a busy machine is no hang. */
const limitMs = 20_000
/** How often that time a file may take by the clock, on a machine that works on much else. */
const mostWaits = 15
const mostHeapMb = 1024

const chunks = Array.from({ length: Math.ceil(rounds / chunkSize) }, (_, index) => {
  const from = start + index * chunkSize
  return { from, to: Math.min(from + chunkSize, start + rounds) }
})
const seedsOf = ({ from, to }: { from: number; to: number }) =>
  Array.from({ length: to - from }, (_, index) => from + index)

/** What became of the files of all chunks. */
class Tally {
  readonly counts = new Map<string, number>()

  add(outcome: string): void {
    this.counts.set(outcome, this.of(outcome) + 1)
  }

  of(outcome: string): number {
    return this.counts.get(outcome) ?? 0
  }
}

describe('annotations of spoilt PDFs', () => {
  const tally = new Tally()
  // Most files are spoilt in a way that can be lived with; if none is, the spoiling is too coarse to say anything.
  afterAll(() => {
    console.log('annotations:', Object.fromEntries(tally.counts))
    expect(tally.of('written')).toBeGreaterThan(rounds / 10)
    expect(tally.of('refused')).toBeGreaterThan(0)
  })

  test.each(chunks)('reads and writes them, or refuses the file: from $from to $to', async chunk => {
    for (const seed of seedsOf(chunk)) {
      const before = process.cpuUsage()
      const outcome = await takenAndWritten(mutatedPdf(seed)).catch((cause: unknown) => {
        throw new Error(`seed ${seed}`, { cause })
      })
      tally.add(outcome)
      const { user, system } = process.cpuUsage(before)
      expect((user + system) / 1000, `seed ${seed}: milliseconds`).toBeLessThan(limitMs)
      expect(process.memoryUsage().rss / 2 ** 20, `seed ${seed}: MB`).toBeLessThan(mostHeapMb + 512)
    }
  })
})

describe('the text of spoilt PDFs', () => {
  const tally = new Tally()
  const places = {
    script: path.resolve('out/main/paper-worker.js'),
    assets: path.resolve('out/renderer/pdfjs') + path.sep,
  }
  afterAll(() => {
    console.log('text:', Object.fromEntries(tally.counts))
    expect(tally.of('read')).toBeGreaterThan(rounds / 10)
  })

  const outcomeOf = async (seed: number, timeoutMs: number) => {
    const result = await textInThread(mutatedPdf(seed), places, { timeoutMs })
    if (isPagesRead(result)) return 'silent'
    return typeof result === 'string' ? result : 'read'
  }

  /** Reads alone a file that was silent beside others: what counts is the time that its thread, and nothing else here, worked. */
  const outcomeAlone = async (seed: number) => {
    const before = process.cpuUsage()
    const outcome = await outcomeOf(seed, limitMs * mostWaits)
    const { user, system } = process.cpuUsage(before)
    expect((user + system) / 1000, `seed ${seed}: milliseconds`).toBeLessThan(limitMs)
    return outcome
  }

  test.each(chunks)('is read in a thread that ends, or it is said why not: from $from to $to', async chunk => {
    const seeds = seedsOf(chunk)
    const silent: number[] = []
    const readOn = async () => {
      for (let seed = seeds.shift(); seed !== undefined; seed = seeds.shift()) {
        const outcome = await outcomeOf(seed, limitMs)
        if (outcome === 'silent') silent.push(seed)
        else tally.add(outcome)
      }
    }
    await Promise.all(Array.from({ length: availableParallelism() }, readOn))
    for (const seed of silent) {
      const outcome = await outcomeAlone(seed)
      tally.add(outcome)
      expect(outcome, `seed ${seed}`).not.toBe('silent')
    }
  })
})
