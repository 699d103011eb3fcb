import type { Search } from './line.ts'

const steps = 100

/** The nearest α with φ′(α) = 0 to a relative 1e-12: doubling until the slope turns, then the Illinois rule (regula falsi that cannot stick). */
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
  let side = 0
  for (let i = 0; i < steps && Math.abs(line.derivative) > wanted; i++) {
    const alpha = high - (highSlope * (high - low)) / (highSlope - lowSlope)
    if (!(alpha > low && alpha < high)) break
    line.probe(alpha)
    if (line.derivative >= 0) {
      high = alpha
      highSlope = line.derivative
      if (side > 0) lowSlope /= 2
      side = 1
    } else {
      low = alpha
      lowSlope = line.derivative
      if (side < 0) highSlope /= 2
      side = -1
    }
  }
  return line.decreases(line.f, 0, 0)
}
