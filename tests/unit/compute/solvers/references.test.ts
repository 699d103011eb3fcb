import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { isSolver } from '../../../../renderer/compute/index.ts'
import { run } from './runs.ts'

interface References {
  quadratic_theory: Record<
    'L' | 'mu' | 'gd_lr_max' | 'gd_lr_opt' | 'gd_rate_opt' | 'hb_lr_opt' | 'hb_beta_opt' | 'hb_rate_opt',
    number
  >
  functions: Record<string, { expr: string }>
  first_order: {
    runs: {
      fn: string
      x0: number[]
      rule: string
      hp: Record<string, number>
      x: Record<string, number[]>
      f: Record<string, number>
    }[]
  }
}

// Traces made with NumPy, where whoever runs the tests has them; the closed forms of first-order.test.ts are always there.
const file =
  process.env.FOLIUM_REFERENCES ?? path.resolve(import.meta.dirname, '../../../../../shared/oracles/optim.json')
const names: Record<string, string> = { b1: 'beta1', b2: 'beta2' }

test('agrees with reference traces of first-order methods', async context => {
  if (!existsSync(file)) return context.skip(`no reference file at ${file}`)
  const { functions, first_order } = JSON.parse(readFileSync(file, 'utf8')) as References
  const runs = first_order.runs.map(run => ({ ...run, id: run.rule.replaceAll('_', '-') }))
  expect(runs.filter(({ id }) => isSolver(id)).length).toBeGreaterThanOrEqual(26)
  for (const { fn, x0, id, hp, x, f } of runs) {
    if (!isSolver(id)) continue
    const parameters = Object.fromEntries(Object.entries(hp).map(([name, value]) => [names[name] ?? name, value]))
    const last = Math.max(...Object.keys(x).map(Number))
    const { steps } = await run(id, { expr: functions[fn]!.expr, x0, ...parameters, iterations: last, tolerance: 0 })
    for (const [k, point] of Object.entries(x)) {
      // A run that has arrived stays where it is.
      const step = steps[Number(k)] ?? steps.at(-1)!
      point.forEach((expected, i) =>
        expect(Math.abs(step.state[i]! - expected)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(expected))),
      )
      expect(Math.abs(step.metrics.f! - f[k]!)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(f[k]!)))
    }
  }
})

test('contracts a quadratic at the best rates that theory gives, and no longer beyond the largest', async context => {
  if (!existsSync(file)) return context.skip(`no reference file at ${file}`)
  const theory = (JSON.parse(readFileSync(file, 'utf8')) as References).quadratic_theory
  const { L, mu } = theory
  const bowl = { expr: `${L / 2} x^2 + ${mu / 2} y^2`, x0: [1, 1], tolerance: 0, iterations: 300 }
  /** Mean factor of a step by which the point comes nearer to 0, late in the run. */
  const factor = async (id: 'gd' | 'momentum', more: object) => {
    const { steps } = await run(id, { ...bowl, ...more })
    const size = (k: number) => Math.hypot(...steps[k]!.state)
    return (size(300) / size(200)) ** (1 / 100)
  }
  expect(await factor('gd', { lr: theory.gd_lr_opt })).toBeCloseTo(theory.gd_rate_opt, 9)
  expect(await factor('gd', { lr: 1.01 * theory.gd_lr_opt })).toBeGreaterThan(theory.gd_rate_opt)
  // The largest rate keeps the steep coordinate where it is; a little more sends it off.
  expect(await factor('gd', { lr: 0.999 * theory.gd_lr_max })).toBeLessThan(1)
  expect(await factor('gd', { lr: 1.001 * theory.gd_lr_max })).toBeGreaterThan(1)
  // At the best rates both roots coincide: k ρᵏ, which nears ρ slowly.
  const best = await factor('momentum', { lr: theory.hb_lr_opt, mu: theory.hb_beta_opt })
  expect(best).toBeGreaterThan(theory.hb_rate_opt)
  expect(best).toBeLessThan(theory.hb_rate_opt + 0.01)
})
