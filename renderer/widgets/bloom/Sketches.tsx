import { Bars } from '../../plot/Bars.tsx'
import { Chart } from '../../plot/Chart.tsx'
import { Legend } from '../../plot/Legend.tsx'
import { Mark } from '../../plot/Mark.tsx'
import type { Picture } from '../frame/Figure.tsx'
import { words } from '../frame/fields.ts'
import { metricOf } from '../frame/model.ts'
import { useWords } from '../frame/words.ts'
import type { Fields } from './model.ts'
import { distinctIn, exactBytes, oftenIn, standardError } from './sketches.ts'

type Shown = Picture<Fields>

const [fewestBits, mostBits] = [4, 16]
const log10 = (value: number) => Math.log10(Math.max(value, 1e-12))
const clamped = (value: number, from: number, to: number) => Math.max(from, Math.min(to, Math.round(value)))

/** The estimate while the stream comes in, and what error so much memory is expected to make. */
export function DistinctItems(shown: Shown) {
  const say = useWords()
  const { runs, k, values, set } = shown
  const steps = runs['distinct']?.steps ?? []
  const lines = (['estimate', 'distinct'] as const).map((name, series) => ({
    series,
    points: metricOf(runs['distinct'], name)
      .slice(0, k + 1)
      .map((value, i) => [steps[i]!.k, value] as const),
  }))
  const result = distinctIn(runs)?.result
  const bits = Array.from({ length: mostBits - fewestBits + 1 }, (_, i) => fewestBits + i)
  const title = say(words('different items so far, over items read', '已读元素中的不同元素数'))
  const errorTitle = say(
    words('log₁₀ of the expected error over b; drag to choose', '期望误差的 log₁₀ 随 b 的变化；拖动选择'),
  )
  return (
    <>
      <div className="even">
        <div>
          <Chart title={title} label={title} lines={lines} x={{ from: 0, to: steps.at(-1)?.k ?? 1 }} aspect={0.7} />
          <Legend
            entries={[
              { series: 0, text: say(words('estimated', '估计')) },
              { series: 1, text: say(words('counted', '精确')) },
            ]}
          />
        </div>
        <Chart
          title={errorTitle}
          label={errorTitle}
          lines={[{ series: 0, points: bits.map(b => [b, log10(standardError(b))] as const) }]}
          x={{ from: fewestBits - 0.5, to: mostBits + 0.5 }}
          y={{ from: -4, to: 0 }}
          at={values.precision}
          aspect={0.7}
          onPoint={x => set({ precision: clamped(x, fewestBits, mostBits) })}
        >
          {frame =>
            result &&
            result.relative_error > 0 && (
              <Mark series={1} x={frame.x(values.precision)} y={frame.y(log10(result.relative_error))} r={6} />
            )
          }
        </Chart>
      </div>
      {result && <Memory sketch={result.bytes} exact={exactBytes(result.distinct, false)} />}
    </>
  )
}

const widest = 20

/** The most frequent items as they are counted, and the bound that so many counters keep. */
export function HowOften(shown: Shown) {
  const say = useWords()
  const { runs, values, set } = shown
  const result = oftenIn(runs)?.result
  const powers = Array.from({ length: widest + 1 }, (_, i) => i)
  const now = Math.log2(values.width)
  const title = say(words('the most frequent: counted; the line is the truth', '最常见的元素：估计；竖线为实际'))
  const boundTitle = say(
    words('log₁₀ of the error’s bound over log₂ w; drag to choose', '误差上界的 log₁₀ 随 log₂ w 的变化；拖动选择'),
  )
  if (!result) return null
  const bound = (power: number) => log10((Math.E * result.length) / 2 ** power)
  return (
    <>
      <div className="even">
        <Bars
          title={title}
          label={say(words('The most frequent items', '最常见的元素'))}
          bars={result.heaviest.map(({ item, count, estimate }) => ({ name: item, value: estimate, goal: count }))}
        />
        <Chart
          title={boundTitle}
          label={boundTitle}
          lines={[{ series: 0, points: powers.map(power => [power, bound(power)] as const) }]}
          x={{ from: 0, to: widest }}
          at={now}
          aspect={0.7}
          onPoint={x => set({ width: 2 ** clamped(x, 0, widest - 1) })}
        >
          {frame =>
            result.mean_error > 0 && <Mark series={1} x={frame.x(now)} y={frame.y(log10(result.mean_error))} r={6} />
          }
        </Chart>
      </div>
      <div className="even">
        <FirstItem {...shown} name={result.heaviest[0]?.item ?? ''} />
        <Memory sketch={result.bytes} exact={exactBytes(result.distinct, true)} />
      </div>
    </>
  )
}

/** One item, the most frequent, while the stream comes in. */
function FirstItem({ runs, k, last, name }: Shown & { name: string }) {
  const say = useWords()
  const steps = runs['often']?.steps ?? []
  const lines = (['estimate', 'truth'] as const).map((metric, series) => ({
    series,
    points: metricOf(runs['often'], metric)
      .slice(0, k + 1)
      .map((value, i) => [steps[i]!.k, value] as const),
  }))
  const title = say(words(`${name} over items read`, `${name} 随已读元素的次数`))
  return (
    <div>
      <Chart title={title} label={title} lines={lines} x={{ from: 0, to: steps[last]?.k ?? 1 }} aspect={0.5} />
      <Legend
        entries={[
          { series: 0, text: say(words('estimated', '估计')) },
          { series: 1, text: say(words('counted', '精确')) },
        ]}
      />
    </div>
  )
}

function Memory({ sketch, exact }: { sketch: number; exact: number }) {
  const say = useWords()
  const title = say(words('bytes', '字节数'))
  return (
    <Bars
      title={title}
      label={title}
      log
      bars={[
        { name: say(words('sketch', '草图')), value: sketch },
        { name: say(words('exact', '精确')), value: exact, series: 1 },
      ]}
    />
  )
}
