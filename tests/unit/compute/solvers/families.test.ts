import { expect, test } from 'vitest'
import { BadProblem, solvers } from '../../../../renderer/compute/index.ts'
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

const every: [string, Solver][] = Object.entries(solvers)

test('names every solver of the table by its own id, in both languages, with an example that it takes', () => {
  expect(every.length).toBeGreaterThanOrEqual(60)
  for (const [id, solver] of every) {
    expect(solver.id).toBe(id)
    for (const words of [solver.title, ...Object.values(solver.schema).map(field => field.label)])
      expect([id, words.en.length > 0, words['zh-CN'].length > 0]).toEqual([id, true, true])
    expect([id, solver.validate(solver.example)]).toEqual([id, []])
  }
})

/** The example with one value made hostile, as its kind allows. */
function* mangled({ schema, example }: Solver): Generator<object> {
  const like = (value: unknown, to: number): unknown =>
    Array.isArray(value) ? value.map(inner => like(inner, to)) : typeof value === 'number' ? to : value
  for (const [name, field] of Object.entries(schema)) {
    const value = example[name]
    if (field.kind === 'number') yield { ...example, [name]: field.max }
    if (field.kind === 'expression')
      for (const text of ['log(-1)', '1/x', '-x', 'exp(exp(exp(x)))', '1e300*x']) yield { ...example, [name]: text }
    if (field.kind === 'expressions')
      for (const texts of [['1'], ['x', '-x', 'x - 1', '1 - x'], Array<string>(60).fill('x')])
        yield { ...example, [name]: texts }
    if (field.kind === 'bounds') yield { ...example, [name]: [[1, 0]] }
    if (Array.isArray(value)) {
      for (const to of [0, 1, 1e300, -1e-300]) yield { ...example, [name]: like(value, to) }
      yield { ...example, [name]: [...(value as unknown[]), ...(value as unknown[])] }
      yield { ...example, [name]: Array<number>(1_000_000).fill(1) }
    }
  }
}

/** Solvers whose single steps are a network's: they are tried with their own tests. */
const heavy = /^(language-model|mlp|fine-tuning|q-former|masked-words)$/

test.each(every.filter(([id]) => !heavy.test(id)))(
  '%s answers a mangled example with a sentence or a status',
  async (id, solver) => {
    for (const problem of mangled(solver)) {
      const run = drive<unknown, { holds?: boolean } | null>(id, problem, { budget: { ms: 12, iterations: 100 } })
      const outcome = await run.then(
        ({ report: { status, certificate } }) => [status, status !== 'optimal' || (certificate?.holds ?? true)],
        (error: unknown) => (error instanceof BadProblem ? ['refused', true] : [error, false]),
      )
      expect([id, typeof outcome[0], outcome[1]]).toEqual([id, 'string', true])
    }
  },
)
