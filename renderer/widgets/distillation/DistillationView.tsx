import { useMemo } from 'react'
import { Cells } from '../../plot/Cells.tsx'
import { Chart, spanOf, spansOf } from '../../plot/Chart.tsx'
import { Ground } from '../../plot/Ground.tsx'
import { Legend } from '../../plot/Legend.tsx'
import { Plane } from '../../plot/Plane.tsx'
import { Points } from '../../plot/Points.tsx'
import { Figure, type Picture } from '../frame/Figure.tsx'
import { words } from '../frame/fields.ts'
import { useWords } from '../frame/words.ts'
import { lossesOf, model, reportOf } from './model.ts'

export function DistillationView({ state }: { state?: string | undefined }) {
  return (
    <Figure model={model} state={state}>
      {picture => (
        <>
          <Regions {...picture} />
          <div className="even">
            <Losses {...picture} />
            <SoftTargets {...picture} />
          </div>
        </>
      )}
    </Figure>
  )
}

type Shown = Picture<(typeof model)['fields']>
const who = ['teacher', 'student', 'alone'] as const
const names = {
  teacher: words('the teacher', '教师'),
  student: words('the student, taught', '受教的学生'),
  alone: words('the same student, alone', '独自学习的学生'),
}

function Regions(shown: Shown) {
  const say = useWords()
  const { X, y } = shown.values
  const { x, y: up } = useMemo(() => spansOf(X, 0.12), [X])
  const result = reportOf(shown)?.result
  // The same while it plays: what does not change is not drawn anew.
  const series = useMemo(() => y.map(value => result?.classes.indexOf(value) ?? 0), [y, result])
  if (X[0]?.length !== 2) return null
  return (
    <div className="thirds">
      {who.map(name => {
        const field = result?.pictures[name]
        return (
          <div key={name}>
            <div className="chart-title">
              {say(names[name])}
              {result && `: ${(100 * result[name].accuracy).toFixed(0)} %`}
            </div>
            <Plane aspect={1} x={x} y={up} label={say(names[name])}>
              {frame => (
                <>
                  {field && <Ground field={field} classes={result.classes.length} frame={frame} />}
                  {result && <Points points={X} series={series} frame={frame} r={2.4} />}
                </>
              )}
            </Plane>
          </div>
        )
      })}
    </div>
  )
}

function Losses(shown: Shown) {
  const say = useWords()
  const { values, runs } = shown
  const { teacher, student, alone } = useMemo(() => lossesOf({ values, runs }), [values, runs])
  const up = useMemo(
    () => spanOf([0, ...[...teacher, ...student, ...alone].map(([, loss]) => loss)]),
    [teacher, student, alone],
  )
  const count = shown.k + 1
  const later = Math.max(0, count - values.steps)
  return (
    <div>
      <Chart
        title={say(
          words(
            'loss of each batch over its weight: the teacher, then the students',
            '每批的损失（除以权重）：先教师，后学生',
          ),
        )}
        label={say(words('Losses by step', '各步的损失'))}
        lines={[
          { series: 3, points: teacher, count },
          { series: 0, points: student, count: later },
          { series: 1, points: alone, count: later },
        ]}
        x={{ from: 0, to: Math.max(1, shown.last) }}
        y={up}
        at={shown.k}
        onPoint={k => shown.show(Math.max(0, Math.min(shown.last, Math.round(k))))}
      />
      <Legend
        entries={[
          { series: 3, text: say(names.teacher) },
          { series: 0, text: say(names.student) },
          { series: 1, text: say(names.alone) },
        ]}
      />
    </div>
  )
}

function SoftTargets(shown: Shown) {
  const say = useWords()
  const result = reportOf(shown)?.result
  if (!result) return null
  const title = say(words('what the teacher says of the first cases, at T', '教师在温度 T 下对前几个样本的判断'))
  return (
    <div>
      <div className="chart-title flush">{title}</div>
      <Cells
        values={result.soft_targets}
        label={title}
        rowNames={result.soft_targets.map((_, i) => `${i + 1}`)}
        columnNames={result.classes.map(String)}
        from={0}
        to={1}
        tallPx={20}
        marked={(i, j) => result.classes.indexOf(shown.values.y[i] ?? Number.NaN) === j}
      />
      <p className="phase">{say(words('framed: the label', '加框：标签'))}</p>
    </div>
  )
}
