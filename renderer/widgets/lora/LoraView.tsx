import { useMemo } from 'react'
import { Awaited } from '../../plot/Awaited.tsx'
import { Bars } from '../../plot/Bars.tsx'
import { Cells } from '../../plot/Cells.tsx'
import { Chart } from '../../plot/Chart.tsx'
import { figureOf, type Picture } from '../frame/Figure.tsx'
import { words } from '../frame/fields.ts'
import { isUnderWay } from '../frame/model.ts'
import { useWords } from '../frame/words.ts'
import { countsOf, lowRankOf, model, partial } from './model.ts'

export const LoraView = figureOf(model, Scene)

type Shown = Picture<(typeof model)['fields']>

function Scene(shown: Shown) {
  return (
    <>
      <Matrices {...shown} />
      <div className="even">
        <Errors {...shown} />
        <Counts {...shown} />
      </div>
    </>
  )
}

function Matrices(shown: Shown) {
  const say = useWords()
  const { W } = shown.values
  const result = lowRankOf(shown)?.result
  const terms = shown.k
  const isAwaited = !result && isUnderWay(shown.runs['lora'])
  const product = useMemo(
    () => (result ? partial(result, terms) : isAwaited ? W : undefined),
    [result, terms, isAwaited, W],
  )
  if (!product || product.length !== W.length || product[0]!.length !== W[0]!.length) return null
  const most = Math.max(1e-300, ...W.flat().map(Math.abs))
  const rest = W.map((row, i) => row.map((value, j) => value - product[i]![j]!))
  const matrix = (title: string, values: readonly (readonly number[])[]) => (
    <div>
      <div className="chart-title flush">{title}</div>
      <Cells
        values={values}
        label={title}
        signed
        from={-most}
        to={most}
        numbers={false}
        tallPx={Math.min(18, 220 / W.length)}
      />
    </div>
  )
  return (
    <Awaited className="thirds" when={isAwaited}>
      {matrix('ΔW', W)}
      {matrix(say(words(`B A, ${terms} of ${shown.last} terms`, `B A，${terms} / ${shown.last} 项`)), product)}
      {matrix(say(words('what is left', '剩余')), rest)}
    </Awaited>
  )
}

function Errors(shown: Shown) {
  const say = useWords()
  const { W } = shown.values
  const answer = lowRankOf(shown)?.result
  const isAwaited = !answer && isUnderWay(shown.runs['lora'])
  const errors = answer?.errors ?? []
  if (!answer && !isAwaited) return null
  const [m, n] = [W.length, W[0]?.length ?? 1]
  const last = errors.length - 1
  return (
    <Awaited when={isAwaited}>
      <Chart
        title={say(
          words('error (solid) and share of numbers (dashed) by rank', '误差（实线）与参数占比（虚线）随秩的变化'),
        )}
        label={say(words('Error and share of numbers by rank', '误差与参数占比随秩的变化'))}
        lines={[
          { series: 0, points: errors.map((error, r) => [r, error] as const) },
          { series: 1, points: errors.map((_, r) => [r, (r * (m + n)) / (m * n)] as const) },
        ]}
        x={{ from: 0, to: Math.max(1, last) }}
        y={{ from: 0, to: 1.3 }}
        at={shown.values.rank}
        aspect={0.62}
        onPoint={r => shown.set({ rank: Math.max(1, Math.min(last, Math.round(r))) })}
      />
    </Awaited>
  )
}

const methods = {
  full: words('all weights', '全部权重'),
  adapter: words('adapters', '适配器'),
  lora: words('LoRA', 'LoRA'),
  prefix: words('prefix', '前缀'),
  prompt: words('prompt', '提示'),
  bias: words('biases', '偏置'),
}

function Counts(shown: Shown) {
  const say = useWords()
  const counts = countsOf(shown)?.result.counts
  const isAwaited = !counts && isUnderWay(shown.runs['count'])
  if (!counts && !isAwaited) return null
  const bars = Object.entries(methods).map(([name, said]) => ({
    name: say(said),
    value: counts?.[name] ?? 1,
    series: name === 'lora' ? 0 : name === 'full' ? 3 : 1,
  }))
  const title = say(words(`numbers that train in ${shown.values.model}`, `${shown.values.model} 中要训练的参数量`))
  return (
    <Awaited when={isAwaited}>
      <Bars title={title} label={title} bars={bars} log />
    </Awaited>
  )
}
