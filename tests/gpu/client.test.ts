import { expect, test } from 'vitest'
import { field, solve } from '../../renderer/compute/client.ts'
import type { Step } from '../../renderer/compute/index.ts'

const choice = { backend: 'cpu', precision: 'f64' } as const
const long = { f: '(1-x)^2+100(y-x^2)^2', x0: [-1.2, 1], lr: 1e-6, iterations: 100_000, tolerance: 0 }
const heavy = { f: 'sin(x)'.repeat(150), x: { from: 0, to: 1, count: 3_000 }, y: { from: 0, to: 1, count: 3_000 } }

test('streams steps in order and then the report', async () => {
  const steps: Step[] = []
  const batches: number[] = []
  const report = await solve('gd', { ...long, iterations: 20_000 }, choice, batch => {
    steps.push(...batch)
    batches.push(performance.now())
  }).result
  expect(steps.map(step => step.k)).toEqual(Array.from({ length: 20_001 }, (_, k) => k))
  expect(report).toMatchObject({ status: 'max_iterations', backend: 'cpu' })
  expect(batches.length).toBeLessThanOrEqual(2 + (batches.at(-1)! - batches[0]!) / (1_000 / 60))
})

test('cancels a run', async () => {
  let steps = 0
  const running = solve('adam', long, choice, batch => (steps += batch.length))
  while (!steps) await new Promise(resolve => setTimeout(resolve, 5))
  running.cancel()
  expect((await running.result).status).toBe('cancelled')
})

test('ends a worker that does not listen and saves the other jobs', async () => {
  const deaf = field(heavy, choice)
  const other = solve('gd', { f: 'x^2', x0: [1], lr: 0.1, iterations: 50, tolerance: 0 }, choice, () => undefined)
  deaf.cancel()
  await expect(deaf.result).rejects.toMatchObject({ name: 'AbortError' })
  expect((await other.result).status).toBe('max_iterations')
})

test('lets a deaf run go before its worker has to be ended', async () => {
  const deaf = field(heavy, choice)
  const other = solve('gd', { f: 'x^2', x0: [1], lr: 0.1, iterations: 50, tolerance: 0 }, choice, () => undefined)
  const settled: string[] = []
  void other.result.then(() => settled.push('other'))
  deaf.cancel()
  // The other waits behind the deaf one, so it can only answer once that is done or its worker was ended.
  await expect(deaf.result).rejects.toMatchObject({ name: 'AbortError' })
  expect(settled).toEqual([])
  await other.result
})

test('gives back a cancelled run though it waits behind another', async () => {
  const deaf = field(heavy, choice)
  const waiting = solve('adam', long, choice, () => undefined)
  waiting.cancel()
  waiting.cancel()
  await expect(waiting.result).rejects.toMatchObject({ name: 'AbortError' })
  // The worker did not hear that cancel in time and was ended: what nobody cancelled began again.
  deaf.cancel()
  await expect(deaf.result).rejects.toMatchObject({ name: 'AbortError' })
  const next = solve('gd', { f: 'x^2', x0: [1], lr: 0.1, iterations: 5, tolerance: 0 }, choice, () => undefined)
  expect((await next.result).status).toBe('max_iterations')
})

test('refuses a bad problem with its issues', async () => {
  await expect(solve('gd', { f: 'x +' }, choice, () => undefined).result).rejects.toMatchObject({
    issues: [{ code: 'unexpected-end' }],
  })
  await expect(field({ ...heavy, f: ')' }, choice).result).rejects.toMatchObject({
    issues: [{ code: 'unexpected-token' }],
  })
})

test('samples a field in the worker on the engine it is told', async () => {
  const axis = { from: 0, to: 1, count: 5 }
  const onCpu = await field({ f: 'x + 10y', x: axis, y: axis }, choice).result
  expect([...onCpu.values.slice(0, 6)]).toEqual([0, 0.25, 0.5, 0.75, 1, 2.5])
  const onGpu = await field({ f: 'x + 10y', x: axis, y: axis }, { backend: 'gpu', precision: 'f32' }).result
  expect(onGpu.engine).toMatchObject({ backend: 'gpu', precision: 'f32' })
  expect([...onGpu.values]).toEqual([...onCpu.values])
})
