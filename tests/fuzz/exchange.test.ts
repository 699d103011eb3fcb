import { expect, test } from 'vitest'
import { formatNames } from '../../electron/contract/choices.ts'
import { mutated, taken } from '../unit/host/exchange/fuzzed.ts'

const rounds = Number(process.env['FOLIUM_FUZZ'] ?? 5000)
/** Of this process's own time, so that a busy machine is no hang. */
const limitMs = 2000

test.each(formatNames)('takes in or refuses whatever becomes of a file, in time: %s', async format => {
  for (let seed = 0; seed < rounds; seed++) {
    const bytes = mutated(format, seed)
    const before = process.cpuUsage()
    await expect(taken(format, bytes), `${format}, seed ${seed}`).resolves.toBeUndefined()
    const { user, system } = process.cpuUsage(before)
    expect((user + system) / 1000, `${format}, seed ${seed}: milliseconds`).toBeLessThan(limitMs)
  }
})
