import { expect, test } from 'vitest'
import { BadProblem } from '../../../../../renderer/compute/index.ts'
import type { MovedCertificate } from '../../../../../renderer/compute/verify/moved.ts'
import { certifyMoved } from '../../../../../renderer/compute/verify/moved.ts'
import { drive } from '../drive.ts'

interface Tuned {
  learning: number
  parameters: number
  loss: { before: number; after: number }
  first_loss: { before: number; after: number }
  weights: { name: string; frozen: boolean; change: number }[]
}
const texts = { text: 'abcd'.repeat(12), adapt: 'dcba'.repeat(12), level: 'character' }
const tune = async (method: string, more: object = {}) =>
  (
    await drive<Tuned, MovedCertificate>(
      'fine-tuning',
      { ...texts, method, width: 12, context: 8, first_steps: 60, steps: 60, rank: 3, ...more },
      { seed: 1 },
    )
  ).report

test('adapts with few weights, the others frozen to the bit', async () => {
  for (const method of ['lora', 'adapter', 'prefix', 'prompt', 'bias', 'head', 'full']) {
    const { result, certificate } = await tune(method)
    expect([method, certificate]).toMatchObject([method, { holds: true, frozenChange: 0 }])
    expect(result.loss.after).toBeLessThan(result.loss.before)
    expect(result.learning === result.parameters).toBe(method === 'full')
    for (const { frozen, change } of result.weights) if (frozen) expect(change).toBe(0)
  }
})

test('counts what LoRA learns: 2 r d of queries and of values', async () => {
  const { result } = await tune('lora', { rank: 2, steps: 1 })
  expect(result.learning).toBe(2 * 2 * 2 * 12)
  // B is 0 at first, so that adapting begins where pre-training ended.
  const still = await tune('head', { steps: 1 })
  expect(still.result.loss.before).toBeCloseTo(result.loss.before, 12)
})

test('notices a frozen weight that moved', () => {
  const slopes = { loss: 1, lossError: 0, gradient: 0, cases: 1, holds: true }
  const weight = { data: Float64Array.of(1), before: Float64Array.of(1 + 1e-15), frozen: true }
  expect(certifyMoved(slopes, [weight]).holds).toBe(false)
})

test('refuses texts that are too short and shapes that do not fit', async () => {
  for (const problem of [{ adapt: 'ab' }, { text: '' }, { width: 12, heads: 5 }, { rank: 0 }, { rank: 65 }])
    await expect(tune('lora', problem)).rejects.toThrow(BadProblem)
})
