import { useMemo } from 'react'
import { Mark } from '../../plot/Mark.tsx'
import { turned } from '../../plot/turned.ts'
import { useWidth } from '../../plot/use-width.ts'
import { logDensityAt } from './dirichlet.ts'

type Shares = readonly number[]
const side = 44
const levels = 8
const height = Math.sqrt(3) / 2
const corners = [
  [0, 1],
  [1, 1],
  [0.5, 0],
] as const
const room = 24

/** A triangle whose points are three shares: the density of a Dirichlet law over it, and marks at given shares. */
export const Ternary = turned(function Ternary({
  alpha,
  marks,
  names,
  label,
}: {
  alpha: readonly number[]
  marks: readonly { readonly series: number; readonly shares: Shares }[]
  names: readonly string[]
  label: string
}) {
  const [box, outer, isDrawn] = useWidth<HTMLDivElement>()
  const bands = useMemo(() => bandsOf(alpha), [alpha])
  const width = Math.max(0, outer - 2 * room)
  const x = (shares: Shares) => room + width * corners.reduce((sum, [u], i) => sum + u * (shares[i] ?? 0), 0)
  const y = (shares: Shares) => room + width * height * corners.reduce((sum, [, v], i) => sum + v * (shares[i] ?? 0), 0)
  const path = (points: readonly Shares[]) =>
    `M${points.map(shares => `${x(shares).toFixed(1)} ${y(shares).toFixed(1)}`).join('L')}Z`
  const unit = (i: number) => corners.map((_, j) => Number(i === j))
  return (
    <div ref={box} className="plot" style={isDrawn ? {} : { height: width * height + 2 * room }}>
      {isDrawn && (
        <svg width={outer} height={width * height + 2 * room} role="img" aria-label={label}>
          {bands.map((triangles, level) => (
            <path
              key={level}
              className="cell-tone series-1"
              fillOpacity={(0.85 * (level + 1)) / levels}
              d={triangles.map(path).join('')}
            />
          ))}
          <path className="border" d={path([unit(0), unit(1), unit(2)])} />
          {marks.map(({ series, shares }) => (
            <Mark key={series} series={series} x={x(shares)} y={y(shares)} r={6} />
          ))}
          {names.map((name, i) => (
            <text
              key={i}
              className="said"
              x={x(unit(i))}
              y={y(unit(i)) + (i === 2 ? -8 : 18)}
              textAnchor={(['start', 'end', 'middle'] as const)[i]}
            >
              {name}
            </text>
          ))}
        </svg>
      )}
    </div>
  )
})

/** Small triangles over the whole one, by how near their density comes to the largest seen. */
function bandsOf(alpha: readonly number[]): Shares[][][] {
  const triangles: { readonly points: Shares[]; readonly value: number }[] = []
  const at = (i: number, j: number): Shares => [1 - (i + j) / side, i / side, j / side]
  const add = (...points: Shares[]) => {
    const middle = [0, 1, 2].map(c => points.reduce((sum, shares) => sum + shares[c]!, 0) / 3)
    triangles.push({ points, value: logDensityAt(middle, alpha) })
  }
  for (let i = 0; i < side; i++)
    for (let j = 0; i + j < side; j++) {
      add(at(i, j), at(i + 1, j), at(i, j + 1))
      if (i + j + 2 <= side) add(at(i + 1, j), at(i + 1, j + 1), at(i, j + 1))
    }
  const most = triangles.reduce((top, { value }) => Math.max(top, value), -Infinity)
  const bands: Shares[][][] = Array.from({ length: levels }, () => [])
  for (const { points, value } of triangles) {
    const level = Math.ceil(levels * Math.exp(value - most)) - 1
    // The least of it is left as paper.
    if (level > 0 || Math.exp(value - most) > 0.02) bands[Math.max(0, Math.min(levels - 1, level))]!.push(points)
  }
  return bands
}
