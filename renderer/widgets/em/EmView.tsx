import { useMemo } from 'react'
import { Chart, spanOf, spansOf } from '../../plot/Chart.tsx'
import { Mark } from '../../plot/Mark.tsx'
import { Plane, type Frame } from '../../plot/Plane.tsx'
import { figureOf, type Picture } from '../frame/Figure.tsx'
import { withPoint } from '../frame/painting.ts'
import { useWords } from '../frame/words.ts'
import { model, phaseOf, sceneAt, trace, type Mixture } from './model.ts'

export const EmView = figureOf(model, Scene)

type Shown = Picture<(typeof model)['fields']>

const mostPoints = 1_000

function Scene(shown: Shown) {
  const say = useWords()
  const { data } = shown.values
  const scene = sceneAt(shown)
  const { x, y } = useMemo(() => spansOf(data, 0.15), [data])
  const values = trace(shown.runs['em'])
  const { iteration, isM } = phaseOf(shown.k)
  const phase = isM
    ? { en: `Step M ${iteration + 1}: the components move`, 'zh-CN': `M 步 ${iteration + 1}：分量移动` }
    : { en: `Step E ${iteration}: points are shared out`, 'zh-CN': `E 步 ${iteration}：分配各点` }
  const until = values.slice(0, iteration + (isM ? 2 : 1)).map((value, i) => [i, value] as const)
  return (
    <div className="two">
      <Plane
        aspect={0.78}
        x={x}
        y={y}
        label={say(model.summary(shown))}
        onPoint={(a, b) =>
          (data[0]?.length ?? 2) === 2 && shown.set({ data: withPoint(data, [a, b], x, y, mostPoints) })
        }
      >
        {frame => (
          <>
            {data.map(([a = 0, b = 0], i) => (
              <g key={i} className="share" transform={`translate(${frame.x(a)} ${frame.y(b)})`}>
                <Mark series={largest(scene?.shares[i] ?? [])} r={3} />
              </g>
            ))}
            {scene && <Ellipses mixture={scene.mixture} frame={frame} />}
          </>
        )}
      </Plane>
      <div>
        <p className="phase">{say(phase)}</p>
        <Chart
          title={say({ en: 'log-likelihood', 'zh-CN': '对数似然' })}
          label={say({ en: 'Log-likelihood at each step', 'zh-CN': '每步的对数似然' })}
          lines={[{ series: 0, points: until }]}
          x={{ from: 0, to: Math.max(1, values.length - 1) }}
          y={spanOf(values)}
        />
        <p className="phase">
          {say({
            en: 'Click or drag in the picture to add points; the box below takes typed ones.',
            'zh-CN': '在图中点击或拖动可添加数据点；也可在下方输入。',
          })}
        </p>
      </div>
    </div>
  )
}

const largest = (shares: readonly number[]) => shares.reduce((best, share, i) => (share > shares[best]! ? i : best), 0)

/** One and two standard deviations of each component, and its middle. */
function Ellipses({ mixture, frame }: { mixture: Mixture; frame: Frame }) {
  const turn = Array.from({ length: 49 }, (_, i) => (i / 48) * 2 * Math.PI)
  return (
    <>
      {mixture.mu.map(([mx = 0, my = 0], k) => {
        const [[a = 0, b = 0] = [], [, c = 0] = []] = mixture.S[k] ?? []
        // Cholesky's factor takes the circle to the ellipse.
        const l = Math.sqrt(a)
        const m = b / l
        const n = Math.sqrt(Math.max(0, c - m * m))
        const around = (r: number) =>
          turn.map(t => `${frame.x(mx + r * l * Math.cos(t))} ${frame.y(my + r * (m * Math.cos(t) + n * Math.sin(t)))}`)
        return (
          <g key={k} className={`series-${(k % 6) + 1}`}>
            <path className="line area" d={`M${around(1).join('L')}Z`} />
            <path className="line" d={`M${around(2).join('L')}Z`} />
            <Mark series={k} x={frame.x(mx)} y={frame.y(my)} r={6} />
          </g>
        )
      })}
    </>
  )
}
