import { atOnce, defineStepwise, mismatch } from '../../stepwise.ts'
import { certifyHypervolume } from '../../verify/pareto.ts'
import { fronts, volumeOf } from './sorting.ts'

/** The volume between a set of points and a reference point, and the points sorted into fronts; less is better. */
export const hypervolume = defineStepwise({
  id: 'hypervolume',
  title: { en: 'Hypervolume and fronts of points', 'zh-CN': '超体积与非支配排序' },
  schema: {
    points: {
      kind: 'matrix',
      label: { en: 'Objectives, one point a row', 'zh-CN': '目标值，每行一点' },
      default: [
        [1, 4],
        [2, 2],
        [4, 1],
        [4, 4],
      ],
      maxCells: 600,
    },
    ref: {
      kind: 'vector',
      label: { en: 'Reference point (none: the worst of each objective)', 'zh-CN': '参考点（空：各目标最差值）' },
      symbol: 'r',
      default: [],
      maxLength: 6,
      mayBeEmpty: true,
    },
  },
  check({ points, ref }) {
    const width = points[0]?.length ?? 0
    if (width < 1 || width > 6) return mismatch('points', 'points', '1 … 6', width)
    return ref.length && ref.length !== width ? mismatch('ref', 'points', width, ref.length) : []
  },
  begin: ({ points, ref }) =>
    atOnce(() => {
      const reference = ref.length
        ? ref
        : points[0]!.map((_, k) => points.reduce((most, point) => Math.max(most, point[k]!), -Infinity))
      const ranks = fronts(points)
      const hv = volumeOf(points, reference)
      const contributions = points.map((_, i) =>
        ranks[0]!.includes(i)
          ? hv -
            volumeOf(
              points.filter((_unused, j) => j !== i),
              reference,
            )
          : 0,
      )
      return {
        state: reference,
        metrics: { hv, fronts: ranks.length },
        result: { hv, ref: reference, fronts: ranks, front0_minimise: ranks[0]!, contributions },
        certificate: certifyHypervolume(points, reference, hv),
      }
    }),
})
