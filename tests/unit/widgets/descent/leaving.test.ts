import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { runSolver } from '../../../../renderer/compute/index.ts'
import { scriptFrom, tableFrom } from '../../../../renderer/widgets/descent/leaving.ts'
import { methodIds, type MethodId } from '../../../../renderer/widgets/descent/methods.ts'
import { problemFrom, stateFrom } from '../../../../renderer/widgets/descent/model.ts'

const program = '/usr/bin/python3'
const python = spawnSync(program, ['-c', 'import numpy, scipy']).status === 0

/** Where the script says that each method ended. */
function endsFrom(script: string): Map<string, number[]> {
  const { stdout, stderr } = spawnSync(program, ['-W', 'ignore', '-c', script], { encoding: 'utf8' })
  expect(stderr).toBe('')
  const lines = [...stdout.matchAll(/^(\S+).*?\[\s*(\S+)\s+(\S+?)\s*\]/gm)]
  return new Map(lines.map(([, id = '', x, y]) => [id, [Number(x), Number(y)]]))
}

const firstOrder: MethodId[] = ['gd', 'sgd', 'momentum', 'nesterov', 'adagrad', 'rmsprop', 'adadelta', 'adam', 'adamw']

test.skipIf(!python)('gives a script that ends where the methods do', async () => {
  for (const race of [firstOrder.slice(0, 4), firstOrder.slice(4), methodIds.filter(id => !firstOrder.includes(id))]) {
    const state = stateFrom(`f=x^2%2B8y^2&x=-2.6,1.3&steps=300&race=${race.join(',')}`)
    const ends = endsFrom(scriptFrom(state))
    expect([...ends.keys()]).toEqual(race)
    for (const id of race) {
      const run = runSolver(id, problemFrom(state, id), { backend: 'cpu' })
      let next = await run.next()
      while (!next.done) next = await run.next()
      const { x } = next.value.result as { x: number[] }
      const [a = Number.NaN, b = Number.NaN] = ends.get(id) ?? []
      // A search of its own ends elsewhere within the tolerance; the rest differ by what central differences do.
      expect(Math.hypot(a - x[0]!, b - x[1]!), id).toBeLessThan(firstOrder.includes(id) ? 1e-4 : 2e-3)
    }
  }
})

test('tables every path, a step a row, empty where a method has ended', () => {
  const run = (id: MethodId, points: number[][]) => ({ id, points, values: points.map(([x = 0]) => x * x) })
  const { columns, rows } = tableFrom([
    run('gd', [
      [1, 0],
      [0.5, 0],
    ]),
    undefined,
    run('adam', [[1, 0]]),
  ])
  expect(columns).toEqual(['k', 'gd x', 'gd y', 'gd f', 'adam x', 'adam y', 'adam f'])
  expect(rows).toEqual([
    [0, 1, 0, 1, 1, 0, 1],
    [1, 0.5, 0, 0.25, null, null, null],
  ])
})
