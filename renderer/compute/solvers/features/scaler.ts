import { atOnce, defineStepwise, mismatch } from '../../stepwise.ts'
import { certifyScaled, type ScalerName } from '../../verify/scaled.ts'
import { boxCox } from './box-cox.ts'
import { deviation, mean, moment, quantileOf } from './moments.ts'
import { columnsOf, inputs, tableIssues } from './table.ts'
import { yeoJohnson } from './yeo-johnson.ts'

type Scale = (column: Float64Array) => Float64Array

const shifted = (column: Float64Array, centre: number, width: number) =>
  column.map(value => (value - centre) / (width || 1))
const least = (column: Float64Array) => column.reduce((a, b) => Math.min(a, b), Infinity)
const most = (column: Float64Array) => column.reduce((a, b) => Math.max(a, b), -Infinity)
const quartiles = (column: Float64Array) => {
  const sorted = column.slice().sort()
  return [0.25, 0.5, 0.75].map(share => quantileOf(sorted, share)) as [number, number, number]
}

/** Powers that make a column most like a normal one. */
const powers: Partial<Record<ScalerName, (column: Float64Array) => { lambda: number; values: Float64Array }>> = {
  yeo_johnson: yeoJohnson,
  box_cox: boxCox,
}

/** What each method does to a column; a column without width is only moved. */
export const columnwise: Partial<Record<ScalerName, Scale>> = {
  standard: column => shifted(column, mean(column), deviation(column)),
  minmax: column => shifted(column, least(column), most(column) - least(column)),
  maxabs: column => shifted(column, 0, most(column.map(Math.abs))),
  robust: column => {
    const [low, middle, high] = quartiles(column)
    return shifted(column, middle, high - low)
  },
  yeo_johnson: column => yeoJohnson(column).values,
  box_cox: column => boxCox(column).values,
}

const lengths: Partial<Record<ScalerName, (row: readonly number[]) => number>> = {
  l2_row: row => Math.hypot(...row),
  l1_row: row => row.reduce((sum, value) => sum + Math.abs(value), 0),
}

const names: readonly ScalerName[] = [
  'standard',
  'minmax',
  'maxabs',
  'robust',
  'l2_row',
  'l1_row',
  'yeo_johnson',
  'box_cox',
]

const schema = {
  X: inputs,
  method: { kind: 'choice', label: { en: 'Scale', 'zh-CN': '缩放方法' }, default: 'standard', options: names },
} as const

function scaledBy(method: ScalerName, X: readonly (readonly number[])[], columns: readonly Float64Array[]): number[][] {
  const length = lengths[method]
  if (length) return X.map(row => row.map(value => value / (length(row) || 1)))
  const moved = columns.map(columnwise[method]!)
  return X.map((_, i) => moved.map(column => column[i]!))
}

const skewOf = (column: Float64Array) => moment(column, 3) / moment(column, 2) ** 1.5
const kurtosisOf = (column: Float64Array) => moment(column, 4) / moment(column, 2) ** 2 - 3

/** Features brought to one scale, with the statistics that do it. */
export const scaler = defineStepwise({
  id: 'scaler',
  title: { en: 'Scaling of features', 'zh-CN': '特征缩放' },
  schema,
  check({ X, method }) {
    const below = method === 'box_cox' ? X.flat().find(value => value <= 0) : undefined
    return below === undefined ? tableIssues(X) : mismatch('X', 'method', '> 0', below)
  },
  begin: ({ X, method }) =>
    atOnce(() => {
      const columns = columnsOf(X)
      const transformed = scaledBy(method as ScalerName, X, columns)
      const power = powers[method as ScalerName]
      const quarters = columns.map(quartiles)
      return {
        state: transformed[0]!,
        metrics: { rows: X.length },
        result: {
          first_row: transformed[0]!,
          transformed,
          mean: columns.map(mean),
          std_ddof0: columns.map(deviation),
          min: columns.map(least),
          max: columns.map(most),
          median: quarters.map(([, middle]) => middle),
          iqr: quarters.map(([low, , high]) => high - low),
          skew: columns.map(skewOf),
          excess_kurtosis: columns.map(kurtosisOf),
          ...(power && { lambda: columns.map(column => power(column).lambda) }),
        },
        certificate: certifyScaled(method as ScalerName, X, transformed),
      }
    }),
})
