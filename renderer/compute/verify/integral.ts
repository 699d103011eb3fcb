import { evaluate, type Expression } from '../expression/tree.ts'

const deepest = 40
const mostValues = 20_000
const pieces = 64

/** ∫ f over [a, b] of one variable by adaptive Simpson's rule (Lyness 1969), as well as 20,000 values allow; NaN stays NaN. */
export function integralOf(f: Expression, a: number, b: number): number {
  let values = 0
  const at = (x: number) => {
    values++
    return evaluate([f], [x])[0]!
  }
  const simpson = (from: number, to: number, left: number, middle: number, right: number) =>
    ((to - from) / 6) * (left + 4 * middle + right)
  const refined = (
    from: number,
    to: number,
    [left, middle, right]: readonly [number, number, number],
    depth: number,
  ): number => {
    const half = (from + to) / 2
    const [first, second] = [at((from + half) / 2), at((half + to) / 2)]
    const rough = simpson(from, to, left, middle, right)
    const [one, two] = [simpson(from, half, left, first, middle), simpson(half, to, middle, second, right)]
    const error = Math.abs(one + two - rough)
    if (!(error > 1e-12 * Math.max(1, Math.abs(rough))) || depth === deepest || values > mostValues)
      return one + two + (one + two - rough) / 15
    return refined(from, half, [left, first, middle], depth + 1) + refined(half, to, [middle, second, right], depth + 1)
  }
  const width = (b - a) / pieces
  return Array.from({ length: pieces }, (_, i) => {
    const [from, to] = [a + i * width, i === pieces - 1 ? b : a + (i + 1) * width]
    return refined(from, to, [at(from), at((from + to) / 2), at(to)], 0)
  }).reduce((sum, part) => sum + part, 0)
}
