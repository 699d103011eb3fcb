import path from 'node:path'
import { expect, test } from 'vitest'
import { textInThread } from '../../electron/host/papers/reading.ts'
import { mutatedPdf } from '../unit/host/pdf/mutated.ts'
import { takenAndWritten } from '../unit/host/pdf/taken.ts'

const rounds = Number(process.env['FOLIUM_FUZZ'] ?? 500)
/** Of this process's own time, so that a busy machine is no hang. */
const limitMs = 20_000
const mostHeapMb = 1024

test('reads and writes annotations of spoilt PDFs, or refuses them', async () => {
  const outcomes = { written: 0, refused: 0 }
  for (let seed = 0; seed < rounds; seed++) {
    const before = process.cpuUsage()
    outcomes[
      await takenAndWritten(mutatedPdf(seed)).catch((cause: unknown) => {
        throw new Error(`seed ${seed}`, { cause })
      })
    ]++
    const { user, system } = process.cpuUsage(before)
    expect((user + system) / 1000, `seed ${seed}: milliseconds`).toBeLessThan(limitMs)
    expect(process.memoryUsage().rss / 2 ** 20, `seed ${seed}: MB`).toBeLessThan(mostHeapMb + 512)
  }
  // Most files are spoilt in a way that can be lived with; if none is, the spoiling is too coarse to say anything.
  expect(outcomes.written).toBeGreaterThan(rounds / 10)
  expect(outcomes.refused).toBeGreaterThan(0)
})

test('reads the text of spoilt PDFs in a thread that ends, or says why not', async () => {
  const places = {
    script: path.resolve('out/main/paper-worker.js'),
    assets: path.resolve('out/renderer/pdfjs') + path.sep,
  }
  const outcomes = new Map<string, number>()
  for (let seed = 0; seed < rounds; seed++) {
    const result = await textInThread(mutatedPdf(seed), places, { timeoutMs: limitMs })
    const said = typeof result === 'string' ? result : 'read'
    outcomes.set(said, (outcomes.get(said) ?? 0) + 1)
    expect(said, `seed ${seed}`).not.toBe('silent')
  }
  expect(outcomes.get('read') ?? 0).toBeGreaterThan(rounds / 10)
})
