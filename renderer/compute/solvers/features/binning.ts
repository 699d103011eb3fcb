import { atOnce, defineStepwise } from '../../stepwise.ts'
import { certifyBins } from '../../verify/bins.ts'
import { binsFrom, shareEdges, widthEdges } from './edges.ts'
import { columnsOf, count, inputs, tableIssues } from './table.ts'

const schema = {
  X: inputs,
  method: {
    kind: 'choice',
    label: { en: 'Bins of equal', 'zh-CN': '分箱方式' },
    default: 'width',
    options: ['width', 'frequency'],
  },
  bins: { ...count('Bins', '箱数', 'b', 4, 2, 1_000), alias: 'n_bins' },
} as const

/** Numbers to bins, feature by feature: as wide as one another, or with about as many cases. */
export const binning = defineStepwise({
  id: 'binning',
  title: { en: 'Binning', 'zh-CN': '分箱' },
  schema,
  check: ({ X }) => tableIssues(X),
  begin: ({ X, method, bins }) =>
    atOnce(() => {
      const columns = columnsOf(X)
      const inner = columns.map(column => (method === 'width' ? widthEdges(column, bins) : shareEdges(column, bins)))
      const places = columns.map((column, j) => binsFrom(column, inner[j]!))
      const counts = places.map((place, j) => {
        const sizes = Array.from({ length: inner[j]!.length + 1 }, () => 0)
        for (const bin of place) sizes[bin]!++
        return sizes
      })
      const transformed = X.map((_, i) => places.map(place => place[i]!))
      return {
        state: counts,
        metrics: { bins },
        result: { transformed, edges: inner, counts },
        certificate: certifyBins(X, transformed, inner, counts),
      }
    }),
})
