import { numberText } from '../lib/number.ts'
import { turned } from './turned.ts'
import { useWidth } from './use-width.ts'
import './plot.css'

interface Props {
  readonly A: readonly (readonly number[])[]
  readonly B: readonly (readonly number[])[]
  readonly label: string
  /** Payoffs that are best answers, underlined. */
  readonly bestA?: readonly (readonly boolean[])[]
  readonly bestB?: readonly (readonly boolean[])[]
  readonly framed?: (row: number, column: number) => boolean
  /** Cells with a diamond in their corner. */
  readonly dotted?: (row: number, column: number) => boolean
  /** How much of each row and column is played, shown beside them. */
  readonly x?: readonly number[]
  readonly y?: readonly number[]
}

const side = 40
const tall = 44

/** Two players' payoffs in one table: rows and columns are their actions, the row player's payoff stands first. */
export const Bimatrix = turned(function Bimatrix({ A, B, label, bestA, bestB, framed, dotted, x, y }: Props) {
  const [box, outer, isDrawn] = useWidth<HTMLDivElement>()
  const columns = Math.max(1, A[0]?.length ?? 1)
  const cell = Math.min(96, (outer - side - 2) / columns)
  return (
    <div ref={box} className="plot" style={{ minHeight: tall * A.length + 30 }}>
      {isDrawn && (
        <svg width={outer} height={tall * A.length + 30} role="img" aria-label={label}>
          {A[0]?.map((_, j) => (
            <text key={j} x={side + (j + 0.5) * cell} y={16} textAnchor="middle">
              {y ? numberText(y[j] ?? 0, 3) : `c${j + 1}`}
            </text>
          ))}
          {A.map((row, i) => (
            <g key={i} transform={`translate(0 ${24 + i * tall})`}>
              <text x={side - 6} y={tall / 2 + 4} textAnchor="end">
                {x ? numberText(x[i] ?? 0, 3) : `r${i + 1}`}
              </text>
              {row.map((a, j) => (
                <g key={j} transform={`translate(${side + j * cell} 0)`}>
                  <rect className="cell" width={cell} height={tall} />
                  <rect
                    className="cell-tone series-1"
                    width={cell - 1}
                    height={tall - 1}
                    fillOpacity={0.06 + 0.5 * (x?.[i] ?? 0) * (y?.[j] ?? 0)}
                  />
                  {framed?.(i, j) && <rect className="cell-marked" x="1" y="1" width={cell - 3} height={tall - 3} />}
                  {dotted?.(i, j) && (
                    <path
                      className="plot-mark series-3"
                      d="M0 -5L5 0L0 5L-5 0Z"
                      transform={`translate(${cell - 9} 9)`}
                    />
                  )}
                  <text className="on-paper" x={cell / 2} y={tall / 2 + 4} textAnchor="middle">
                    <tspan textDecoration={bestA?.[i]?.[j] ? 'underline' : undefined}>{numberText(a, 3)}</tspan>
                    {', '}
                    <tspan textDecoration={bestB?.[i]?.[j] ? 'underline' : undefined}>
                      {numberText(B[i]?.[j] ?? Number.NaN, 3)}
                    </tspan>
                  </text>
                </g>
              ))}
            </g>
          ))}
        </svg>
      )}
    </div>
  )
})
