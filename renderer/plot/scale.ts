export interface Tick {
  readonly value: number
  readonly text: string
}

/** From data to pixels and back. */
export interface Scale {
  (value: number): number
  invert(pixel: number): number
}

/** A straight scale; a span of no length is drawn in the middle. */
export function linearScale(from: number, to: number, start: number, end: number): Scale {
  // The width between −1e308 and 1e308 is no number; that of their quarters is.
  if (to - from === Infinity && Number.isFinite(from) && Number.isFinite(to)) {
    const quarter = linearScale(from / 4, to / 4, start, end)
    return Object.assign((value: number) => quarter(value / 4), {
      invert: (pixel: number) => 4 * quarter.invert(pixel),
    })
  }
  const factor = to === from ? 0 : (end - start) / (to - from)
  const scale = (value: number) => (factor ? start + (value - from) * factor : (start + end) / 2)
  return Object.assign(scale, { invert: (pixel: number) => (factor ? from + (pixel - start) / factor : from) })
}

/** A power of ten times 1, 2 or 5, so that about `count` of them fill `span`. */
export function tickStep(span: number, count: number): number {
  const raw = span / Math.max(1, count)
  const power = 10 ** Math.floor(Math.log10(raw))
  const rest = raw / power
  return power * (rest < 1.5 ? 1 : rest < 3.5 ? 2 : rest < 7.5 ? 5 : 10)
}

/** Round values within [from, to], about `count` of them. */
export function ticks(from: number, to: number, count: number): Tick[] {
  if (!(to > from) || !Number.isFinite(to - from)) return []
  const step = tickStep(to - from, count)
  const decimals = Math.min(12, Math.max(0, -Math.floor(Math.log10(step) + 1e-9)))
  const first = Math.ceil(from / step - 1e-9)
  const last = Math.floor(to / step + 1e-9)
  return Array.from({ length: last - first + 1 }, (_, i) => {
    // A product of whole numbers: adding the step up would drift.
    const value = (first + i) * step
    return {
      value,
      text: value
        .toFixed(decimals)
        .replace(/^-(?=0?\.?0*$)/, '')
        .replace('-', '−'),
    }
  })
}

/** Whole steps that fit `exponents`, at most `count` of them: every decade, or every second, fifth, … */
export function decades(from: number, to: number, count: number): number[] {
  const step = Math.max(1, Math.ceil(tickStep(Math.max(1, to - from), count)))
  const first = Math.ceil(from / step)
  return Array.from({ length: Math.max(0, Math.floor(to / step) - first + 1) }, (_, i) => (first + i) * step)
}
