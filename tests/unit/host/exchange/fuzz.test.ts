import { expect, test } from 'vitest'
import { formatNames } from '../../../../electron/contract/choices.ts'
import { mutated, taken } from './fuzzed.ts'

// All 5,000 a format are in tests/fuzz.
test.each(formatNames)('takes in or refuses whatever becomes of a file: %s', async format => {
  for (let seed = 0; seed < 40; seed++)
    await expect(taken(format, mutated(format, seed)), `${format}, seed ${seed}`).resolves.toBeUndefined()
})
