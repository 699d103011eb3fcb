import { expect, test } from 'vitest'
import { runSolver, type Report } from '../../../renderer/compute/index.ts'
import { model } from '../../../renderer/widgets/reinforcement/model.ts'
import {
  bestActions,
  gridFrom,
  mapFrom,
  painted,
  problemFrom,
  walk,
} from '../../../renderer/widgets/reinforcement/world.ts'
import { defaultsOf } from '../../../renderer/widgets/frame/state-text.ts'
import { ranFrom } from './ran.ts'

const rules = { gamma: 0.9, slip: 0, living: -1, goal: 10, hole: -10 }

async function valuesOf(map: string, more = {}) {
  const run = runSolver('policy-iteration', problemFrom({ ...rules, ...more, map }))
  for (;;) {
    const { done, value } = await run.next()
    if (done) return (value as Report<{ V: number[]; greedy: number[] }>).result
  }
}

test('reads a drawn world and writes it back', () => {
  expect(mapFrom(gridFrom('S.#\n\n xG \n'))).toBe('S.#\nxG.')
  expect(gridFrom('')).toEqual({ rows: 1, columns: 1, cells: ['floor'] })
  expect(gridFrom('?'.repeat(99)).columns).toBe(16)
})

test('keeps one start however often it is painted', () => {
  expect(mapFrom(painted(gridFrom('S..\n..G'), 4, 'start'))).toBe('...\n.SG')
  expect(mapFrom(painted(gridFrom('S..\n..G'), 1, 'goal'))).toBe('SG.\n..G')
})

test('pays goals and holes on entering, and discounts the way there', async () => {
  const { V, greedy } = await valuesOf('S..G')
  // Three moves at −1 each, 10 with the last: −1 + 0.9 (−1 + 0.9 · 9).
  expect(V[0]).toBeCloseTo(-1 + 0.9 * (-1 + 0.9 * 9), 10)
  expect(walk(gridFrom('S..G'), greedy)).toEqual([0, 1, 2, 3])
})

test('finds all best actions, and stops where the arrows go round', async () => {
  const map = 'S.\n.G'
  const { V } = await valuesOf(map)
  expect(bestActions(problemFrom({ ...rules, map }), V)).toEqual([[1, 2], [2], [1], []])
  expect(walk(gridFrom('S..'), [1, 3, 0])).toEqual([0, 1])
})

test('asks the exact answer beside a learned one', () => {
  const set = defaultsOf(model)
  expect(Object.keys(model.asks(set))).toEqual(['run'])
  expect(Object.keys(model.asks({ ...set, method: 'sarsa' }))).toEqual(['run', 'exact'])
})

test('says of a map what it cannot read, and that it has no goal', async () => {
  const shown = await ranFrom(model, { ...defaultsOf(model), map: 'S.ab\n.x.a' })
  const failed = model.certificate(shown).filter(({ holds }) => holds === false)
  expect(failed.map(({ words, value }) => [words.en.slice(0, 18), value])).toEqual([
    ['Letters of the map', 'a b'],
    ['The map has no goa', undefined],
  ])
})
