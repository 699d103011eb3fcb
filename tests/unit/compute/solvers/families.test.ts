import { expect, test } from 'vitest'
import { BadProblem } from '../../../../renderer/compute/index.ts'
import { attention } from '../../../../renderer/compute/solvers/attention/index.ts'
import { data } from '../../../../renderer/compute/solvers/data/index.ts'
import { diffusion } from '../../../../renderer/compute/solvers/diffusion/index.ts'
import { games } from '../../../../renderer/compute/solvers/games/index.ts'
import { machine } from '../../../../renderer/compute/solvers/machine/index.ts'
import { networks } from '../../../../renderer/compute/solvers/networks/index.ts'
import { planning } from '../../../../renderer/compute/solvers/planning/index.ts'
import { simulation } from '../../../../renderer/compute/solvers/simulation/index.ts'
import { vision } from '../../../../renderer/compute/solvers/vision/index.ts'
import type { Solver } from '../../../../renderer/compute/solver.ts'
import { drive } from './drive.ts'

const families: Record<string, Solver> = {
  ...games,
  ...planning,
  ...data,
  ...simulation,
  ...attention,
  ...diffusion,
  ...networks,
  ...vision,
  ...machine,
}
/** What hostile input may look like, under any name of a parameter. */
const hostile = [Number.NaN, Infinity, -1e300, '', null, {}, [], [[]], [[Number.NaN]], [[1], [1, 2]], ['x'], [['1/0']]]

test('names every solver by its own id, in both languages', () => {
  for (const [id, solver] of Object.entries(families)) {
    expect(solver.id).toBe(id)
    for (const words of [solver.title, ...Object.values(solver.schema).map(field => field.label)])
      expect([id, words.en.length > 0, words['zh-CN'].length > 0]).toEqual([id, true, true])
    expect([id, solver.validate(solver.example)]).toEqual([id, []])
  }
})

/** Examples that learn for seconds, cut short. */
const short: Record<string, object> = {
  'language-model': { steps: 20 },
  'masked-words': { steps: 20 },
  'fine-tuning': { steps: 10, first_steps: 10 },
}

for (const id of Object.keys(families))
  test(`solves the example of ${id} and proves it`, async () => {
    const { steps, report } = await drive<unknown, { holds?: boolean } | null>(id, short[id] ?? {}, { seed: 1 })
    expect(steps.length).toBeGreaterThan(0)
    expect(steps.every((step, i) => i === 0 || (step.tMs >= steps[i - 1]!.tMs && step.k >= steps[i - 1]!.k))).toBe(true)
    expect(report.result).toBeTruthy()
    expect(report.certificate).toBeTruthy()
    // Learning goes on exploring; it is told what is left.
    if (!/q-learning|sarsa/.test(id)) expect([id, report.certificate!.holds ?? true]).toEqual([id, true])
    expect(JSON.parse(JSON.stringify(report))).toEqual(report)
  })

test('ends at once when cancelled', async () => {
  for (const id of Object.keys(families)) {
    const { report } = await drive(id, {}, { signal: AbortSignal.abort() })
    expect([id, report.status]).toEqual([id, 'cancelled'])
  }
})

test('says why a GPU was not used', async () => {
  for (const id of ['nash', 'value-iteration', 'bitmap', 'monte-carlo']) {
    const { report } = await drive(id, {}, { backend: 'gpu', budget: { ms: 200, iterations: 10 } })
    expect(report).toMatchObject({ backend: 'cpu', fallbackReason: 'needs-f64' })
  }
})

test('answers hostile problems with a sentence or a status', async () => {
  for (const [id, solver] of Object.entries(families))
    for (const name of Object.keys(solver.schema))
      for (const value of hostile) {
        const run = drive(id, { [name]: value }, { budget: { ms: 20, iterations: 50 } })
        const outcome = await run.then(
          ({ report }) => report.status,
          (error: unknown) => (error instanceof BadProblem ? 'refused' : error),
        )
        expect([id, name, JSON.stringify(value), typeof outcome]).toEqual([id, name, JSON.stringify(value), 'string'])
      }
})
