import { Bars } from '../../plot/Bars.tsx'
import { Cells } from '../../plot/Cells.tsx'
import { Chart } from '../../plot/Chart.tsx'
import { Mark } from '../../plot/Mark.tsx'
import { figureOf, type Picture } from '../frame/Figure.tsx'
import { words } from '../frame/fields.ts'
import { metricOf } from '../frame/model.ts'
import { useWords } from '../frame/words.ts'
import { DistinctItems, HowOften } from './Sketches.tsx'
import { model, predicted, resultOf, type Fields, type Filtered, type Sets } from './model.ts'

export const BloomView = figureOf(model, Scene)

function Scene(shown: Shown) {
  switch (shown.values.part) {
    case 'split':
      return <Groups {...shown} />
    case 'bitmap':
      return <Bitmaps {...shown} />
    case 'distinct':
      return <DistinctItems {...shown} />
    case 'often':
      return <HowOften {...shown} />
    default:
      return <Filter {...shown} />
  }
}
type Shown = Picture<Fields>

const mostHashes = 20

/** Predicted false positives over the number of hashes with what was measured; bits set while it fills. */
function Filter(shown: Shown) {
  const say = useWords()
  const { m, n, k } = shown.values
  const result = resultOf<Filtered>(shown, 'bloom')?.result
  const measured = result?.false_positive_rate ?? undefined
  const end = Math.max(mostHashes, k)
  const curve = Array.from({ length: end }, (_, i) => [i + 1, Math.log10(predicted(m, n, i + 1) || 1e-12)] as const)
  const fills = metricOf(shown.runs['bloom'], 'fill')
  const filling = Math.max(1, fills.length - 2)
  const place = (i: number) => (Math.min(i, filling) / filling) * n
  const theory = Array.from(
    { length: 41 },
    (_, i) => [(i / 40) * n, -Math.expm1(((k * i * n) / 40) * Math.log1p(-1 / m))] as const,
  )
  return (
    <>
      <div className="even">
        <Chart
          title={say(
            words('log₁₀ of false positives over hashes; drag to choose', '误判率的 log₁₀ 随哈希个数；拖动选择'),
          )}
          label={say(words('False positives over the number of hashes', '误判率与哈希个数'))}
          lines={[{ series: 0, points: curve }]}
          x={{ from: 0, to: end + 1 }}
          at={k}
          aspect={0.7}
          onPoint={x => shown.set({ k: Math.max(1, Math.min(64, Math.round(x))) })}
        >
          {frame => measured && <Mark series={1} x={frame.x(k)} y={frame.y(Math.log10(measured))} r={6} />}
        </Chart>
        <Chart
          title={say(
            words(
              'share of bits set while items come in: seen, and expected (dashed)',
              '置位比例随元素增加：实际与期望（虚线）',
            ),
          )}
          label={say(words('Share of bits set', '置位比例'))}
          lines={[
            { series: 0, points: fills.slice(0, shown.k + 1).map((fill, i) => [place(i), fill] as const) },
            { series: 1, points: theory },
          ]}
          x={{ from: 0, to: n }}
          y={{ from: 0, to: 1 }}
          aspect={0.7}
        />
      </div>
      <Bars
        label={say(model.summary(shown))}
        title={say(
          words(
            'false positives: measured with its 95 % interval; the line is the prediction',
            '误判率：实测及 95% 区间；竖线为预测',
          ),
        )}
        bars={[
          {
            name: say(words('measured', '实测')),
            value: measured ?? 0,
            error: result ? 1.96 * Math.sqrt(((measured ?? 0) * (1 - (measured ?? 0))) / Math.max(1, result.asked)) : 0,
            goal: predicted(m, n, k),
          },
        ]}
      />
    </>
  )
}

function Groups(shown: Shown) {
  const say = useWords()
  const { weights, users } = shown.values
  const sum = weights.reduce((a, b) => a + b, 0)
  const counts = (shown.runs['split']?.steps[Math.min(shown.k, shown.last)]?.state as number[] | undefined) ?? []
  const so = counts.reduce((a, b) => a + b, 0) || 1
  return (
    <Bars
      label={say(model.summary(shown))}
      title={say(
        words(
          `share of ${counts.length ? so : users} users; the line is the weight`,
          `${counts.length ? so : users} 个用户的占比；竖线为权重`,
        ),
      )}
      bars={weights.map((weight, i) => {
        const goal = weight / sum
        return {
          name: say(words(`group ${i + 1}`, `第 ${i + 1} 组`)),
          series: i,
          value: (counts[i] ?? 0) / so,
          error: 1.96 * Math.sqrt((goal * (1 - goal)) / so),
          goal,
        }
      })}
    />
  )
}

const wordBits = 32
const mostWords = 8

function Bitmaps(shown: Shown) {
  const say = useWords()
  const { a, b } = shown.values
  const sets = resultOf<Sets>(shown, 'bitmap')?.result
  const count = Math.min(mostWords, Math.floor(Math.max(0, ...a, ...b) / wordBits) + 1)
  const rows = (members: readonly number[]) => {
    const held = new Set(members)
    return Array.from({ length: count }, (_, i) =>
      Array.from({ length: wordBits }, (__, j) => Number(held.has(i * wordBits + j))),
    )
  }
  const parts = [
    ['A', a],
    ['B', b],
    ['A & B', sets?.intersection ?? []],
    ['A | B', sets?.union ?? []],
  ] as const
  return (
    <>
      {parts.map(([name, members]) => (
        <div key={name}>
          <div className="chart-title">{name}</div>
          <Cells
            values={rows(members)}
            label={say(words(`Bits of ${name}`, `${name} 的各位`))}
            rowNames={Array.from({ length: count }, (_, i) => `${i * wordBits}+`)}
            from={0}
            to={1}
            numbers={false}
          />
        </div>
      ))}
    </>
  )
}
