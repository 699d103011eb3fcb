import { Awaited } from '../../plot/Awaited.tsx'
import { Bars } from '../../plot/Bars.tsx'
import { Cells } from '../../plot/Cells.tsx'
import { Chart, spanOf } from '../../plot/Chart.tsx'
import { Figure, type Picture } from '../frame/Figure.tsx'
import { isUnderWay, metricOf } from '../frame/model.ts'
import { words } from '../frame/fields.ts'
import { useWords } from '../frame/words.ts'
import { linesOf, model, sceneOf, zeroOf } from './model.ts'

export function ContrastiveView({ state }: { state?: string | undefined }) {
  return (
    <Figure model={model} state={state}>
      {picture => (picture.values.view === 'prompt' ? <Prompt {...picture} /> : <Pairs {...picture} />)}
    </Figure>
  )
}

type Shown = Picture<(typeof model)['fields']>

function Pairs(shown: Shown) {
  const say = useWords()
  const known = sceneOf(shown)
  const isAwaited = !known && isUnderWay(shown.runs['pairs'])
  const { images } = shown.values
  const scene = isAwaited
    ? sceneOf(
        shown,
        images.map(() => images.map(() => 0)),
      )
    : known
  if (!scene) return null
  const losses = metricOf(shown.runs['pairs'], 'loss')
  const n = scene.names.length
  const matrix = (title: string, values: readonly (readonly number[])[]) => (
    <div>
      <div className="chart-title flush">{title}</div>
      <Cells
        values={values}
        label={title}
        rowNames={scene.names}
        columnNames={scene.names}
        from={0}
        to={1}
        marked={(i, j) => i === j}
      />
    </div>
  )
  return (
    <>
      <Awaited className="even" when={isAwaited}>
        {matrix(say(words('each image (row) chooses a caption', '每张图像（行）选文本')), scene.byImage)}
        {matrix(say(words('each caption (column) chooses an image', '每条文本（列）选图像')), scene.byText)}
      </Awaited>
      <Chart
        title={say(words(`loss; dashed: chance, ln ${n}`, `损失；虚线：随机水平 ln ${n}`))}
        label={say(words('Loss at each step', '每步的损失'))}
        lines={[
          { series: 0, points: losses.map((loss, k) => [k, loss] as const) },
          {
            series: 1,
            points: [
              [0, Math.log(n)],
              [Math.max(1, losses.length - 1), Math.log(n)],
            ],
          },
        ]}
        x={{ from: 0, to: Math.max(1, losses.length - 1) }}
        y={spanOf([0, ...losses, Math.log(n)])}
        aspect={0.2}
        at={shown.k}
        onPoint={k => shown.show(Math.max(0, Math.min(shown.last, Math.round(k))))}
      />
    </>
  )
}

function Prompt(shown: Shown) {
  const say = useWords()
  const known = zeroOf(shown)?.result
  const isAwaited = !known && isUnderWay(shown.runs['prompt'])
  const prompts = linesOf(shown.values.prompts)
  const none = shown.values.promptRows.map(() => 0)
  const zero = isAwaited ? { cosines: none, probs: none } : known
  if (!zero) return null
  const bars = (values: readonly number[]) =>
    values.map((value, i) => ({ name: prompts[i] ?? `${i + 1}`, value, series: value === Math.max(...values) ? 0 : 1 }))
  return (
    <Awaited className="even" when={isAwaited}>
      <Bars
        title={say(words('cosine of image and prompt', '图像与提示的余弦'))}
        label={say(words('Cosines', '余弦'))}
        bars={bars(zero.cosines)}
      />
      <Bars title={say(words('chance', '概率'))} label={say(words('Chances', '概率'))} bars={bars(zero.probs)} />
    </Awaited>
  )
}
