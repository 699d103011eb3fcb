import { useMemo } from 'react'
import { leastCurvatureFrom, functionFrom } from '../../compute/index.ts'
import { spanOf } from '../../plot/Chart.tsx'
import { Contours, Region } from '../../plot/Contours.tsx'
import { curveFrom, fieldFrom } from '../../plot/field.ts'
import { Legend } from '../../plot/Legend.tsx'
import { Mark } from '../../plot/Mark.tsx'
import { Plane, type Frame } from '../../plot/Plane.tsx'
import { Polyline } from '../../plot/Polyline.tsx'
import { figureOf, type Picture } from '../frame/Figure.tsx'
import { useWords } from '../frame/words.ts'
import { chordAt, model, sectionOf, stretchesAbove, variablesOf } from './model.ts'

type Shown = Picture<(typeof model)['fields']>

export const ConvexityView = figureOf(model, Scene)

const rounded = (value: number) => Number(value.toPrecision(3))
const nothing = () => Number.NaN

function Scene(shown: Shown) {
  const say = useWords()
  const flat = variablesOf(shown.values.f).length === 1
  return (
    <div className="even">
      <div>
        {flat ? <SecondDerivative {...shown} /> : <Ground {...shown} />}
        <Legend
          entries={[
            { series: 0, text: say({ en: 'the chord', 'zh-CN': '弦' }) },
            {
              series: 1,
              text: flat
                ? say({ en: 'f″: below 0 the function bends down', 'zh-CN': 'f″：小于 0 处函数向下弯' })
                : say({ en: 'shaded: the Hessian has a negative eigenvalue', 'zh-CN': '阴影：Hessian 有负特征值' }),
            },
          ]}
        />
      </div>
      <Section {...shown} />
    </div>
  )
}

/** The plane of x and y: contours, where the Hessian bends down, and the chord from above; its ends can be dragged. */
function Ground(shown: Shown) {
  const say = useWords()
  const { f, low, high } = shown.values
  const chord = chordAt(shown)
  const x = useMemo(() => ({ from: low[0] ?? -2, to: high[0] ?? 2 }), [low, high])
  const y = useMemo(() => ({ from: low[1] ?? -2, to: high[1] ?? 2 }), [low, high])
  const { values, bends } = useMemo(() => {
    const at = functionFrom(f, ['x', 'y']) ?? nothing
    const curvature = leastCurvatureFrom(f, ['x', 'y']) ?? nothing
    return {
      values: fieldFrom(at, x, y),
      bends: fieldFrom((a, b) => -curvature(a, b) - 1e-9, x, y, 48, 48),
    }
  }, [f, x, y])
  const nearer = (a: number, b: number) => {
    const away = (point: readonly number[]) => Math.hypot((point[0] ?? 0) - a, (point[1] ?? 0) - b)
    return away(shown.values.from) < away(shown.values.to) ? 'from' : 'to'
  }
  return (
    <Plane
      aspect={0.95}
      x={x}
      y={y}
      label={say(model.summary(shown))}
      onPoint={(a, b) => {
        const end = nearer(a, b)
        shown.set({ [end]: [rounded(a), rounded(b)] })
      }}
    >
      {frame => (
        <>
          <Contours field={values} frame={frame} levels={12} />
          <Region field={bends} frame={frame} className="series-2" />
          <Polyline points={[chord.from, chord.to]} series={0} frame={frame} className="thick" />
          <Ends from={chord.from} to={chord.to} frame={frame} />
        </>
      )}
    </Plane>
  )
}

function Ends({ from, to, frame }: { from: readonly number[]; to: readonly number[]; frame: Frame }) {
  const place = ([a = 0, b = 0]: readonly number[]) => ({ x: frame.x(a), y: frame.y(b) })
  return (
    <>
      <Mark series={0} {...place(from)} r={6} />
      <Mark series={0} {...place(to)} r={6} />
    </>
  )
}

function SecondDerivative(shown: Shown) {
  const say = useWords()
  const { f, low, high } = shown.values
  const { x, y, points } = useMemo(() => {
    const along = { from: low[0] ?? -2, to: high[0] ?? 2 }
    const curve = curveFrom(leastCurvatureFrom(f, ['x']) ?? nothing, along)
    return { x: along, y: spanOf([0, ...curve.map(([, value]) => value)]), points: curve }
  }, [f, low, high])
  return (
    <Plane aspect={0.6} x={x} y={y} label={say(model.summary(shown))}>
      {frame => (
        <>
          <path className="level" d={`M${frame.left} ${frame.y(0)}h${frame.width}`} />
          <Polyline points={points} series={1} frame={frame} />
        </>
      )}
    </Plane>
  )
}

/** f along the chord, with the epigraph above it: the chord of a convex function never leaves the epigraph. */
function Section(shown: Shown) {
  const say = useWords()
  const { values, runs, k, last } = shown
  const chord = chordAt({ values, runs, k, last })
  const section = sectionOf(values.f, chord.from, chord.to)
  const y = spanOf(
    section.flatMap(({ value, chord: line, t }) => (t >= 0 && t <= 1 ? [value, line] : [value])),
    0.15,
  )
  const broken = stretchesAbove(section)
  const epigraph = [...section.map(({ t, value }) => [t, value]), [1.2, y.to], [-0.2, y.to]]
  return (
    <div>
      <Plane
        aspect={0.95}
        x={{ from: -0.2, to: 1.2 }}
        y={y}
        label={say({ en: 'The function along the chord', 'zh-CN': '函数沿弦的截面' })}
      >
        {frame => (
          <>
            <Polyline points={epigraph} series={2} frame={frame} closed className="quiet" />
            {broken.map((points, i) => (
              <Polyline key={i} points={points} series={1} frame={frame} closed className="shade" />
            ))}
            <Polyline points={section.map(({ t, value }) => [t, value])} series={2} frame={frame} className="thick" />
            <Polyline
              points={section.filter(({ t }) => t >= 0 && t <= 1).map(({ t, chord: line }) => [t, line])}
              series={0}
              frame={frame}
              className="thick"
            />
            {[0, 1].map(t => {
              const end = section.find(point => Math.abs(point.t - t) < 1e-9)
              return end && <Mark key={t} series={0} x={frame.x(t)} y={frame.y(end.chord)} r={5} />
            })}
          </>
        )}
      </Plane>
      <Legend
        entries={[
          {
            series: 2,
            text: say({ en: 'f along the chord; above it the epigraph', 'zh-CN': '沿弦的 f，其上为上境图' }),
          },
          { series: 1, text: say({ en: 'where f lies above the chord', 'zh-CN': 'f 高于弦之处' }) },
        ]}
      />
      <p className="phase">
        {chord.own
          ? say({ en: 'Your chord: drag its ends in the picture.', 'zh-CN': '你的弦：在图中拖动两端。' })
          : say({ en: `Chord ${k + 1}, drawn at random.`, 'zh-CN': `第 ${k + 1} 条随机弦。` })}
      </p>
    </div>
  )
}
