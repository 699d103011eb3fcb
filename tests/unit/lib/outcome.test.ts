import { describe, expect, test } from 'vitest'
import { computation, type Computation } from '../../../electron/contract/run.ts'
import { compared, computationFrom, outcomeFrom, reportedAgain } from '../../../renderer/lib/outcome.ts'
import { runSolver } from '../../../renderer/compute/index.ts'

describe('outcomeFrom', () => {
  test('lays result and certificate out by path, and leaves out what a clock measured', () => {
    const outcome = outcomeFrom({
      result: { x: [1, 2], name: 'a', tookMs: 3, none: undefined, deep: { ms: 4, yes: true } },
      certificate: { gap: Number.NaN, bound: Infinity },
    })
    expect(outcome).toEqual({
      'certificate.gap': 'NaN',
      'certificate.bound': 'Infinity',
      'result.x.0': 1,
      'result.x.1': 2,
      'result.name': 'a',
      'result.deep.yes': true,
    })
  })

  test('keeps a long array or a large table by sums that tell its order', () => {
    const up = Float32Array.from({ length: 100 }, (_, index) => index)
    const long = outcomeFrom({ result: { up, down: up.toReversed() }, certificate: null })
    expect(long['result.up.count']).toBe(100)
    expect(long['result.up.sum']).toBe(4950)
    expect(long['result.up.greatest']).toBe(99)
    expect(long['result.down.sum']).toBe(4950)
    expect(long['result.down.moment']).not.toBe(long['result.up.moment'])
    const table = outcomeFrom({ result: Array.from({ length: 20 }, () => [1, 2]), certificate: null })
    expect(table).toMatchObject({ 'result.count': 40, 'result.sum': 60 })
  })

  test('keeps the certificate whole where the result is endless, and stays in the bounds of the contract', () => {
    const result = Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`x${index}`, String(index)]))
    const outcome = outcomeFrom({ result, certificate: { holds: true } })
    expect(outcome['certificate.holds']).toBe(true)
    expect(Object.keys(outcome)).toHaveLength(2000)
    expect(computation.shape.outcome.safeParse(outcome).success).toBe(true)
  })
})

const report = (result: unknown) =>
  ({ status: 'converged', backend: 'cpu', precision: 'f64', result, certificate: { holds: true } }) as const
const kept = (part: Partial<Computation>): Computation => ({
  solver: 'gd',
  problem: {},
  seed: 0,
  precision: 'f64',
  backend: 'cpu',
  status: 'converged',
  outcome: {},
  ...part,
})
const differing = (before: Computation['outcome'], after: Computation['outcome'], part: Partial<Computation> = {}) =>
  compared(kept({ outcome: before }), kept({ outcome: after, ...part })).differences.map(({ path }) => path)

describe('compared', () => {
  test('takes numbers for the same to six digits, to three in single precision', () => {
    expect(differing({ a: 1, b: 2e9, c: 1e-12 }, { a: 1 + 9e-7, b: 2e9 + 900, c: -1e-12 })).toEqual([])
    expect(differing({ a: 1, b: 2e9 }, { a: 1 + 2e-6, b: 2e9 + 9000 })).toEqual(['a', 'b'])
    expect(differing({ a: 1 }, { a: 1.0009 }, { precision: 'f32' })).toEqual([])
    expect(differing({ a: 1 }, { a: 1.002 }, { precision: 'f32' })).toEqual(['a'])
  })

  test('tells of words, signs, missing values, infinities and another end', () => {
    expect(differing({ a: 'x', b: true, c: 1 }, { a: 'y', b: false, d: 1 })).toEqual(['a', 'b', 'c'])
    expect(differing({ a: 'NaN', b: 'Infinity' }, { a: 'NaN', b: 'Infinity' })).toEqual([])
    expect(differing({ a: 'NaN', b: 'Infinity' }, { a: 0, b: '-Infinity' })).toEqual(['a', 'b'])
    expect(differing({}, {}, { status: 'diverged' })).toEqual(['status'])
  })

  test('takes what a newer Folium says besides for no difference', () => {
    expect(differing({ 'result.classes.0.f': 1 }, { 'result.classes.0.f': 1, 'result.classes.0.leads.0': 2 })).toEqual(
      [],
    )
    expect(differing({ 'result.f': 1 }, { 'result.f': 1, 'result.leads.0': 2, 'result.leads.1': 0 })).toEqual([])
  })

  test('tells of a list that has become longer or shorter', () => {
    const two = { 'result.x.0': 1, 'result.x.1': 2 }
    const three = { ...two, 'result.x.2': 3 }
    expect(differing(two, three)).toEqual(['result.x.2'])
    expect(differing(three, two)).toEqual(['result.x.2'])
    expect(differing({ 'result.all.0.x': 1 }, { 'result.all.0.x': 1, 'result.all.1.x': 1 })).toEqual(['result.all.1.x'])
    const [none, one] = [[], ['a']].map(names => outcomeFrom({ result: { names }, certificate: null }))
    expect(differing(none!, one!)).toEqual(['result.names.count'])
  })

  test('looks for every kept value also where there is more to tell now than is kept', () => {
    const result = Object.fromEntries(Array.from({ length: 1990 }, (_, index) => [`x${index}`, index]))
    const before = computationFrom({ solver: 'gd', problem: {}, seed: 0 }, report(result))
    const leads = Array.from({ length: 30 }, (_, index) => index)
    expect(compared(before, reportedAgain(report({ leads, ...result }))).differences).toEqual([])
    // A list that was cut off where it was kept goes on now, and is the same.
    const rows = report(Array.from({ length: 1500 }, (_, index) => ({ name: `x${index}`, isFirst: index === 0 })))
    const cut = computationFrom({ solver: 'gd', problem: {}, seed: 0 }, rows)
    expect(compared(cut, reportedAgain(rows)).differences).toEqual([])
  })

  test('says how far apart the farthest numbers are', () => {
    const { largest, compared: count } = compared(
      kept({ outcome: { a: 1, b: 100 } }),
      kept({ outcome: { a: 1, b: 101 } }),
    )
    expect(largest).toBeCloseTo(1 / 101, 12)
    expect(count).toBe(3)
  })
})

async function run(solver: 'gd' | 'adam', problem: unknown, seed = 0): Promise<Computation> {
  const steps = runSolver(solver, problem, { backend: 'cpu', precision: 'f64', seed })
  for (;;) {
    const step = await steps.next()
    if (step.done) return computationFrom({ solver, problem, seed }, step.value)
  }
}

test('finds a real run the same when it is done again out of its record, and another one not', async () => {
  const first = await run('gd', { f: 'x^2 + 8y^2', x0: [-2.6, 1.3], lr: 0.03, iterations: 300 })
  const record = computation.parse(JSON.parse(JSON.stringify(first)))
  const again = await run('gd', record.problem, record.seed)
  expect(compared(record, again)).toMatchObject({ differences: [], largest: 0 })
  const other = await run('gd', { ...(record.problem as object), lr: 0.06 })
  expect(compared(record, other).differences).not.toEqual([])
})
