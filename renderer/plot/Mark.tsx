const shapes = [
  (r: number) => `M${-r} 0a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`,
  (r: number) => `M${-0.9 * r} ${-0.9 * r}H${0.9 * r}V${0.9 * r}H${-0.9 * r}Z`,
  (r: number) => `M0 ${-1.25 * r}L${1.15 * r} ${0.8 * r}H${-1.15 * r}Z`,
  (r: number) => `M0 ${-1.3 * r}L${1.2 * r} 0L0 ${1.3 * r}L${-1.2 * r} 0Z`,
  (r: number) => `M0 ${1.25 * r}L${1.15 * r} ${-0.8 * r}H${-1.15 * r}Z`,
  (r: number) =>
    `M${-0.5 * r} ${-1.1 * r}h${r}v${0.6 * r}h${0.6 * r}v${r}h${-0.6 * r}v${0.6 * r}h${-r}v${-0.6 * r}h${-0.6 * r}v${-r}h${0.6 * r}Z`,
]

/** A series' own sign: circle, square, triangle, … of six, so that it is known without its colour. */
export function Mark({ series, x = 0, y = 0, r = 4.5 }: { series: number; x?: number; y?: number; r?: number }) {
  // What has no place has no mark.
  if (!Number.isFinite(x + y)) return null
  return (
    <path
      className={`plot-mark series-${(series % shapes.length) + 1}`}
      d={shapes[series % shapes.length]!(r)}
      transform={`translate(${x} ${y})`}
    />
  )
}

/** What stands for a series in a list: its line and its mark. */
export function Swatch({ series }: { series: number }) {
  return (
    <svg className="plot-swatch" width="28" height="16" viewBox="0 0 28 16" aria-hidden="true">
      <path className={`line series-${(series % shapes.length) + 1}`} d="M1 8H27" />
      <Mark series={series} x={14} y={8} r={3.5} />
    </svg>
  )
}
