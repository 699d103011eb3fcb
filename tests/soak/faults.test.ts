import { afterAll, beforeAll, test } from 'vitest'
import { faultRound } from '../unit/host/store/fault-round.ts'
import { faultCodes, type Faults, injectFaults } from '../unit/host/store/faults.ts'

let faults: Faults
beforeAll(async () => {
  faults = await injectFaults()
})
afterAll(() => faults.remove())

const rounds = faultCodes.flatMap(code => [false, true].map(lasting => ({ code, lasting })))
test.each(rounds)(
  'neither loses nor invents an edit when any call fails with $code (lasting: $lasting)',
  async round => {
    for (let at = 1; at <= 200; at++) await faultRound({ faults, at, ...round })
  },
)
