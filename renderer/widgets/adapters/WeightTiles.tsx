import { turned } from '../../plot/turned.ts'
import { useWidth } from '../../plot/use-width.ts'
import { words } from '../frame/fields.ts'
import { useWords } from '../frame/words.ts'
import type { Weight } from './model.ts'

const [leastPx, tallPx] = [118, 36]
const shareOf = ({ change, size }: Weight) => (size > 0 ? change / size : 0)

/** Every weight of the network as a tile: what is frozen is hatched empty, what moved the stronger the further it went. */
export const WeightTiles = turned(function WeightTiles({ weights }: { weights: readonly Weight[] }) {
  const say = useWords()
  const [box, width, isDrawn] = useWidth<HTMLDivElement>()
  const columns = Math.max(1, Math.floor(width / leastPx))
  const wide = width / columns
  const height = Math.ceil(weights.length / columns) * tallPx
  const most = Math.max(1e-12, ...weights.map(shareOf))
  const title = say(
    words(
      'every weight and how far it moved, over its size; struck through: frozen',
      '每个权重的移动量与大小之比；划线者：冻结',
    ),
  )
  return (
    <div ref={box} className="plot tiles">
      <div className="chart-title flush">{title}</div>
      {!isDrawn && <div style={{ height }} />}
      {isDrawn && (
        <svg width={width} height={height} role="img" aria-label={title}>
          {weights.map((weight, i) => {
            const share = shareOf(weight)
            const [x, y] = [(i % columns) * wide, Math.floor(i / columns) * tallPx]
            return (
              <g key={weight.name} transform={`translate(${x} ${y})`}>
                <rect className="cell" width={wide - 3} height={tallPx - 3} rx="3" />
                {!weight.frozen && (
                  <rect
                    className="cell-tone series-1"
                    width={wide - 3}
                    height={tallPx - 3}
                    rx="3"
                    fillOpacity={0.12 + 0.5 * (share / most)}
                  />
                )}
                <rect className="tile" width={wide - 3} height={tallPx - 3} rx="3" />
                <text x="6" y="14" className={weight.frozen ? '' : 'on-paper'}>
                  {weight.name} {weight.rows}×{weight.columns}
                </text>
                {weight.frozen ? (
                  <path className="struck" d={`M6 ${tallPx - 12}H${wide - 10}`} />
                ) : (
                  <text x="6" y="28" className="on-paper">
                    {(100 * share).toFixed(0)} %
                  </text>
                )}
              </g>
            )
          })}
        </svg>
      )}
    </div>
  )
})
