import { symmetricEigen } from '../../linear-algebra/symmetric-eigen.ts'
import { atOnce, defineStepwise, mismatch } from '../../stepwise.ts'
import { certifyAxes } from '../../verify/axes.ts'
import { mean, standardised } from './moments.ts'
import { scatterOf } from './scatter.ts'
import { columnsOf, inputs, tableIssues } from './table.ts'

export const mostAxes = 200

const schema = {
  X: inputs,
  standardise: { kind: 'flag', label: { en: 'Bring features to one scale first', 'zh-CN': '先标准化' }, default: true },
} as const

/** The axes along which cases differ most, one after the other (Pearson, 1901; Hotelling, 1933). */
export const pca = defineStepwise({
  id: 'pca',
  title: { en: 'Principal components', 'zh-CN': '主成分分析' },
  schema,
  check({ X }) {
    const width = X[0]?.length ?? 0
    if (X.length < 2) return mismatch('X', 'X', '≥ 2 × 1', `${X.length} × ${width}`)
    return width > mostAxes ? mismatch('X', 'X', `… × ${mostAxes}`, `… × ${width}`) : tableIssues(X)
  },
  begin: ({ X, standardise }) =>
    atOnce(() => {
      const columns = columnsOf(X)
      const d = columns.length
      const flat = standardise ? standardised(columns) : Float64Array.from(X.flat())
      const centre = standardise ? new Float64Array(d) : Float64Array.from(columns, mean)
      const scatter = scatterOf(flat, d, () => centre)
      const covariance = { ...scatter, data: scatter.data.map(value => value / (X.length - 1)) }
      const found = symmetricEigen(covariance)
      const order = Array.from(found.values.keys()).reverse()
      const variance = order.map(k => Math.max(0, found.values[k]!))
      const axes = order.map(k => pointed(found.vectors[k]!))
      const total = variance.reduce((a, b) => a + b, 0)
      const share = variance.map(value => (total > 0 ? value / total : 0))
      const place = (i: number, axis: Float64Array) =>
        axis.reduce((sum, weight, j) => sum + weight * (flat[i * d + j]! - centre[j]!), 0)
      const shrunk = (X.length - 1) / X.length
      return {
        state: share,
        metrics: { first: share[0]! },
        result: {
          explained_ratio: share,
          explained_variance: variance,
          components: axes.map(axis => Array.from(axis)),
          abs_component0: Array.from(axes[0]!, Math.abs),
          // Components that say more than one feature alone (Kaiser, 1960), by the correlation matrix.
          kaiser_components: variance.filter(value => value * shrunk > 1).length,
          projected: X.map((_, i) => axes.slice(0, 2).map(axis => place(i, axis))),
        },
        certificate: certifyAxes(covariance, variance, axes),
      }
    }),
})

/** The axis turned so that its largest weight is positive: both ways are right, one is shown. */
export function pointed(axis: Float64Array): Float64Array {
  const peak = axis.reduce((most, weight) => (Math.abs(weight) > Math.abs(most) ? weight : most), 0)
  return peak < 0 ? axis.map(weight => -weight) : axis
}
