import { matrix } from '../../linear-algebra/matrix.ts'
import { symmetricEigen } from '../../linear-algebra/symmetric-eigen.ts'
import { addScaled, dot } from '../../linear-algebra/vector.ts'
import { atOnce, defineStepwise, mismatch } from '../../stepwise.ts'
import { certifyAxes } from '../../verify/axes.ts'
import { mean } from './moments.ts'
import { mostAxes, pointed } from './pca.ts'
import { centresOf, scatterOf } from './scatter.ts'
import { classes, classesOf, classIssues, columnsOf, inputs, tableIssues } from './table.ts'

const schema = { X: inputs, y: classes } as const

/** Directions without spread within classes are left out, below this share of the widest. */
const flat = 1e-10

/** The axes on which classes lie farthest apart next to their own width (Fisher, 1936; Rao, 1948). */
export const lda = defineStepwise({
  id: 'lda',
  title: { en: 'Linear discriminant analysis', 'zh-CN': '线性判别分析' },
  schema,
  check({ X, y }) {
    const width = X[0]?.length ?? 0
    if (width > mostAxes) return mismatch('X', 'X', `… × ${mostAxes}`, `… × ${width}`)
    const issues = [...tableIssues(X, y), ...classIssues(y)]
    const kinds = new Set(y).size
    return issues.length || y.length > kinds ? issues : mismatch('X', 'y', `> ${kinds}`, y.length)
  },
  begin: ({ X, y }) =>
    atOnce(() => {
      const groups = classesOf(y)
      const columns = columnsOf(X)
      const d = columns.length
      const rows = Float64Array.from(X.flat())
      const centres = centresOf(rows, d, groups.of, groups.values.length)
      const whole = Float64Array.from(columns, mean)
      const free = X.length - groups.values.length
      const scaled = (m: ReturnType<typeof scatterOf>) => ({ ...m, data: m.data.map(value => value / free) })
      const within = scaled(scatterOf(rows, d, i => centres[groups.of[i]!]!))
      const total = scaled(scatterOf(rows, d, () => whole))
      const between = { ...total, data: total.data.map((value, k) => value - within.data[k]!) }
      const { values, axes } = discriminants(between, within, groups.values.length - 1)
      const sum = values.reduce((a, b) => a + b, 0)
      const place = (x: ArrayLike<number>) => axes.map(axis => dot(axis, Float64Array.from(x)))
      const middles = centres.map(place)
      const predicted = X.map(x => nearest(place(x), middles, groups.counts))
      const right = predicted.filter((c, i) => c === groups.of[i]).length
      return {
        state: values,
        metrics: { train_acc: right / X.length },
        result: {
          explained_ratio: values.map(value => (sum > 0 ? value / sum : 0)),
          components: axes.map(axis => Array.from(axis)),
          train_acc: right / X.length,
          predicted: predicted.map(c => groups.values[c]!),
          projected: X.map(x => place(x).slice(0, 2)),
        },
        certificate: certifyAxes(between, values, axes, within),
      }
    }),
})

/** Axes of between v = λ within v, largest λ first, of length 1 in `within`: eigenvectors in coordinates that make it round. */
function discriminants(between: ReturnType<typeof matrix>, within: typeof between, most: number) {
  const d = within.rows
  const { values, vectors } = symmetricEigen(within)
  const widest = values[d - 1]!
  const round = vectors.flatMap((v, k) =>
    values[k]! > flat * widest ? [v.map(value => value / Math.sqrt(values[k]!))] : [],
  )
  const through = round.map(v =>
    Float64Array.from({ length: d }, (_, i) => dot(between.data.subarray(i * d, (i + 1) * d), v)),
  )
  const turned = matrix(round.length, round.length)
  round.forEach((v, i) => through.forEach((w, j) => (turned.data[i * round.length + j] = dot(v, w))))
  const found = symmetricEigen(turned)
  const order = Array.from(found.values.keys()).reverse().slice(0, most)
  const axes = order.map(k => {
    const axis = new Float64Array(d)
    found.vectors[k]!.forEach((weight, i) => addScaled(axis, weight, round[i]!))
    return pointed(axis)
  })
  return { values: order.map(k => Math.max(0, found.values[k]!)), axes }
}

/** The class of the nearest centre, common classes before rare ones: normals of one shape by Bayes' rule. */
function nearest(at: readonly number[], centres: readonly (readonly number[])[], counts: Float64Array): number {
  const scores = centres.map(
    (centre, c) => Math.log(counts[c]!) - centre.reduce((sum, value, k) => sum + (at[k]! - value) ** 2, 0) / 2,
  )
  return scores.indexOf(Math.max(...scores))
}
