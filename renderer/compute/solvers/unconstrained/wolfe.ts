import type { Line, Search } from './line.ts'

const c1 = 1e-4
const brackets = 60
const zooms = 60

interface End {
  readonly alpha: number
  readonly f: number
  readonly derivative: number
}

/**
 * Strong Wolfe conditions f ≤ f₀ + c₁ α φ′(0) and |φ′(α)| ≤ c₂ |φ′(0)|
 * (Nocedal and Wright, Numerical Optimization, 2006, algorithms 3.5 and 3.6, cubic interpolation 3.59).
 * Newton-like directions take c₂ = 0.9, conjugate gradients 0.1.
 */
export const wolfe =
  (c2: number): Search =>
  (line, first) => {
    if (!(line.steepness < 0)) return false
    let before: End = { alpha: 0, f: line.from.f, derivative: line.steepness }
    let alpha = first
    for (let i = 0; i < brackets; i++) {
      const f = line.probe(alpha)
      const here: End = { alpha, f, derivative: line.derivative }
      if (!line.decreases(f, alpha, c1) || (i > 0 && f >= before.f)) return zoom(line, before, here, c2)
      if (Math.abs(here.derivative) <= -c2 * line.steepness) return true
      if (here.derivative >= 0) return zoom(line, here, before, c2)
      before = here
      alpha *= 2.5
    }
    // It falls as far as one can see: the caller will call it running away.
    return Number.isFinite(line.f)
  }

/** Narrows the interval between `low`, the best end so far, and `high`. */
function zoom(line: Line, low: End, high: End, c2: number): boolean {
  for (let i = 0; i < zooms; i++) {
    const alpha = between(low, high)
    if (alpha === low.alpha || alpha === high.alpha) break
    const f = line.probe(alpha)
    const here: End = { alpha, f, derivative: line.derivative }
    if (!line.decreases(f, alpha, c1) || f >= low.f) {
      // Where values differ by rounding alone, slopes decide.
      const level = Math.abs(f - low.f) <= 4 * Number.EPSILON * Math.abs(low.f)
      if (level && line.decreases(f, alpha, c1) && Math.abs(here.derivative) <= -c2 * line.steepness) return true
      high = here
      continue
    }
    if (Math.abs(here.derivative) <= -c2 * line.steepness) return true
    if (here.derivative * (high.alpha - low.alpha) >= 0) high = low
    low = here
  }
  if (low.alpha === 0) return false
  line.probe(low.alpha)
  return true
}

/** Where the cubic through both ends is least, at least a tenth of the way from either. */
function between(a: End, b: End): number {
  const width = b.alpha - a.alpha
  const middle = a.alpha + width / 2
  const d1 = a.derivative + b.derivative - (3 * (a.f - b.f)) / (a.alpha - b.alpha)
  const root = d1 * d1 - a.derivative * b.derivative
  if (!(root >= 0) || !Number.isFinite(root)) return middle
  const d2 = Math.sign(width) * Math.sqrt(root)
  const share = 1 - (b.derivative + d2 - d1) / (b.derivative - a.derivative + 2 * d2)
  return share > 0.1 && share < 0.9
    ? a.alpha + share * width
    : a.alpha + (share <= 0.1 ? 0.1 : share >= 0.9 ? 0.9 : 0.5) * width
}
