import { useMemo } from 'react'
import { functionFrom } from '../../compute/index.ts'
import { Bars } from '../../plot/Bars.tsx'
import { Region } from '../../plot/Contours.tsx'
import { levelsFrom } from '../../plot/contour.ts'
import { fieldFrom } from '../../plot/field.ts'
import { Labels } from '../../plot/Labels.tsx'
import { Mark } from '../../plot/Mark.tsx'
import { Plane } from '../../plot/Plane.tsx'
import { Trajectory } from '../../plot/Trajectory.tsx'
import { figureOf, type Picture } from '../frame/Figure.tsx'
import { useWords } from '../frame/words.ts'
import { answerOf, model, sharesOf } from './model.ts'

type Shown = Picture<(typeof model)['fields']>

export const BasinsView = figureOf(model, Scene)

const rounded = (value: number) => Number(value.toPrecision(3))
const nothing = () => Number.NaN

function Scene(shown: Shown) {
  const say = useWords()
  const answer = answerOf(shown.runs['map'])
  const shares = answer ? sharesOf(answer) : []
  const order = shares.map((_, i) => i).sort((a, b) => shares[b]! - shares[a]!)
  const shown12 = order.slice(0, 12)
  const title = say({ en: 'share of the starts that end there', 'zh-CN': '到达各处的起点比例' })
  return (
    <div className="two">
      <Map {...shown} />
      <div>
        <p className="phase">
          {say({
            en: 'Every dot of the map is a start; its colour says where the method ends. Press to follow one.',
            'zh-CN': '图上每一点都是一个起点，颜色表示方法最终到达哪里。按下即跟踪一个起点。',
          })}
        </p>
        <Bars
          title={title}
          label={title}
          bars={shown12.map(i => ({
            name: `(${(answer?.attractors[i] ?? []).map(value => value.toFixed(1)).join(', ')})`,
            value: shares[i]!,
            series: i,
          }))}
        />
      </div>
    </div>
  )
}

function Map(shown: Shown) {
  const say = useWords()
  const { f, low, high } = shown.values
  const answer = answerOf(shown.runs['map'])
  const x = useMemo(() => ({ from: low[0] ?? -1, to: high[0] ?? 1 }), [low, high])
  const y = useMemo(() => ({ from: low[1] ?? -1, to: high[1] ?? 1 }), [low, high])
  const field = useMemo(() => fieldFrom(functionFrom(f, ['x', 'y']) ?? nothing, x, y), [f, x, y])
  const levels = useMemo(() => levelsFrom(field.values, 9), [field])
  const way = (shown.runs['way']?.steps ?? []).map(({ state }) => state as readonly number[])
  return (
    <Plane
      aspect={0.95}
      x={x}
      y={y}
      label={say(model.summary(shown))}
      onPoint={(a, b) => shown.set({ start: [rounded(a), rounded(b)] })}
    >
      {frame => (
        <>
          {answer && <Labels labels={answer.labels} side={answer.side} x={x} y={y} frame={frame} />}
          {levels.map(level => (
            <Region key={level} field={field} frame={frame} level={level} className="thin" />
          ))}
          <Trajectory points={way} k={shown.k} series={5} frame={frame} />
          {(answer?.attractors ?? []).slice(0, 60).map(([a = 0, b = 0], i) => (
            <Mark key={i} series={i} x={frame.x(a)} y={frame.y(b)} r={6} />
          ))}
        </>
      )}
    </Plane>
  )
}
