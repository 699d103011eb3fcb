import { expect, test } from 'vitest'
import { BadProblem, solvers } from '../../../../renderer/compute/index.ts'
import type { Solver } from '../../../../renderer/compute/solver.ts'
import { differences } from './differences.ts'
import { drive } from './drive.ts'

const every: [string, Solver][] = Object.entries(solvers)

/** What hostile input may look like, under any name of a parameter. */
const hostile = [Number.NaN, Infinity, -1e300, '', null, {}, [], [[]], [[Number.NaN]], [[1], [1, 2]], ['x'], [['1/0']]]

/** Examples that learn for seconds, cut short. */
const short: Record<string, object> = {
  'language-model': { steps: 20 },
  'masked-words': { steps: 20 },
  'fine-tuning': { steps: 10, first_steps: 10 },
}

/** Solvers that use up their steps by their nature; the others end by themselves. */
const endless =
  /^(gd|sgd|momentum|adam|nesterov|adagrad|rmsprop|adadelta|adamw|amsgrad|adamax|nadam|gd-line-search|replicator|als|sgd-factorisation|q-learning|sarsa|expected-sarsa)$/

test.each(every.map(([id]) => id))('solves the example of %s and proves it', async id => {
  const { steps, report } = await drive<unknown, { holds?: boolean } | null>(id, short[id] ?? {}, { seed: 1 })
  expect(steps.length).toBeGreaterThan(0)
  expect(steps.every((step, i) => i === 0 || (step.tMs >= steps[i - 1]!.tMs && step.k >= steps[i - 1]!.k))).toBe(true)
  if (!short[id])
    expect([...(endless.test(id) ? ['max_iterations'] : []), 'optimal', 'converged']).toContain(report.status)
  expect(report.result).toBeTruthy()
  expect(report.certificate).toBeTruthy()
  // Learning goes on exploring; it is told what is left.
  if (!/q-learning|sarsa/.test(id)) expect(report.certificate!.holds ?? true).toBe(true)
  expect(JSON.parse(JSON.stringify(report))).toEqual(report)
})

const inWasm = every.filter(([, { engines }]) => engines.includes('wasm')).map(([id]) => id)

test.each(inWasm)('%s gives the same answer in WebAssembly, and tells where it was found', async id => {
  const problem = id === 'basin-map' ? { side: 32 } : {}
  const { report } = await drive(id, problem, { backend: 'wasm' })
  expect(report).toMatchObject({ backend: 'wasm', precision: 'f64' })
  expect(report.fallbackReason).toBeUndefined()
  const plain = await drive(id, problem, { backend: 'cpu' })
  expect(plain.report.backend).toBe('cpu')
  expect(differences(report.result, plain.report.result, { tolerance: 1e-9 })).toEqual([])
})

test('says why an engine was not used', async () => {
  const budget = { ms: 2_000, iterations: 8 }
  for (const [id, { engines }] of every) {
    const { report } = await drive(id, {}, { backend: 'gpu', budget })
    const fallbackReason = engines.includes('gpu') ? 'no-webgpu' : 'needs-f64'
    expect([id, report.backend, report.fallbackReason]).toEqual([
      id,
      engines.includes('wasm') ? report.backend : 'cpu',
      fallbackReason,
    ])
    if (engines.includes('wasm')) continue
    const other = await drive(id, {}, { backend: 'wasm', budget })
    expect([id, other.report.backend, other.report.fallbackReason]).toEqual([id, 'cpu', 'no-wasm'])
  }
})

test('ends at once when cancelled', async () => {
  for (const [id] of every) {
    const { report } = await drive(id, {}, { signal: AbortSignal.abort() })
    expect([id, report.status]).toEqual([id, 'cancelled'])
  }
})

test('answers hostile problems with a sentence or a status', async () => {
  for (const [id, solver] of every)
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
