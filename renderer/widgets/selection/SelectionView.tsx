import { useMemo } from 'react'
import { Cells } from '../../plot/Cells.tsx'
import { spanOf } from '../../plot/Chart.tsx'
import { Legend } from '../../plot/Legend.tsx'
import { Plane } from '../../plot/Plane.tsx'
import { Points } from '../../plot/Points.tsx'
import { figureOf, type Picture } from '../frame/Figure.tsx'
import { words } from '../frame/fields.ts'
import { labelledFrom } from '../frame/labelled.ts'
import { useWords } from '../frame/words.ts'
import { keptBy, methods, model, opinions, type Fields } from './model.ts'

export const SelectionView = figureOf(model, Scene)

const informationAt = 2

function Scene(shown: Picture<Fields>) {
  const say = useWords()
  const { values } = shown
  const { names, X, y, classes } = useMemo(() => labelledFrom(values.data), [values.data])
  const table = opinions(shown)
  const kept = keptBy(shown)
  const told = (j: number) => table[j]![informationAt]!
  const [a = 0, b = a] = [...table.keys()].sort((i, j) => told(j) - told(i))
  const points = X.map(row => [row[a] ?? 0, row[b] ?? 0])
  return (
    <div className="even">
      <div>
        <div className="chart-title flush">
          {say(
            words(
              'score over each method’s best; framed are kept; RFE at this step',
              '各法评分（以最高者为 1）；加框者保留；RFE 为当前步',
            ),
          )}
        </div>
        <Cells
          values={table}
          label={say(model.summary(shown))}
          rowNames={names}
          columnNames={methods}
          from={0}
          to={1}
          marked={(row, column) => kept[column]!.includes(row)}
        />
      </div>
      <div>
        <div className="chart-title">
          {say(
            words(
              `${names[b] ?? ''} over ${names[a] ?? ''}: the two of most information`,
              `${names[b] ?? ''} 对 ${names[a] ?? ''}：互信息最大的两个`,
            ),
          )}
        </div>
        <Plane
          aspect={0.8}
          x={spanOf(points.map(([u = 0]) => u))}
          y={spanOf(points.map(([, v = 0]) => v))}
          label={say(words('Rows by the two best features', '按最佳两特征画出各行'))}
        >
          {frame => <Points points={points} series={y} frame={frame} r={3.5} />}
        </Plane>
        <Legend entries={classes.map((text, series) => ({ series, text }))} />
      </div>
    </div>
  )
}
