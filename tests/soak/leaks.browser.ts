import { test } from 'vitest'
import { keepsNothing, reusesBuffers } from '../gpu/leaks.ts'

test('keeps nothing of 2,000 runs', () => keepsNothing(2_000))
test('runs 2,000 times on the GPU in the buffers of the first', () => reusesBuffers(2_000))
