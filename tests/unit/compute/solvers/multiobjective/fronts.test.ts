import { expect, test } from 'vitest'
import { functionFrom } from '../../../../../renderer/compute/index.ts'
import { drive } from '../drive.ts'
import { references } from '../oracle.ts'

// Zitzler, Deb and Thiele (2000), in three variables; g is 1 on the front.
const g = '(1 + 9/2 (x2+x3))'
const families = [
  { name: 'zdt1_front', f2: `${g} - sqrt(x1 ${g})`, front: '1 - sqrt(x)', volume: 2 / 3 },
  { name: 'zdt2_front', f2: `${g} - x1^2/${g}`, front: '1 - x^2', volume: 1 / 3 },
]
interface Told {
  front: { x: number[]; f: number[] }[]
}

test.each(families)('a population comes to the whole of $name, as the closed form has it', async family => {
  const at = functionFrom(family.front, ['x'])!
  const problem = {
    f: ['x1', family.f2],
    ineq: [],
    eq: [],
    bounds: Array.from({ length: 3 }, () => [0, 1]),
    population: 60,
    generations: 100,
  }
  const { report } = await drive<Told>('nsga2', problem, { seed: 3 })
  const { front } = report.result
  const distances = front.map(({ f }) => f[1]! - at(f[0]!))
  // No point lies below the front; the mean of them is near it, and they reach from one end to the other.
  expect(Math.min(...distances)).toBeGreaterThan(-1e-9)
  expect(distances.reduce((sum, distance) => sum + distance, 0) / front.length).toBeLessThan(0.01)
  const volume = await drive<{ hv: number }>('hypervolume', { points: front.map(({ f }) => f), ref: [1, 1] })
  expect(volume.report.result.hv).toBeLessThanOrEqual(family.volume)
  expect(volume.report.result.hv).toBeGreaterThan(0.95 * family.volume)
})

test('the closed forms are those of the references', context => {
  const { multiobjective } = references(context, 'games.json') as { multiobjective: Record<string, string> }
  for (const { name, front } of families) {
    const told = /^f2=([^, ]+)/.exec(multiobjective[name]!)![1]!
    const [ours, theirs] = [front, told.replaceAll('f1', 'x')].map(text => functionFrom(text, ['x'])!)
    for (let x = 0; x <= 1; x += 1 / 64) expect(ours!(x)).toBeCloseTo(theirs!(x), 14)
  }
})
