import fc from 'fast-check'
import { expect, test } from 'vitest'
import { BadProblem } from '../../../../../renderer/compute/index.ts'
import { fronts, volumeOf } from '../../../../../renderer/compute/solvers/multiobjective/sorting.ts'
import { certifyFront, certifyHypervolume, dominates } from '../../../../../renderer/compute/verify/pareto.ts'
import { drive } from '../drive.ts'
import { references } from '../oracle.ts'

interface Told {
  points: { x: number[]; f: number[]; weights: number[] }[]
  front: { x: number[]; f: number[] }[]
}
type Held = { holds: boolean }
const solve = async <R = Told>(id: string, problem: object) => {
  const { report } = await drive<R, Held>(id, problem, { seed: 3 })
  expect([id, report.certificate]).toMatchObject([id, { holds: true }])
  return report
}

interface Multiobjective {
  schaffer_n1: {
    f: string[]
    pareto_x: [number, number]
    front: number[][]
    weighted_sum_w_on_f1: Record<string, number>
    'eps_constraint_f1<=1': { x: number; f2: number }
  }
  fonseca_fleming_2d: { f: string[] }
  binh_korn: { f: string[]; 'c<=0': string[]; bounds: number[][]; ideal: number[]; extremes: number[][] }
  hypervolume: { points: number[][]; ref: number[]; hv: number }
  non_dominated_sort: { points: number[][]; front0_minimise: number[] }
}

test('agrees with reference fronts', async context => {
  const { multiobjective } = references(context, 'games.json') as { multiobjective: Multiobjective }
  const { schaffer_n1, fonseca_fleming_2d, binh_korn, hypervolume, non_dominated_sort } = multiobjective
  const { f } = schaffer_n1
  for (const [w, x] of Object.entries(schaffer_n1.weighted_sum_w_on_f1)) {
    const { result } = await solve('weighted-sum', { f, weights: [[Number(w), 1 - Number(w)]] })
    expect(Math.abs(result.points[0]!.x[0]! - x)).toBeLessThan(1e-5)
  }
  const limited = await solve('epsilon-constraint', { f, epsilon: [[1]] })
  const { x, f2 } = schaffer_n1['eps_constraint_f1<=1']
  expect(limited.result.points[0]!.x[0]).toBeCloseTo(x, 5)
  expect(limited.result.points[0]!.f[1]).toBeCloseTo(f2, 5)
  const population = (await solve('nsga2', { f, generations: 60 })).result.front
  const [from, to] = schaffer_n1.pareto_x
  for (const { x: place, f: found } of population) {
    expect(place[0]).toBeGreaterThan(from - 0.01)
    expect(place[0]).toBeLessThan(to + 0.01)
    expect(Math.abs(found[1]! - (Math.sqrt(found[0]!) - 2) ** 2)).toBeLessThan(0.05)
  }
  for (const [f1, wanted] of schaffer_n1.front)
    expect(Math.min(...population.map(point => Math.hypot(point.f[0]! - f1!, point.f[1]! - wanted!)))).toBeLessThan(0.2)
  const inner = await solve('nsga2', { f: fonseca_fleming_2d.f, generations: 60 })
  for (const { x } of inner.result.front) expect(Math.abs(x[0]! - x[1]!)).toBeLessThan(0.3)
  const { f: both, bounds, 'c<=0': limits } = binh_korn
  const found = (await solve('nsga2', { f: both, 'c<=0': limits, bounds, generations: 60 })).result.front
  binh_korn.ideal.forEach((least, k) =>
    expect(Math.abs(Math.min(...found.map(point => point.f[k]!)) - least)).toBeLessThan(0.5),
  )
  for (const end of binh_korn.extremes)
    expect(Math.min(...found.map(point => Math.hypot(point.x[0]! - end[0]!, point.x[1]! - end[1]!)))).toBeLessThan(0.3)
  const { points, ref, hv } = hypervolume
  expect((await solve<{ hv: number }>('hypervolume', { points, ref })).result.hv).toBeCloseTo(hv, 12)
  const sorted = await solve<{ front0_minimise: number[] }>('hypervolume', { points: non_dominated_sort.points })
  expect(sorted.result.front0_minimise).toEqual(non_dominated_sort.front0_minimise)
})

// f1 = x², f2 = (x − 2)²: the front is f2 = (√f1 − 2)².
const parabolas = { f: ['x^2', '(x-2)^2'], ineq: [], eq: [] }

