import { useMemo } from 'react'
import { Bars } from '../../plot/Bars.tsx'
import { Cells } from '../../plot/Cells.tsx'
import { spansOf } from '../../plot/Chart.tsx'
import { Ground } from '../../plot/Ground.tsx'
import { Legend } from '../../plot/Legend.tsx'
import { Plane, type Frame } from '../../plot/Plane.tsx'
import { Points } from '../../plot/Points.tsx'
import { figureOf, type Picture } from '../frame/Figure.tsx'
import { words } from '../frame/fields.ts'
import { useWords } from '../frame/words.ts'
import {
  meanScore,
  model,
  rareFrom,
  remedies,
  remedyWords,
  scoreNames,
  scoreWords,
  splitAt,
  type Fields,
  type Remedy,
  type Split,
} from './model.ts'
import './imbalance.css'

export const ImbalanceView = figureOf(model, Scene)

type Shown = Picture<Fields>
const madeSeries = 2

function Scene(shown: Shown) {
  return (
    <div className="even">
      <Training {...shown} />
      <Judgement {...shown} />
    </div>
  )
}

type Place = (row: readonly number[]) => readonly [number, number]

/** A chance as it would be were the threshold at one half: what is shaded is what is predicted. */
const surenessOf = (chance: number, threshold: number): number =>
  chance < threshold ? (0.5 * chance) / threshold : 0.5 + (0.5 * (chance - threshold)) / (1 - threshold || 1)

/** The cases that train, new ones on the lines they were drawn from, over what the classifier says everywhere. */
function Training(shown: Shown) {
  const say = useWords()
  const { values } = shown
  const table = useMemo(() => rareFrom(values), [values])
  const split = splitAt(shown, table)
  const { X, y, names, axes, rare, common } = table
  const { threshold } = values
  const map = split?.ground
  const ground = useMemo(
    () => map && { ...map, values: map.values.map(chance => surenessOf(chance, threshold)) },
    [map, threshold],
  )
  const [a = 0, b] = axes
  const place: Place = row => [row[a] ?? 0, b === undefined ? 0 : (row[b] ?? 0)]
  const points = X.map(place)
  const spans = spansOf(points, 0.08)
  const up = b === undefined ? '' : `${names[b] ?? ''} `
  const slice = names.length > 2 && split?.ground
  return (
    <div>
      <div className="chart-title">
        {say(
          words(
            `${up}${up && 'over '}${names[a] ?? ''}: what trains in this split${slice ? '; shading with other columns at their means' : ''}`,
            `${up}${up && '对 '}${names[a] ?? ''}：本次划分中参与训练的样本${slice ? '；底色取其余列的均值' : ''}`,
          ),
        )}
      </div>
      <Plane aspect={0.95} {...spans} label={say(model.summary(shown))}>
        {frame => (
          <>
            {ground && <Ground field={ground} classes={2} frame={frame} />}
            {split && <Cases split={split} points={points} y={y} frame={frame} />}
          </>
        )}
      </Plane>
      <Legend
        entries={[
          { series: 0, text: common },
          {
            series: 1,
            text: say(
              words(`${rare} (shaded: predicted, the deeper the surer)`, `${rare}（底色：预测为此类，越深越有把握）`),
            ),
          },
          { series: madeSeries, text: say(words('made', '造出的样本')) },
        ]}
      />
    </div>
  )
}

function Cases({
  split,
  points,
  y,
  frame,
}: {
  split: Split
  points: readonly (readonly [number, number])[]
  y: readonly number[]
  frame: Frame
}) {
  const own = split.train.filter(({ made }) => !made)
  const made = split.train.filter(each => each.made)
  const used = new Set(own.map(({ from }) => from))
  const aside = new Set([...split.vault, ...split.held.flatMap(({ from, to }) => [from, to])])
  const left = [...y.keys()].filter(i => !used.has(i) && !aside.has(i))
  const at = (i: number) => `${frame.x(points[i]![0]).toFixed(1)} ${frame.y(points[i]![1]).toFixed(1)}`
  const between = made.filter(({ from, to }) => from !== to)
  return (
    <>
      <path className="between" d={between.map(({ from, to }) => `M${at(from)}L${at(to)}`).join('')} />
      <g className="left-out">
        <Points points={left.map(i => points[i]!)} series={0} frame={frame} r={2.5} />
      </g>
      <Made made={between} points={points} frame={frame} r={3} />
      <Points
        points={own.map(({ from }) => points[from]!)}
        series={own.map(({ from }) => y[from]!)}
        frame={frame}
        r={3.5}
      />
      <Made made={made.filter(({ from, to }) => from === to)} points={points} frame={frame} r={2} />
    </>
  )
}

function Made({
  made,
  points,
  frame,
  r,
}: {
  made: Split['train']
  points: readonly (readonly [number, number])[]
  frame: Frame
  r: number
}) {
  const at = ({ from, to, share }: Split['train'][number]) =>
    points[from]!.map((value, j) => value + share * (points[to]![j]! - value))
  return <Points points={made.map(at)} series={madeSeries} frame={frame} r={r} />
}

/** Every remedy on untouched rows; under it what would have been reported. */
function Judgement(shown: Shown) {
  const say = useWords()
  const { values, set } = shown
  if (!shown.runs['splits']?.steps.length) return <div />
  const truth = say(
    words('on rows that nothing touched, mean of the splits so far', '在从未动过的行上，至此各次划分的均值'),
  )
  const both = say(
    words(
      'F₁ as reported, held out (bar), and on untouched rows (line)',
      '留出部分上报告的 F₁（条）与未动过的行上的（竖线）',
    ),
  )
  return (
    <div>
      <div className="chart-title flush">{truth}</div>
      <Cells
        values={remedies.map(remedy => scoreNames.map(name => meanScore(shown, remedy, 'vault', name).mean))}
        label={truth}
        rowNames={remedies.map(remedy => say(remedyWords[remedy]))}
        columnNames={scoreNames.map(name => say(scoreWords[name]))}
        from={0}
        to={1}
        tallPx={24}
        largestPx={72}
        marked={row => remedies[row] === values.remedy}
        onCell={row => set({ remedy: remedies[row] as Remedy })}
      />
      <p className="phase">{say(words('Press a row to draw that remedy.', '按下一行可画出该方法。'))}</p>
      <div className="chart-title flush">{both}</div>
      <Bars
        label={both}
        bars={remedies.map(remedy => {
          const { mean, error } = meanScore(shown, remedy, 'held', 'f1')
          return {
            name: say(remedyWords[remedy]),
            value: mean,
            error,
            goal: meanScore(shown, remedy, 'vault', 'f1').mean,
            series: remedy === values.remedy ? 1 : 0,
          }
        })}
      />
    </div>
  )
}
