import { Bars } from '../../plot/Bars.tsx'
import { Bimatrix } from '../../plot/Bimatrix.tsx'
import { spanOf } from '../../plot/Chart.tsx'
import { Legend } from '../../plot/Legend.tsx'
import { Mark } from '../../plot/Mark.tsx'
import { Plane } from '../../plot/Plane.tsx'
import { Polyline } from '../../plot/Polyline.tsx'
import { figureOf, type Picture } from '../frame/Figure.tsx'
import { bestAnswers, isParetoOptimal, numberOf, numbersOf } from '../frame/payoffs.ts'
import { useWords } from '../frame/words.ts'
import { answerOf, equilibriumAt, model, type Answer } from './model.ts'

type Shown = Picture<(typeof model)['fields']>

export const NashView = figureOf(model, Scene)

function Scene(shown: Shown) {
  const say = useWords()
  const [A, B] = [numbersOf(shown.values.A), numbersOf(shown.values.B)]
  const answer = answerOf(shown.runs['nash'])
  const at = equilibriumAt(shown)
  const best = bestAnswers(A, B)
  const shares = at && { x: at.x.map(numberOf), y: at.y.map(numberOf) }
  const isSmall = (payoffs: number[][]) => payoffs.length === 2 && payoffs.every(row => row.length === 2)
  const small = isSmall(A) && isSmall(B)
  return (
    <div className="even">
      <div>
        <p className="phase">
          {say({
            en: `Equilibrium ${shown.k + 1} of ${shown.last + 1}: how often each action is played stands beside it`,
            'zh-CN': `第 ${shown.k + 1} / ${shown.last + 1} 个均衡：各行动的概率标在旁边`,
          })}
        </p>
        <Bimatrix
          A={A}
          B={B}
          bestA={best.row}
          bestB={best.column}
          framed={(i, j) => Boolean(best.row[i]?.[j] && best.column[i]?.[j])}
          dotted={(i, j) => isParetoOptimal(A, B, i, j)}
          {...shares}
          label={say({ en: 'Payoffs', 'zh-CN': '收益表' })}
        />
        <p className="phase">
          {say({
            en: 'Underlined: a best answer. Framed: both answer best. Diamond: Pareto optimal.',
            'zh-CN': '下划线：最优反应。加框：双方都是最优反应。菱形：帕累托最优。',
          })}
        </p>
        <Outcomes A={A} B={B} answer={answer} k={shown.k} />
      </div>
      <div>
        {small && <Answers A={A} B={B} answer={answer} k={shown.k} onPick={shown.show} />}
        {!small && at && shares && (
          <>
            <Bars title="x" bars={shares.x.map((value, i) => ({ name: `r${i + 1}`, value }))} label="x" />
            <Bars title="y" bars={shares.y.map((value, j) => ({ name: `c${j + 1}`, value, series: 1 }))} label="y" />
          </>
        )}
      </div>
    </div>
  )
}

interface GameProps {
  readonly A: number[][]
  readonly B: number[][]
  readonly answer: Answer | undefined
  readonly k: number
}

/** Where a line a + b·t changes its sign within [0, 1]: the share at which the other is indifferent. */
function turning(from: number, to: number): number | undefined {
  return from === to || from * to > 0 ? undefined : from / (from - to)
}

/** Best answers to the other's share t of its first action, as points (t, own share). */
function answersTo(gainAt0: number, gainAt1: number): [number, number][] {
  if (gainAt0 === 0 && gainAt1 === 0)
    return [
      [0, 0],
      [1, 0],
      [1, 1],
      [0, 1],
      [0, 0],
    ]
  const t = turning(gainAt0, gainAt1)
  const first = gainAt0 === 0 ? Number(gainAt1 < 0) : Number(gainAt0 > 0)
  const last = gainAt1 === 0 ? Number(gainAt0 < 0) : Number(gainAt1 > 0)
  const start: [number, number] = [0, gainAt0 === 0 ? 1 - Number(gainAt1 > 0) : first]
  const end: [number, number] = [1, gainAt1 === 0 ? 1 - Number(gainAt0 > 0) : last]
  if (t === undefined) return [start, end]
  if (gainAt0 === 0) return [start, [0, Number(gainAt1 > 0)], end]
  if (gainAt1 === 0) return [start, [1, Number(gainAt0 > 0)], end]
  return [start, [t, first], [t, last], end]
}

