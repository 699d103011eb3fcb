import { test } from 'vitest'
import { keepsNothing, reusesBuffers } from './leaks.ts'

test('keeps nothing of runs that are over', () => keepsNothing(60))
test('runs on the GPU in the buffers of the first', () => reusesBuffers(30))
