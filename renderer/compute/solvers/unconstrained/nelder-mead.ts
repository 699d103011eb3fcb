import { pointAt, type Point } from './line.ts'
import { defineSmooth } from './smooth.ts'

/**
 * Nelder and Mead's simplex (1965) with the parameters that fit the dimension (Gao and Han, 2012): values alone lead it;
 * slopes only tell when it has arrived.
 */
export const nelderMead = defineSmooth({
  id: 'nelder-mead',
  title: { en: 'Nelder–Mead', 'zh-CN': 'Nelder–Mead 单纯形法' },
  fields: {},
  variables: 32,
  begin(objective) {
    const n = objective.dimension
    let corners: Point[] | undefined
    const between = (a: Point, b: Point, share: number) =>
      pointAt(
        objective,
        a.x.map((x, i) => x + share * (b.x[i]! - x)),
      )
    return {
      next(here) {
        corners ??= [here, ...firstCorners(here).map(x => pointAt(objective, x))]
        corners.sort(ascending)
        const worst = corners[n]!
        const middle = centre(corners.slice(0, n))
        const reflected = between(middle, worst, -1)
        const kept = replacement(corners, middle, reflected, between)
        if (kept) corners[n] = kept
        else corners = corners.map((corner, i) => (i ? between(corners![0]!, corner, 1 - 1 / Math.max(2, n)) : corner))
        corners.sort(ascending)
        const size = Math.max(...corners.map(({ x }) => Math.max(...x.map((v, i) => Math.abs(v - corners![0]!.x[i]!)))))
        return size > 0 ? { to: corners[0]!, metrics: { size } } : undefined
      },
    }
  },
})

type Between = (a: Point, b: Point, share: number) => Point

/** Any value before none. */
const ascending = (a: Point, b: Point) => (Number.isNaN(a.f) ? 1 : Number.isNaN(b.f) ? -1 : a.f - b.f)

/** Each coordinate moved by a twentieth, or a little from 0. */
const firstCorners = ({ x }: Point) =>
  Array.from(x, (value, i) => {
    const corner = Float64Array.from(x)
    corner[i] = value === 0 ? 0.00025 : 1.05 * value
    return corner
  })

function centre(points: readonly Point[]): Point {
  const x = points[0]!.x.map((_, i) => points.reduce((sum, point) => sum + point.x[i]!, 0) / points.length)
  return { x, f: Number.NaN, slope: x }
}

/** What takes the worst corner's place; `undefined` where the whole simplex has to shrink. */
function replacement(corners: readonly Point[], middle: Point, reflected: Point, between: Between): Point | undefined {
  const n = Math.max(2, corners.length - 1)
  const [best, second, worst] = [corners[0]!, corners.at(-2)!, corners.at(-1)!]
  if (reflected.f < best.f) {
    const expanded = between(middle, reflected, 1 + 2 / n)
    return expanded.f < reflected.f ? expanded : reflected
  }
  if (reflected.f < second.f) return reflected
  const outside = reflected.f < worst.f
  const contracted = between(middle, outside ? reflected : worst, 0.75 - 1 / (2 * n))
  return contracted.f < (outside ? reflected.f : worst.f) ? contracted : undefined
}
