import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { isSolver } from '../../../../renderer/compute/index.ts'
import { run } from './runs.ts'

interface References {
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
