// Nine stops of viridis (S. van der Walt and N. Smith, 2015, public domain): even steps look evenly far apart, in grey too.
const stops = [
  [68, 1, 84],
  [71, 45, 123],
  [59, 82, 139],
  [44, 114, 142],
  [33, 145, 140],
  [40, 174, 128],
  [94, 201, 98],
  [173, 220, 48],
  [253, 231, 37],
] as const

/** The colour at t in [0, 1], as CSS. */
export function viridis(t: number): string {
  const place = Math.min(1, Math.max(0, t)) * (stops.length - 1)
  const at = Math.min(stops.length - 2, Math.floor(place))
  const [low, high] = [stops[at]!, stops[at + 1]!]
  return `rgb(${low.map((channel, i) => Math.round(channel + (high[i]! - channel) * (place - at))).join(' ')})`
}
