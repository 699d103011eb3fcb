import { atOnce, defineStepwise, mismatch } from '../../stepwise.ts'
import { certifyPositions } from '../../verify/positions.ts'
import { countField, positiveNumber, rowsFrom } from '../fields.ts'
import { sinusoids, turnRows } from './positions.ts'

/** Positions written into vectors: sinusoids that are added, or turns of pairs (rotary), with what two positions share. */
export const positionalEncoding = defineStepwise({
  id: 'positional-encoding',
  title: { en: 'Positional encoding', 'zh-CN': '位置编码' },
  schema: {
    encoding: {
      kind: 'choice',
      label: { en: 'Encoding', 'zh-CN': '编码' },
      default: 'sinusoidal',
      options: ['sinusoidal', 'rotary'],
    },
    n: { ...countField('Positions', '位置数', 16, 1, 1_024, 64), alias: 'positions' },
    d: { ...countField('Width', '维数', 16, 1, 1_024, 64), alias: 'd_model' },
    base: positiveNumber('Base of the angles', '角度的底数', '\\theta', 10_000, [1.000001, 1e9], [10, 1e6]),
  },
  check: ({ n, d }) => (n * n * d > 2e7 ? mismatch('n', 'd', 'n² d ≤ 2·10⁷', n * n * d) : []),
  begin: ({ encoding, n, d, base }) =>
    atOnce(() => {
      let rows = sinusoids(n, d, base)
      if (encoding === 'rotary') {
        // Every pair begins as (1, 0), so that a row shows its angles.
        rows = Float64Array.from({ length: n * d }, (_, at) => ((at % d) % 2 ? 0 : 1))
        turnRows(rows, d, base)
      }
      const similarity = new Float64Array(n * n)
      for (let p = 0; p < n; p++)
        for (let q = 0; q < n; q++)
          for (let c = 0; c < d; c++) similarity[p * n + q]! += rows[p * d + c]! * rows[q * d + c]!
      const result = {
        encoding: rowsFrom(rows, d),
        similarity: rowsFrom(similarity, n),
        wavelengths: Array.from({ length: Math.ceil(d / 2) }, (_, c) => 2 * Math.PI * base ** ((2 * c) / d)),
      }
      const certificate = certifyPositions(rows, d, base)
      return { state: result.encoding, metrics: { n, d }, result, certificate }
    }),
})
