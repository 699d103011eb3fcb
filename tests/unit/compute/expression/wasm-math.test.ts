import { expect, test } from 'vitest'
import { kernels } from '../../../../renderer/compute/kernels/index.ts'
import { objective } from '../../../gpu/samples.ts'

/** Where a function is tried, and by how much it may be off, next to the larger of its size and 1: in float64 and float32. */
const tried: Record<string, { spans: [number, number][]; f64: number; f32: number }> = {
  sin: { spans: [[-4, 4], [-1e3, 1e3], [-1e6, 1e6], [-1e12, 1e12]], f64: 4e-16, f32: 3e-7 }, // oxfmt-ignore
  cos: { spans: [[-4, 4], [-1e3, 1e3], [-1e6, 1e6], [-1e12, 1e12]], f64: 4e-16, f32: 3e-7 }, // oxfmt-ignore
  exp: { spans: [[-1, 1], [-60, 60], [-750, 720]], f64: 4e-16, f32: 6e-7 }, // oxfmt-ignore
  tanh: { spans: [[-1, 1], [-20, 20], [-1e6, 1e6]], f64: 0, f32: 3e-7 }, // oxfmt-ignore
  atan: { spans: [[-0.5, 0.5], [-5, 5], [-1e9, 1e9]], f64: 0, f32: 3e-7 }, // oxfmt-ignore
}
const count = 20_001

test.each(Object.entries(tried))('computes %s on lanes as Math does', (name, { spans, ...allowed }) => {
  for (const [from, to] of spans)
    for (const precision of ['f64', 'f32'] as const) {
      const x = { from, to, count }
      const input = { objective: objective(`${name}(x)`), x, y: { from: 0, to: 0, count: 1 } }
      const { values } = kernels.grid.wasm!.run(input, precision)!
      let worst = 0
      for (let i = 0; i < count; i++) {
        const step = (to - from) / (count - 1)
        // In float32 the place itself is rounded, at each of its two operations.
        const at =
          precision === 'f64' ? from + i * step : Math.fround(Math.fround(from) + Math.fround(i * Math.fround(step)))
        const exact = Math[name as 'sin'](at)
        const held = precision === 'f32' && exact > 3.4028234e38 ? Infinity : exact
        if (Number.isFinite(held)) worst = Math.max(worst, Math.abs(values[i]! - held) / Math.max(1, Math.abs(held)))
        else expect(values[i]).toBe(held)
      }
      expect([name, from, precision, worst]).toSatisfy(([, , , off]) => off <= allowed[precision])
    }
})

test('keeps NaN and infinities in their places', () => {
  for (const name of Object.keys(tried))
    for (const [text, x] of [
      ['0/0', Number.NaN],
      ['1/0', Infinity],
      ['-1/0', -Infinity],
    ] as const)
      // oxfmt-ignore
      for (const precision of ['f64', 'f32'] as const) {
        const axis = { from: 0, to: 0, count: 5 }
        const input = { objective: objective(`${name}(${text} + 0 x)`), x: axis, y: { ...axis, count: 1 } }
        const { values } = kernels.grid.wasm!.run(input, precision)!
        const exact = Math[name as 'sin'](x)
        const held = precision === 'f32' ? Math.fround(exact) : exact
        expect([name, text, ...new Set(values)]).toEqual([name, text, held])
      }
})
