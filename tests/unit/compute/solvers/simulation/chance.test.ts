import { expect, test } from 'vitest'
import { BadProblem } from '../../../../../renderer/compute/index.ts'
import { exactAnswers } from '../../../../../renderer/compute/verify/chances.ts'
import { reachOf, wilsonInterval, type EstimateCertificate } from '../../../../../renderer/compute/verify/estimate.ts'
import { drive } from '../drive.ts'

interface Estimate {
  estimate: number
  interval: [number, number]
  samples: number
  exact: number
}
const setting = { size: 0, goal: 0, p: 0.5 }

test('knows the exact answers by heart', () => {
  expect(exactAnswers.birthday({ ...setting, size: 23 })).toBeCloseTo(0.507297, 6)
  expect(exactAnswers.birthday({ ...setting, size: 366 })).toBe(1)
  expect(exactAnswers['coupon-collector']({ ...setting, size: 6 })).toBeCloseTo(14.7, 12)
  expect(exactAnswers['gamblers-ruin']({ size: 10, goal: 20, p: 0.5 })).toBe(0.5)
  expect(exactAnswers['gamblers-ruin']({ size: 1, goal: 2, p: 0.6 })).toBeCloseTo(0.6, 12)
  expect(exactAnswers['hat-check']({ ...setting, size: 4 })).toBeCloseTo(9 / 24, 12)
  expect(exactAnswers['hat-check']({ ...setting, size: 30 })).toBeCloseTo(1 / Math.E, 12)
  expect(exactAnswers.secretary({ ...setting, size: 3, goal: 1 })).toBeCloseTo(1 / 2, 12)
  expect(exactAnswers.buffon({ ...setting, p: 1 })).toBeCloseTo(2 / Math.PI, 12)
})

test('comes near the exact answer in every experiment', async () => {
  for (const experiment of Object.keys(exactAnswers)) {
    const { report, steps } = await drive<Estimate, EstimateCertificate>(
      'monte-carlo',
      { experiment, n: 4_000 },
      { seed: 11 },
    )
    expect([experiment, report.status, report.certificate.holds]).toEqual([experiment, 'optimal', true])
    expect(Math.abs(report.certificate.z!)).toBeLessThan(4)
    expect(report.result.samples).toBe(4_000)
    expect(steps.length).toBeGreaterThan(100)
  }
})

test('covers the exact answer about as often as it says', async () => {
  let covered = 0
  for (let seed = 0; seed < 200; seed++) {
    const problem = { experiment: 'monty-hall', n: 200, level: 0.9 }
    covered += Number(
      (await drive<Estimate, EstimateCertificate>('monte-carlo', problem, { seed })).report.certificate.covered,
    )
  }
  expect(covered).toBeGreaterThan(165)
  expect(covered).toBeLessThan(195)
})

test('tells Wilson intervals of small samples', () => {
  // Agresti and Coull 1998: none of ten, 95 %.
  const [from, to] = wilsonInterval({ n: 10, mean: 0 }, reachOf(0.95))
  expect(from).toBe(0)
  expect(to).toBeCloseTo(0.2775, 4)
})

test('makes a rare event common', async () => {
  const rare = await drive<Estimate & { gain: number }, EstimateCertificate>('importance-sampling', {}, { seed: 2 })
  expect(rare.report.certificate.exact).toBeCloseTo(3.167124183e-5, 13)
  expect(rare.report.certificate.holds).toBe(true)
  expect(rare.report.result.gain).toBeGreaterThan(1_000)
  const plain = await drive<Estimate, EstimateCertificate>('importance-sampling', { shift: 0 }, { seed: 2 })
  expect(plain.report.certificate.holds).toBe(true)
})

test('integrates with ever less noise by pairs and strata', async () => {
  const widths: number[] = []
  for (const method of ['plain', 'antithetic', 'stratified']) {
    const { report } = await drive<Estimate, EstimateCertificate>(
      'monte-carlo-integral',
      { method, n: 5_000 },
      { seed: 4 },
    )
    expect(report.certificate.exact).toBeCloseTo(0.746824132812427, 10)
    expect(report.certificate.holds).toBe(true)
    widths.push(report.result.interval[1] - report.result.interval[0])
  }
  expect(widths[1]).toBeLessThan(widths[0]! / 2)
  expect(widths[2]).toBeLessThan(widths[1]!)
})

test('gives each seed its own estimate', async () => {
  const estimate = async (seed: number) =>
    (await drive<Estimate>('monte-carlo', { n: 1_000 }, { seed })).report.result.estimate
  expect(await estimate(1)).toBe(await estimate(1))
  expect(await estimate(1)).not.toBe(await estimate(2))
})

test('refuses experiments that are none, and stops long ones', async () => {
  for (const [id, problem] of [
    ['monte-carlo', { experiment: 'fate' }],
    ['monte-carlo', { experiment: 'birthday', size: 10_000 }],
    ['monte-carlo', { experiment: 'gamblers-ruin', size: 10, goal: 5 }],
    ['monte-carlo', { experiment: 'secretary', size: 5, goal: 5 }],
    ['monte-carlo', { n: 0 }],
    ['monte-carlo-integral', { f: 'x +' }],
    ['monte-carlo-integral', { from: 1, to: 0 }],
    ['importance-sampling', { a: Infinity }],
  ] as const)
    await expect(drive(id, problem)).rejects.toThrow(BadProblem)
  for (const [id, problem] of [
    ['monte-carlo', { n: 1e8 }],
    ['monte-carlo', { n: 1e8, experiment: 'coupon-collector', size: 1_000 }],
    ['monte-carlo', { n: 1e8, experiment: 'gamblers-ruin', size: 200 }],
    ['importance-sampling', { n: 1e8 }],
    ['monte-carlo-integral', { n: 1e8, f: 'sin(1000000000 x)' }],
  ] as const) {
    const { report } = await drive<Estimate, EstimateCertificate>(id, problem, { budget: { ms: 100, iterations: 1e9 } })
    expect([id, report.status]).toEqual([id, 'max_iterations'])
  }
  const infinite = await drive('monte-carlo-integral', { f: 'exp(x)', from: 0, to: 1_000 })
  expect(infinite.report.status).toBe('diverged')
})
