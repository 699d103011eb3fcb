import { Awaited } from '../../plot/Awaited.tsx'
import { Bars } from '../../plot/Bars.tsx'
import { Cells } from '../../plot/Cells.tsx'
import { figureOf, type Picture } from '../frame/Figure.tsx'
import { words } from '../frame/fields.ts'
import { isUnderWay } from '../frame/model.ts'
import { useWords } from '../frame/words.ts'
import { blankFor, columnsOf, model, placesOf, type Fields, type Place } from './model.ts'

export const LogicPuzzlesView = figureOf(model, Scene)

type Part = Picture<Fields> & { readonly places: readonly Place[] }

function Scene(shown: Picture<Fields>) {
  const say = useWords()
  const { puzzle } = shown.values
  const known = placesOf(shown)
  const isAwaited = !known.length && isUnderWay(shown.runs['run'])
  const places = isAwaited ? blankFor(shown.values) : known
  if (!places.length) return <p className="phase">{say(words('No way to show.', '没有可显示的路径。'))}</p>
  if (puzzle === 'queens' || puzzle === 'hanoi')
    return (
      <Awaited when={isAwaited}>
        <Board {...shown} places={places} />
      </Awaited>
    )
  return (
    <Awaited className="even" when={isAwaited}>
      <Now {...shown} places={places} />
      <div>
        <div className="chart-title flush">
          {say(words('the whole way, a state a row; framed is this step', '整条路径，每行一个状态；加框为当前步'))}
        </div>
        <Cells
          values={places}
          label={say(words('States of the way', '路径上的状态'))}
          rowNames={places.map((_, i) => `${i}`)}
          columnNames={columnsOf(shown.values, places[0]!.length).map(say)}
          marked={row => row === shown.k}
          largestPx={64}
        />
      </div>
    </Awaited>
  )
}

/** The state as bars: litres, or on which bank each stands. */
function Now({ places, ...shown }: Part) {
  const say = useWords()
  const { puzzle, capacities } = shown.values
  const place = places[Math.min(shown.k, places.length - 1)]!
  const banks = say(words('0: this bank, 1: the other', '0：此岸，1：彼岸'))
  const meaning =
    puzzle === 'water-jugs' ? say(words('litres; the line is the jug’s size', '升数；竖线为壶的容量')) : banks
  const counted = say(words('how many are on this bank', '此岸的数目'))
  return (
    <Bars
      label={say(model.summary(shown))}
      title={puzzle === 'missionaries' ? counted : meaning}
      bars={columnsOf(shown.values, place.length).map((name, i) => ({
        name: say(name),
        series: i,
        value: place[i] ?? 0,
        ...(puzzle === 'water-jugs' ? { goal: capacities[i]! } : { goal: puzzle === 'missionaries' && i < 2 ? 3 : 1 }),
      }))}
    />
  )
}

const pegs = 3

/** Queens on their board; discs on their pegs, the wider the stronger. */
function Board({ places, ...shown }: Part) {
  const say = useWords()
  const place = places[Math.min(shown.k, places.length - 1)]!
  const whole = places.at(-1)!.length
  const hanoi = shown.values.puzzle === 'hanoi'
  const values = Array.from({ length: whole }, (_, row) =>
    Array.from({ length: hanoi ? pegs : whole }, (__, column) =>
      place[row] === column ? (hanoi ? (row + 1) / whole : 1) : 0,
    ),
  )
  return (
    <Cells
      values={values}
      label={say(model.summary(shown))}
      rowNames={values.map((_, i) => (hanoi ? say(words(`disc ${i + 1}`, `盘 ${i + 1}`)) : `${i + 1}`))}
      columnNames={values[0]!.map((_, i) => `${i + 1}`)}
      from={0}
      to={1}
      numbers={false}
      largestPx={hanoi ? 120 : 56}
    />
  )
}
