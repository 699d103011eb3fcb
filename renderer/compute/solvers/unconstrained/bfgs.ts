import { identity, row, times, type Matrix } from '../../linear-algebra/matrix.ts'
import { addScaled, dot } from '../../linear-algebra/vector.ts'
import { Line, type Point } from './line.ts'
import { searchField, searchOf } from './searches.ts'
import { defineSmooth } from './smooth.ts'

/**
 * BFGS: H ← (I − ρ s yᵀ) H (I − ρ y sᵀ) + ρ s sᵀ keeps an inverse Hessian from slopes alone
 * (Broyden, Fletcher, Goldfarb, Shanno, 1970; Nocedal and Wright, 2006, algorithm 6.1, first scaling 6.20).
 */
export const bfgs = defineSmooth({
  id: 'bfgs',
  title: { en: 'BFGS', 'zh-CN': 'BFGS' },
  fields: { search: searchField },
  variables: 500,
  begin(objective, { search }) {
    const find = searchOf(search, 0.9)
    const n = objective.dimension
    let inverse = identity(n)
    return {
      next(here, k) {
        let line = new Line(
          objective,
          here,
          times(inverse, here.slope).map(g => -g),
        )
        const first = k === 0 ? Math.min(1, 1 / Math.sqrt(dot(here.slope, here.slope))) : 1
        if (!find(line, first)) {
          // What was learnt misleads: once more from the slope.
          inverse = identity(n)
          line = new Line(
            objective,
            here,
            here.slope.map(g => -g),
          )
          if (!find(line, first)) return undefined
        }
        const to = line.point()
        update(inverse, here, to, k === 0)
        return { to, metrics: { step: line.alpha } }
      },
      inverseHessian: () => inverse,
    }
  },
})

/** The update; left out where the curvature sᵀy is not positive. */
function update(inverse: Matrix, from: Point, to: Point, first: boolean): void {
  const s = to.x.map((x, i) => x - from.x[i]!)
  const y = to.slope.map((g, i) => g - from.slope[i]!)
  const curvature = dot(s, y)
  const size = dot(y, y)
  if (!(curvature > 1e-14 * Math.sqrt(dot(s, s) * size))) return
  if (first) for (let i = 0; i < s.length; i++) inverse.data[i * s.length + i] = curvature / size
  const rho = 1 / curvature
  const hy = times(inverse, y)
  const along = rho * (1 + rho * dot(y, hy))
  for (let i = 0; i < s.length; i++) {
    const target = row(inverse, i)
    addScaled(target, along * s[i]! - rho * hy[i]!, s)
    addScaled(target, -rho * s[i]!, hy)
  }
}
