import { useMemo } from 'react'
import { Chart, spanOf } from '../../plot/Chart.tsx'
import { Raster } from '../../plot/Raster.tsx'
import { figureOf, type Picture } from '../frame/Figure.tsx'
import { courseOf, metricOf } from '../frame/model.ts'
import { words } from '../frame/fields.ts'
import { useWords } from '../frame/words.ts'
import { model, sights } from './model.ts'
import './q-former.css'

export const QFormerView = figureOf(model, Scene)

function Scene(shown: Picture<(typeof model)['fields']>) {
  const say = useWords()
  const { values, runs, k, last } = shown
  const seen = useMemo(() => sights({ values, runs, k, last }), [values, runs, k, last])
  const losses = metricOf(runs['former'], 'loss')
  const up = useMemo(() => spanOf([0, ...losses]), [losses])
  return (
    <>
      <div className="sights">
        <Raster
          values={values.image}
          title={say(words('the image', '图像'))}
          label={say(words('The image', '图像'))}
          largestPx={160}
        />
        {seen.map((sight, i) => {
          const name = say(words(`query ${i + 1} looks here`, `查询 ${i + 1} 看这里`))
          return <Raster key={i} values={sight} title={name} label={name} largestPx={160} />
        })}
      </div>
      <Chart
        title={say(words('error of the image rebuilt from what they saw', '由所见重建图像的误差'))}
        label={say(words('Error by step', '各步的误差'))}
        lines={[{ series: 0, points: courseOf(runs['former'], 'loss') }]}
        x={{ from: 0, to: Math.max(1, last) }}
        y={up}
        aspect={0.2}
        at={k}
        onPoint={step => shown.show(Math.max(0, Math.min(last, Math.round(step))))}
      />
    </>
  )
}
