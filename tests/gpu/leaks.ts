import { expect } from 'vitest'
import { cdp } from 'vitest/browser'
import { field, solve } from '../../renderer/compute/client.ts'
import { acquire } from '../../renderer/compute/device.ts'
import { runSolver, solvers, type SolverId } from '../../renderer/compute/index.ts'
import { poolOf } from '../../renderer/compute/webgpu/submit.ts'

const ids = Object.keys(solvers) as SolverId[]
const axis = { from: 0, to: 1, count: 200 }
const deaf = { f: 'sin(x)'.repeat(150), x: { ...axis, count: 3_000 }, y: { ...axis, count: 3_000 } }
const onCpu = { backend: 'cpu', precision: 'f64' } as const
/** What the runner itself may keep meanwhile, and caches that fill. */
const mostGrowthBytes = 4 * 2 ** 20

/** Bytes of the page's heap that something still holds. */
async function heldBytes(): Promise<number> {
  const session = cdp() as unknown as { send(method: string): Promise<{ usedSize: number }> }
  await session.send('HeapProfiler.collectGarbage')
  await session.send('HeapProfiler.collectGarbage')
  return (await session.send('Runtime.getHeapUsage')).usedSize
}

/** How many workers are alive, counted at the browser's own class. */
function countWorkers(): () => number {
  let alive = 0
  const Original = globalThis.Worker
  globalThis.Worker = class extends Original {
    constructor(...args: ConstructorParameters<typeof Worker>) {
      super(...args)
      alive++
    }
    override terminate() {
      super.terminate()
      alive--
    }
  }
  return () => alive
}

/** One use of the client: mostly a solver's example, some of them cancelled at once or later, now and then a field. */
async function useClient(round: number): Promise<void> {
  const running =
    round % 50 === 49
      ? field(deaf, onCpu)
      : round % 7 === 6
        ? field({ f: 'x y', x: axis, y: axis }, onCpu)
        : solve(ids[round % ids.length]!, solvers[ids[round % ids.length]!].example, {}, () => undefined)
  if (round % 50 === 49) running.cancel()
  else if (round % 5 === 4) setTimeout(() => running.cancel(), round % 20)
  await running.result.catch((error: Error) => expect(error.name).toBe('AbortError'))
}

/** So many runs through the client: one worker stays, and the page holds no more than before. */
export async function keepsNothing(rounds: number): Promise<void> {
  const alive = countWorkers()
  for (let round = 0; round < 60; round++) await useClient(round)
  const before = await heldBytes()
  for (let round = 0; round < rounds; round++) await useClient(round)
  expect(alive()).toBeLessThanOrEqual(1)
  expect((await heldBytes()) - before).toBeLessThan(mostGrowthBytes)
}

/** So many runs on the GPU, as in the worker: the buffers of the first serve the last. */
export async function reusesBuffers(rounds: number): Promise<void> {
  const problem = { f: '(1-x)^2+100(y-x^2)^2', x0: [-1.2, 1], lr: 1e-3, iterations: 20, tolerance: 0 }
  const once = async () => {
    const run = runSolver('gd', problem, { backend: 'gpu', precision: 'f32' })
    for (;;) {
      const next = await run.next()
      if (next.done) return next.value
    }
  }
  expect((await once()).backend).toBe('gpu')
  const device = await acquire()
  if (typeof device === 'string') throw new Error(device)
  const idle = poolOf(device.gpu).bytes
  const before = await heldBytes()
  for (let round = 0; round < rounds; round++) await once()
  expect(poolOf(device.gpu).bytes).toBe(idle)
  expect((await heldBytes()) - before).toBeLessThan(mostGrowthBytes)
}
