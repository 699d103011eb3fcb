import type { Search } from './line.ts'

const steps = 100

/** The nearest α with φ′(α) = 0 to a relative 1e-12: doubling until the slope turns, then the secant, guarded by halving. */
export const exactSearch: Search = (line, first) => {
  const wanted = -1e-12 * line.steepness
  if (!(line.steepness < 0)) return false
  let [low, lowSlope] = [0, line.steepness]
  let high = first
  for (let i = 0; ; i++) {
    if (i === steps || !Number.isFinite(line.probe(high))) return false
    if (line.derivative >= 0) break
    low = high
    lowSlope = line.derivative
    high *= 2
  }
  let highSlope = line.derivative
  let widthBefore = Infinity
  for (let i = 0; i < steps && Math.abs(line.derivative) > wanted; i++) {
    const width = high - low
    const secant = high - (highSlope * width) / (highSlope - lowSlope)
    // Where the secant creeps, as on slopes of many powers of ten, halving is faster.
    const alpha = width > widthBefore / 2 || !(secant > low && secant < high) ? low + width / 2 : secant
    if (alpha === low || alpha === high) break
    widthBefore = width
    line.probe(alpha)
    if (line.derivative >= 0) {
      high = alpha
      highSlope = line.derivative
    } else {
      low = alpha
      lowSlope = line.derivative
    }
  }
  return line.f <= line.from.f + 16 * Number.EPSILON * Math.abs(line.from.f)
}