/** A 2 × 2 game: each one's best answer to the other; equilibria are where the two lines meet. */
function Answers({ A, B, answer, k, onPick }: GameProps & { onPick: (k: number) => void }) {
  const say = useWords()
  const unit = { from: -0.04, to: 1.04 }
  // The row player's gain from the first row when the column player plays the first column with q = 0 and 1.
  const row = answersTo(A[0]![1]! - A[1]![1]!, A[0]![0]! - A[1]![0]!).map(([q, p]) => [p, q])
  const column = answersTo(B[1]![0]! - B[1]![1]!, B[0]![0]! - B[0]![1]!)
  const points = (answer?.extreme_equilibria ?? []).map(
    ({ x, y }) => [numberOf(x[0] ?? 0), numberOf(y[0] ?? 0)] as const,
  )
  const nearest = (p: number, q: number) =>
    points.reduce((best, point, i) => {
      const away = ([a = 0, b = 0]: readonly number[]) => Math.hypot(a - p, b - q)
      return away(point) < away(points[best]!) ? i : best
    }, 0)
  return (
    <>
      <Plane
        aspect={0.9}
        x={unit}
        y={unit}
        label={say({ en: 'Best answers of both players', 'zh-CN': '双方的最优反应' })}
        onPoint={(p, q) => onPick(nearest(p, q))}
      >
        {frame => (
          <>
            {(answer?.components ?? []).map(({ x_vertices, y_vertices }, i) => (
              <Polyline
                key={i}
                series={2}
                frame={frame}
                className="thick"
                points={x_vertices.flatMap(x => y_vertices.map(y => [numberOf(x[0] ?? 0), numberOf(y[0] ?? 0)]))}
              />
            ))}
            <Polyline points={row} series={0} frame={frame} />
            <Polyline points={column} series={1} frame={frame} />
            {points.map(([p, q], i) => (
              <Mark key={i} series={2} x={frame.x(p)} y={frame.y(q)} r={i === k ? 8 : 4.5} />
            ))}
          </>
        )}
      </Plane>
      <Legend
        entries={[
          {
            series: 0,
            text: say({
              en: 'row’s best share p of r1 (→) for each q',
              'zh-CN': '行玩家对每个 q 的最优 p（→，r1 的概率）',
            }),
          },
          {
            series: 1,
            text: say({
              en: 'column’s best share q of c1 (↑) for each p',
              'zh-CN': '列玩家对每个 p 的最优 q（↑，c1 的概率）',
            }),
          },
          { series: 2, text: say({ en: 'equilibrium', 'zh-CN': '均衡' }) },
        ]}
      />
    </>
  )
}

/** What both earn: pure outcomes, the optimal ones as diamonds, and the equilibria. */
function Outcomes({ A, B, answer, k }: GameProps) {
  const say = useWords()
  const cells = A.flatMap((row, i) =>
    row.map((a, j) => ({ a, b: B[i]?.[j] ?? 0, optimal: isParetoOptimal(A, B, i, j) })),
  )
  const earned = (answer?.extreme_equilibria ?? []).map(({ payoffs }) => payoffs.map(numberOf))
  return (
    <div>
      <Plane
        aspect={0.7}
        x={spanOf(
          cells.map(({ a }) => a),
          0.15,
        )}
        y={spanOf(
          cells.map(({ b }) => b),
          0.15,
        )}
        label={say({ en: 'What both earn', 'zh-CN': '双方所得' })}
      >
        {frame => (
          <>
            {cells.map(({ a, b, optimal }, i) => (
              <Mark key={i} series={optimal ? 3 : 0} x={frame.x(a)} y={frame.y(b)} r={optimal ? 10 : 4} />
            ))}
            {earned.map(([a = 0, b = 0], i) => (
              <Mark key={`e${i}`} series={2} x={frame.x(a)} y={frame.y(b)} r={i === k ? 6 : 4} />
            ))}
          </>
        )}
      </Plane>
      <Legend
        entries={[
          {
            series: 0,
            text: say({ en: 'outcome (row’s payoff →, column’s ↑)', 'zh-CN': '结果（→ 行玩家收益，↑ 列玩家收益）' }),
          },
          { series: 3, text: say({ en: 'Pareto optimal', 'zh-CN': '帕累托最优' }) },
          { series: 2, text: say({ en: 'equilibrium', 'zh-CN': '均衡' }) },
        ]}
      />
    </div>
  )
}