test('weights slide along a front that bends outwards', async () => {
  const { result, status } = await solve('weighted-sum', { ...parabolas, points: 5 })
  expect(status).toBe('converged')
  expect(result.points.map(({ x }) => Math.round(x[0]! * 1e6) / 1e6 + 0)).toEqual([2, 1.5, 1, 0.5, 0])
})

test('limits reach the middle of a front that bends inwards, weights do not', async () => {
  // f2 = 1 − f1² for 0 ≤ f1 ≤ 1 (ZDT2 on its front).
  const problem = { f: ['x', '1 - x^2'], ineq: [], eq: [], bounds: [[0, 1]] }
  const byWeights = await solve('weighted-sum', { ...problem, points: 9 })
  for (const { f } of byWeights.result.points) expect(f[0]! < 1e-6 || f[0]! > 1 - 1e-6).toBe(true)
  const byLimits = await solve('epsilon-constraint', { ...problem, points: 5 })
  expect(byLimits.result.front).toHaveLength(5)
  byLimits.result.front.forEach(({ f }, i) => expect(f[0]).toBeCloseTo(i / 4, 5))
})

test('a population finds a front between two constraints', async () => {
  const problem = { f: ['x', 'y'], ineq: ['1 - x*y'], bounds: [[0.2, 5], [0.2, 5]], generations: 80 } // oxfmt-ignore
  const { result, status } = await solve('nsga2', problem)
  expect(status).toBe('converged')
  expect(result.front.length).toBeGreaterThan(50)
  for (const { f } of result.front) expect(f[0]! * f[1]!).toBeLessThan(1.1)
})

test('the same seed gives the same population', async () => {
  const problem = { ...parabolas, generations: 5, population: 12 }
  const [a, b] = [await solve('nsga2', problem), await solve('nsga2', problem)]
  expect(a.result).toEqual(b.result)
})

const value = fc.integer({ min: 0, max: 9 })
test('sorts points into fronts and measures what they dominate', () => {
  const sets = fc.array(fc.tuple(value, value, value), { minLength: 1, maxLength: 12 })
  fc.assert(
    fc.property(sets, points => {
      const ranks = fronts(points)
      expect(ranks.flat().sort((a, b) => a - b)).toEqual(points.map((_, i) => i))
      ranks.forEach((front, rank) => {
        for (const i of front) {
          expect(front.some(j => dominates(points[j]!, points[i]!))).toBe(false)
          if (rank > 0) expect(ranks[rank - 1]!.some(j => dominates(points[j]!, points[i]!))).toBe(true)
        }
      })
      expect(certifyHypervolume(points, [8, 9, 10], volumeOf(points, [8, 9, 10])).holds).toBe(true)
    }),
    { numRuns: 300, seed: 4 },
  )
})

test('says no to a front with a dominated point, and to another volume', () => {
  const variable = { op: 'variable', name: 'x', index: 0 } as const
  const problem = {
    objectives: [variable, variable],
    ineq: [],
    eq: [],
    lower: Float64Array.of(0),
    upper: Float64Array.of(1),
  }
  const point = (x: number) => ({ x: [x], f: [x, x] })
  expect(certifyFront(problem, [point(0.5)]).holds).toBe(true)
  expect(certifyFront(problem, [point(0.5), point(0.6)])).toMatchObject({ dominated: 1, holds: false })
  expect(certifyFront(problem, [point(2)]).holds).toBe(false)
  expect(certifyFront(problem, [{ x: [0.5], f: [0.5, 0.4] }]).holds).toBe(false)
  expect(certifyHypervolume([[1, 4], [2, 2], [4, 1]], [5, 5], 11).holds).toBe(true) // oxfmt-ignore
  expect(certifyHypervolume([[1, 4], [2, 2], [4, 1]], [5, 5], 12).holds).toBe(false) // oxfmt-ignore
})

test('refuses what are no objectives, weights or limits', async () => {
  for (const [id, problem] of [
    ['weighted-sum', { f: ['x'] }],
    ['weighted-sum', { f: ['x', 'y +'] }],
    ['weighted-sum', { ...parabolas, weights: [[1, -1]] }],
    ['weighted-sum', { ...parabolas, weights: [[1, 1, 1]] }],
    ['epsilon-constraint', { ...parabolas, main: 3 }],
    ['epsilon-constraint', { f: ['x^2', 'y^2', 'x y'] }],
    ['hypervolume', { points: [[]] }],
    ['hypervolume', { points: [[1, 2]], ref: [1] }],
  ] as const)
    await expect(drive(id, problem)).rejects.toThrow(BadProblem)
})
