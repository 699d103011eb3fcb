import { useMemo } from 'react'
import { Bars } from '../../plot/Bars.tsx'
import { Bimatrix } from '../../plot/Bimatrix.tsx'
import { spanOf } from '../../plot/Chart.tsx'
import { Legend } from '../../plot/Legend.tsx'
import { Mark } from '../../plot/Mark.tsx'
import { Plane } from '../../plot/Plane.tsx'
import { Polyline } from '../../plot/Polyline.tsx'
import { figureOf, type Picture } from '../frame/Figure.tsx'
import { numberOf, numbersOf } from '../frame/payoffs.ts'
import { useWords } from '../frame/words.ts'
import { answerOf, answerTo, commitmentAt, model, nashOf, paceSteps } from './model.ts'

type Shown = Picture<(typeof model)['fields']>

export const StackelbergView = figureOf(model, Scene)

function Scene(shown: Shown) {
  const say = useWords()
  const [A, B] = [numbersOf(shown.values.A), numbersOf(shown.values.B)]
  const x = commitmentAt(shown)
  const fits = x?.length === A.length
  const answer = fits && A[0]?.length === B[0]?.length ? answerTo(A, B, x) : undefined
  return (
    <div className="two">
      {A.length === 2 ? <Commitments {...shown} /> : <MixtureBars x={answerOf(shown.runs['lead'])?.x ?? []} />}
      <div>
        <Bimatrix
          A={A}
          B={B}
          {...(fits && answer && { x, y: (A[0] ?? []).map((_, j) => Number(j === answer.action)) })}
          label={say({ en: 'Payoffs', 'zh-CN': '收益表' })}
        />
        <p className="phase">
          {answer
            ? say({
                en: `Committed to these rows, the follower takes column ${answer.action + 1}: the leader earns ${answer.leader.toFixed(3)}, the follower ${answer.follower.toFixed(3)}.`,
                'zh-CN': `给定承诺，跟随者选第 ${answer.action + 1} 列：领导者得 ${answer.leader.toFixed(3)}，跟随者得 ${answer.follower.toFixed(3)}。`,
              })
            : ''}
        </p>
      </div>
    </div>
  )
}

function MixtureBars({ x }: { x: readonly number[] }) {
  const say = useWords()
  const title = say({ en: 'The leader’s commitment', 'zh-CN': '领导者的承诺' })
  return <Bars title={title} label={title} bars={x.map((value, i) => ({ name: `r${i + 1}`, value }))} />
}

const count = 400

/** What both earn over every commitment; no step of a run changes it. */
function useEarned({ A: leaders, B: followers }: Shown['values']) {
  return useMemo(() => {
    const [A, B] = [numbersOf(leaders), numbersOf(followers)]
    const earned = Array.from({ length: count + 1 }, (_, i) => {
      const p = i / count
      return { p, ...answerTo(A, B, [p, 1 - p]) }
    })
    // A line breaks where the answer changes: the earnings jump there.
    const points = earned.flatMap(({ p, leader, action }, i) =>
      i > 0 && earned[i - 1]!.action !== action
        ? [
            [Number.NaN, Number.NaN],
            [p, leader],
          ]
        : [[p, leader]],
    )
    const follower = earned.map(({ p, follower: worth }) => [p, worth])
    const all = earned.flatMap(({ leader, follower: worth }) => [leader, worth])
    return { A, B, points, follower, y: spanOf(all, 0.08) }
  }, [leaders, followers])
}

/** The leader's earnings over every commitment of two rows: pieces that jump where the follower changes the answer. */
function Commitments(shown: Shown) {
  const say = useWords()
  const { A, B, follower, points, y } = useEarned(shown.values)
  const nash = nashOf(shown.runs['nash'])?.extreme_equilibria ?? []
  const x = commitmentAt(shown)
  const at = x?.length === 2 ? { p: x[0]!, ...answerTo(A, B, x) } : undefined
  return (
    <div>
      <Plane
        aspect={0.7}
        x={{ from: -0.03, to: 1.03 }}
        y={y}
        label={say(model.summary(shown))}
        onPoint={p => shown.show(Math.round(Math.min(1, Math.max(0, p)) * paceSteps))}
      >
        {frame => (
          <>
            <Polyline points={follower} series={1} frame={frame} />
            <Polyline points={points} series={0} frame={frame} className="thick" />
            {nash.map(({ x: [p = 0], payoffs }, i) => (
              <Mark key={i} series={2} x={frame.x(numberOf(p))} y={frame.y(numberOf(payoffs[0]))} r={6} />
            ))}
            {at && (
              <>
                <path className="now" d={`M${frame.x(at.p)} ${frame.top}v${frame.height}`} />
                <Mark series={0} x={frame.x(at.p)} y={frame.y(at.leader)} r={6} />
              </>
            )}
          </>
        )}
      </Plane>
      <Legend
        entries={[
          {
            series: 0,
            text: say({
              en: 'leader’s earnings over x₁, the share of the first row',
              'zh-CN': '领导者所得，横轴为第一行的概率 x₁',
            }),
          },
          { series: 1, text: say({ en: 'follower’s', 'zh-CN': '跟随者所得' }) },
          { series: 2, text: say({ en: 'Nash equilibria (nobody leads)', 'zh-CN': '纳什均衡（无人领先）' }) },
        ]}
      />
    </div>
  )
}
