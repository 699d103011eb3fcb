import { useMemo } from 'react'
import { numberText } from '../../lib/number.ts'
import { unitsOf, type Activation } from '../../compute/index.ts'
import { turned } from '../../plot/turned.ts'
import { useWidth } from '../../plot/use-width.ts'
import { Button, IconButton } from '../../ui/Button.tsx'
import type { Picture } from '../frame/Figure.tsx'
import { words } from '../frame/fields.ts'
import { useWords } from '../frame/words.ts'
import { classesOf, groundAt, type Fields, type Look } from './model.ts'
import { groupsOf, placesOf, standardised, wiresOf, type Wire } from './wires.ts'
import './perceptron.css'

const [unitPx, apartPx, sidePx, topPx, grid] = [28, 34, 28, 6, 14]
/** A layer shows so many of its units. */
const mostUnits = 8
const [mostLayers, widest] = [6, 64]

/** The network itself: what each unit says over the plane, and the weights between; its layers are built here. */
export function Wiring(shown: Picture<Fields>) {
  const say = useWords()
  const look = groundAt(shown.runs['run'], shown.k)
  const { data, hidden, activation } = shown.values
  const classes = useMemo(() => classesOf({ data }), [data])
  const widths = [2, ...hidden, classes.length]
  const title = say(
    words(
      'the network: what each unit says over the plane, blue above 0, orange below; lines are weights, dashed below 0',
      '网络：每个单元在平面上的输出，蓝为正、橙为负；连线为权重，虚线为负',
    ),
  )
  return (
    <div className="wiring">
      <div className="chart-title flush">{title}</div>
      <Drawn
        look={look}
        data={data}
        widths={widths.join(' ')}
        activation={activation as Activation}
        label={title}
        names={classes.join(' ')}
      />
      <Builder hidden={hidden} onChange={next => shown.set({ hidden: next })} />
    </div>
  )
}

function Builder({ hidden, onChange }: { hidden: readonly number[]; onChange: (hidden: number[]) => void }) {
  const say = useWords()
  const changed = (layer: number, by: number) => onChange(hidden.map((width, i) => (i === layer ? width + by : width)))
  return (
    <div className="builder">
      {hidden.map((width, layer) => {
        const of = say(words(`hidden layer ${layer + 1}`, `第 ${layer + 1} 隐藏层`))
        return (
          <span key={layer} className="layer">
            {of}
            <IconButton
              icon="minus"
              label={say(words(`One unit less in ${of}`, `${of}减一个单元`))}
              disabled={width <= 1}
              onClick={() => changed(layer, -1)}
            />
            <output>{width}</output>
            <IconButton
              icon="plus"
              label={say(words(`One unit more in ${of}`, `${of}加一个单元`))}
              disabled={width >= widest}
              onClick={() => changed(layer, 1)}
            />
          </span>
        )
      })}
      <Button look="quiet" disabled={hidden.length >= mostLayers} onClick={() => onChange([...hidden, 4])}>
        {say(words('Add a layer', '加一层'))}
      </Button>
      <Button look="quiet" disabled={!hidden.length} onClick={() => onChange(hidden.slice(0, -1))}>
        {say(words('Take the last away', '去掉最后一层'))}
      </Button>
    </div>
  )
}

interface DrawnProps {
  readonly look: Look | undefined
  readonly data: readonly (readonly number[])[]
  readonly widths: string
  readonly activation: Activation
  readonly label: string
  readonly names: string
}

/** Drawn anew when another look is shown, not at every frame that plays. */
const Drawn = turned(function Drawn({ look, data, widths: list, activation, label, names }: DrawnProps) {
  const [box, width, isDrawn] = useWidth<HTMLDivElement>()
  const widths = useMemo(() => list.split(' ').map(Number), [list])
  const net = useMemo(() => {
    if (!look?.weights || look.weights.length !== countOf(widths)) return undefined
    const rows = placesOf(look, grid)
    const weights = Float64Array.from(look.weights)
    const units = unitsOf({ widths, activation, weights }, standardised(rows, data))
    return { units, wires: wiresOf(widths, weights, mostUnits) }
  }, [look, data, widths, activation])
  const tallest = Math.min(mostUnits, Math.max(...widths))
  const height = topPx + tallest * apartPx + 14
  const across = widths.length > 1 ? (width - 2 * sidePx - unitPx) / (widths.length - 1) : 0
  const shownOf = (layer: number) => Math.min(mostUnits, widths[layer]!)
  const x = (layer: number) => sidePx + layer * across
  const y = (layer: number, unit: number) => topPx + ((tallest - shownOf(layer)) / 2 + unit) * apartPx
  const ends = ['x y'.split(' '), names.split(' ')]
  return (
    <div ref={box} className="plot" style={{ minHeight: height }}>
      {isDrawn && net && (
        <svg width={width} height={height} role="group" aria-label={label}>
          {net.wires.map(wire => (
            <WireLine key={`${wire.layer} ${wire.from} ${wire.to}`} wire={wire} x={x} y={y} />
          ))}
          {net.units.map((units, layer) =>
            units.slice(0, mostUnits).map((said, unit) => (
              <g key={`${layer} ${unit}`} transform={`translate(${x(layer)} ${y(layer, unit)})`}>
                <rect className="unit" width={unitPx} height={unitPx} />
                {groupsOf(said, grid, unitPx).map(({ series, strength, path }) => (
                  <path
                    key={`${series} ${strength}`}
                    className={`tone series-${series}`}
                    fillOpacity={strength}
                    d={path}
                  />
                ))}
                <rect className="unit-edge" x="0.5" y="0.5" width={unitPx - 1} height={unitPx - 1} rx="2" />
                {layer === 0 && (
                  <text x={-6} y={18} textAnchor="end">
                    {ends[0]![unit]}
                  </text>
                )}
                {layer === widths.length - 1 && (
                  <text x={unitPx + 6} y={18}>
                    {ends[1]![unit]}
                  </text>
                )}
              </g>
            )),
          )}
          {widths.map(
            (units, layer) =>
              units > mostUnits && (
                <text key={layer} x={x(layer) + unitPx / 2} y={height - 2} textAnchor="middle">
                  +{units - mostUnits}
                </text>
              ),
          )}
        </svg>
      )}
    </div>
  )
})

const countOf = (widths: readonly number[]) =>
  widths.slice(1).reduce((sum, width, layer) => sum + width * (widths[layer]! + 1), 0)

interface Placing {
  readonly wire: Wire
  readonly x: (layer: number) => number
  readonly y: (layer: number, unit: number) => number
}

function WireLine({ wire: { layer, from, to, weight, share }, x, y }: Placing) {
  const [left, right] = [x(layer) + unitPx, x(layer + 1)]
  const [above, below] = [y(layer, from) + unitPx / 2, y(layer + 1, to) + unitPx / 2]
  const middle = (left + right) / 2
  return (
    <path
      className={`wire series-${weight < 0 ? 2 : 1}`}
      d={`M${left} ${above}C${middle} ${above} ${middle} ${below} ${right} ${below}`}
      strokeWidth={0.5 + 3.5 * share}
      strokeOpacity={0.2 + 0.7 * share}
    >
      <title>{numberText(weight, 3)}</title>
    </path>
  )
}
