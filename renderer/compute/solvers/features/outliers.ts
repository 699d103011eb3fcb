import { lu } from '../../linear-algebra/lu.ts'
import { matrix } from '../../linear-algebra/matrix.ts'
import { upperGamma } from '../../special/incomplete-gamma.ts'
import { atOnce, defineStepwise } from '../../stepwise.ts'
import { certifyOutliers } from '../../verify/outliers.ts'
import { localOutlierFactors, mostCompared } from './local-outlier-factor.ts'
import { correlation, deviation, mean, quantileOf, standardised } from './moments.ts'
import { columnsOf, count, inputs, ranked, tableIssues } from './table.ts'

const limit = (en: string, zh: string, value: number) =>
  ({
    kind: 'number',
    label: { en, 'zh-CN': zh },
    default: value,
    min: 0,
    max: 1e6,
    slider: [0.5, 6],
    scale: 'linear',
  }) as const

/** How far each rule lets a case go. */
export const limits = {
  iqr: limit('Quartile ranges beyond the quartiles', '超出四分位数的四分距倍数', 1.5),
  z: limit('Standard deviations', '标准差倍数', 3),
  mad: limit('Median deviations, scaled to a normal', '（按正态换算的）中位数绝对偏差倍数', 3.5),
} as const
export type Limits = Record<keyof typeof limits, number>

const schema = {
  X: inputs,
  ...limits,
  neighbours: count('Neighbours of the local outlier factor', '局部离群因子的近邻数', 'k', 20, 1, 500),
} as const

/** From a median deviation to the standard deviation of a normal (Iglewicz and Hoaglin 1993). */
const normalMad = 0.6745

const halfOf = (column: Float64Array) => quantileOf(column.slice().sort(), 0.5)

/** The fences of each rule. */
export function fences(column: Float64Array, { iqr, z, mad }: Limits) {
  const sorted = column.slice().sort()
  const [low, high] = [quantileOf(sorted, 0.25), quantileOf(sorted, 0.75)]
  const middle = quantileOf(sorted, 0.5)
  const spread = halfOf(column.map(value => Math.abs(value - middle))) / normalMad
  const centre = mean(column)
  const around = (at: number, width: number) => [at - width, at + width] as const
  return {
    iqr: [low - iqr * (high - low), high + iqr * (high - low)] as const,
    z: around(centre, z * deviation(column)),
    // More than half the values equal: no width to judge by.
    mad: spread > 0 ? around(middle, mad * spread) : ([-Infinity, Infinity] as const),
  }
}

export const outside = (column: Float64Array, [low, high]: readonly [number, number]) =>
  Array.from(column.keys()).filter(i => column[i]! < low || column[i]! > high)

/** Squared distance of each row from the mean in units of the covariance (n − 1); `undefined` where that is singular. */
export function mahalanobis(columns: readonly Float64Array[]): number[] | undefined {
  const d = columns.length
  const n = columns[0]!.length
  const deviations = columns.map(column => deviation(column) * Math.sqrt(n / (n - 1)))
  const covariance = matrix(d, d)
  columns.forEach((a, i) =>
    columns.forEach((b, j) => {
      covariance.data[i * d + j] = i === j ? deviations[i]! ** 2 : correlation(a, b) * deviations[i]! * deviations[j]!
    }),
  )
  const factor = covariance.data.every(Number.isFinite) ? lu(covariance) : undefined
  if (!factor) return undefined
  const centres = columns.map(mean)
  return Array.from({ length: n }, (_, i) => {
    const away = columns.map((column, j) => column[i]! - centres[j]!)
    return factor.solve(away).reduce((sum, value, j) => sum + value * away[j]!, 0)
  })
}

export const lof = (columns: readonly Float64Array[], k: number) =>
  localOutlierFactors(standardised(columns), columns.length, k)

/** Cases far from the others: by quartiles, by deviations, by median deviations, in all features together, and by how thinly they lie. */
export const outliers = defineStepwise({
  id: 'outliers',
  title: { en: 'Outliers', 'zh-CN': '离群点' },
  schema,
  check: ({ X }) => tableIssues(X),
  begin: ({ X, neighbours, ...reach }) =>
    atOnce(() => {
      const columns = columnsOf(X)
      const found = columns.map(column => {
        const { iqr, z, mad } = fences(column, reach)
        return { fences: { iqr, z, mad }, iqr: outside(column, iqr), z: outside(column, z), mad: outside(column, mad) }
      })
      const distances = mahalanobis(columns)
      const top = distances && ranked(distances).slice(0, 5)
      const factors = X.length > 1 && X.length <= mostCompared ? lof(columns, neighbours) : undefined
      const thin = factors && ranked(factors).slice(0, 5)
      const counts = (rule: 'iqr' | 'z' | 'mad') => found.map(column => column[rule].length)
      return {
        state: counts('iqr'),
        metrics: { found: new Set(found.flatMap(column => column.iqr)).size },
        result: {
          [`iqr${reach.iqr}_count_per_feature`]: counts('iqr'),
          [`z${reach.z}_count_per_feature`]: counts('z'),
          [`mad${reach.mad}_count_per_feature`]: counts('mad'),
          rows_per_feature: found.map(({ iqr, z, mad }) => ({ iqr, z, mad })),
          fences_per_feature: found.map(column => column.fences),
          ...(top && {
            mahalanobis2_top5_rows: top,
            mahalanobis2_top5: top.map(i => distances[i]!),
            'mahalanobis_chi2_0.999_count': distances.filter(value => upperGamma(columns.length / 2, value / 2) < 1e-3)
              .length,
          }),
          ...(thin && {
            [`lof${neighbours}_standardised_top5_rows`]: thin,
            [`lof${neighbours}_top5`]: thin.map(i => factors[i]!),
          }),
        },
        certificate: certifyOutliers(X, found, distances),
      }
    }),
})
