import { afterAll, beforeAll, expect, test } from 'vitest'
import { faultRound } from './fault-round.ts'
import { faultCodes, type Faults, injectFaults } from './faults.ts'

let faults: Faults
beforeAll(async () => {
  faults = await injectFaults()
})
afterAll(() => faults.remove())

// Every call with every code: npm run soak -- faults.
test.each([false, true])(
  'neither loses nor invents an edit when a call of the disk fails (lasting: %s)',
  async lasting => {
    let calls = 0
    for (let at = 1; at <= 200; at += 6) {
      const code = faultCodes[Math.floor(at / 6) % faultCodes.length] ?? 'EIO'
      calls = Math.max(calls, await faultRound({ faults, at, code, lasting }))
    }
    expect(calls).toBeGreaterThan(200)
  },
)
