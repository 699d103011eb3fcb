import { Cells } from '../../plot/Cells.tsx'
import { Chart, spanOf } from '../../plot/Chart.tsx'
import { figureOf, type Picture } from '../frame/Figure.tsx'
import { words } from '../frame/fields.ts'
import { metricOf } from '../frame/model.ts'
import { useWords } from '../frame/words.ts'
import { clicked, model, ratingOf, reportOf, sizeOf, type Fields } from './model.ts'

export const RecommenderView = figureOf(model, Scene)

/** Larger tables are not drawn cell by cell. */
const mostCells = 900

function Scene(shown: Picture<Fields>) {
  const say = useWords()
  const { values, set, k, last } = shown
  const { users, items } = sizeOf(values)
  const rmse = metricOf(shown.runs['run'], 'rmse')
  const predictions = reportOf(shown)?.result?.predictions ?? []
  const isSmall = users * items <= mostCells
  const rows = Array.from({ length: isSmall ? users : 0 }, (_, u) =>
    Array.from({ length: items }, (__, i) => predictions[u]?.[i] ?? 0),
  )
  const title = say(words('error on the ratings over the sweeps', '已评分处的误差随轮数'))
  return (
    <div className="two">
      <div>
        <div className="chart-title flush">
          {say(
            words(
              'predicted by the end; framed were rated. A click rates: 1 to 5, then none',
              '最终预测；加框者为已评分。点击评分：1 到 5，再点撤回',
            ),
          )}
        </div>
        {isSmall && (
          <Cells
            values={rows}
            label={say(model.summary(shown))}
            rowNames={rows.map((_, u) => say(words(`user ${u}`, `用户 ${u}`)))}
            columnNames={Array.from({ length: items }, (_, i) => `${i}`)}
            from={0}
            to={5}
            marked={(u, i) => ratingOf(values, u, i) !== undefined}
            onCell={(u, i) => set({ ratings: clicked(values, u, i) })}
          />
        )}
      </div>
      <Chart
        title={title}
        label={title}
        lines={[{ series: 0, points: rmse.slice(0, k + 1).map((value, i) => [i, value] as const) }]}
        x={{ from: 0, to: Math.max(1, last) }}
        y={spanOf([0, ...rmse])}
        aspect={0.8}
        at={k}
      />
    </div>
  )
}
