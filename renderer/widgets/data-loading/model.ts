import type { Report } from '../../compute/index.ts'
import { countField, numberField, seedField, words } from '../frame/fields.ts'
import { defineWidget, pythonFrom, type Claim, type Shown, type Values } from '../frame/model.ts'

const timeField = (en: string, zh: string, value: number, most: number) =>
  numberField(en, zh, value, [0, 1e6], [0, most])

const fields = {
  workers: countField('Workers; 0: the trainer loads itself', '工作进程数；0：主进程自行加载', 4, 0, 256, 16),
  prefetch: countField('Batches ahead of each worker', '每个进程预取的批次', 2, 1, 1_000, 8),
  batch: countField('Cases in a batch', '批大小', 32, 1, 100_000, 256),
  batches: countField('Batches', '批次数', 40, 1, 2_000, 100),
  load: timeField('Loading a case, ms', '加载一个样本（毫秒）', 4, 50),
  jitter: numberField('Spread of loading', '加载时间的波动', 0.3, [0, 1], [0, 1]),
  collate: timeField('Putting a batch together, ms', '组批（毫秒）', 5, 100),
  transfer: timeField('Copying a batch to the device, ms', '拷贝到设备（毫秒）', 3, 100),
  compute: timeField('Step on the device, ms', '设备上的一步（毫秒）', 40, 500),
  seed: seedField(),
} as const
export type Fields = typeof fields

/** One batch's way, in ms from the start. */
export interface Batch {
  readonly worker: number
  readonly start: number
  readonly ready: number
  readonly taken: number
  readonly done: number
  readonly waited: number
}
interface Result {
  readonly total_ms: number
  readonly cases_per_second: number | null
  readonly device_busy: number
  readonly time: { readonly waiting: number; readonly transfer: number; readonly compute: number }
  readonly worker_busy: number
  readonly bottleneck: 'loading' | 'device'
  readonly enough_workers: number | null
}
interface Certificate {
  readonly broken: number
  readonly conservation: number
  readonly little: number
  readonly leastTotal: number
  readonly holds: boolean
}
export const reportOf = ({ runs }: Pick<Shown<Fields>, 'runs'>) =>
  runs['run']?.report as Report<Result | null, Certificate | null> | undefined
export const batchesOf = ({ runs }: Pick<Shown<Fields>, 'runs'>): Batch[] =>
  runs['run']?.steps.map(({ state }) => state as Batch) ?? []

/** Cases a second in the long run: the slower of loading and device sets the pace; without workers they take turns. */
export function speedOf({ batch, load, collate, transfer, compute }: Values<Fields>, workers: number): number {
  const [loading, step] = [collate + batch * load, transfer + compute]
  const each = workers === 0 ? loading + step : Math.max(loading / workers, step)
  return (1_000 * batch) / Math.max(each, 1e-9)
}

function claims(shown: Shown<Fields>): Claim[] {
  const report = reportOf(shown)
  if (!report?.result || !report.certificate) return []
  const { result, certificate } = report
  return [
    { words: words('Cases a second', '每秒样本数'), value: result.cases_per_second ?? '–' },
    { words: words('Device busy', '设备忙碌比例'), value: `${(100 * result.device_busy).toFixed(1)} %` },
    {
      words:
        result.bottleneck === 'loading'
          ? words('Loading holds it back', '瓶颈在加载')
          : words('The device holds it back, as it should', '瓶颈在设备，理应如此'),
    },
    { words: words('Workers that are enough', '足够的工作进程数'), value: result.enough_workers ?? '–' },
    {
      words: words('Batches out of order or overlapping', '次序错乱或重叠的批次'),
      value: certificate.broken,
      holds: certificate.broken === 0,
    },
    {
      words: words('Little’s law, relative error', '利特尔定律的相对误差'),
      value: certificate.little,
      holds: Math.abs(certificate.little) < 1e-9,
    },
    {
      words: words('No schedule is faster than (ms)', '任何调度都不会快于（毫秒）'),
      value: certificate.leastTotal,
      holds: result.total_ms >= certificate.leastTotal * (1 - 1e-9),
    },
  ]
}

export const model = defineWidget({
  name: 'data-loading',
  title: words('Where the time of training goes', '训练的时间花在哪里'),
  fields,
  examples: [
    { title: words('Four workers keep up', '四个进程跟得上'), values: {} },
    { title: words('No worker: they take turns', '没有进程：轮流等待'), values: { workers: 0 } },
    { title: words('Too few workers', '进程太少'), values: { workers: 2 } },
    { title: words('A fast device starves', '设备太快，吃不饱'), values: { compute: 8, transfer: 1 } },
    {
      title: words('Prefetch smooths jitter', '预取抹平波动'),
      values: { batch: 4, load: 30, jitter: 1, workers: 3, prefetch: 4 },
    },
    { title: words('Copying costs more than computing', '拷贝比计算还久'), values: { transfer: 60, compute: 20 } },
  ],
  asks: ({ seed, ...problem }) => ({ run: { solver: 'data-loading', problem, seed } }),
  formula: () =>
    String.raw`\text{cases per second¦每秒样本数} \approx \frac{B}{\max\bigl(t_{\text{load¦加载}}/W,\; t_{\text{copy¦拷贝}} + t_{\text{step¦计算}}\bigr)}, \qquad t_{\text{load¦加载}} = B\,t_{\text{case¦样本}} + t_{\text{collate¦组批}}`,
  table: shown => ({
    columns: [
      words('batch', '批'),
      words('worker', '进程'),
      words('start ms', '开始（毫秒）'),
      words('ready ms', '就绪（毫秒）'),
      words('taken ms', '取走（毫秒）'),
      words('done ms', '完成（毫秒）'),
      words('device waited ms', '设备等待（毫秒）'),
    ],
    rows: batchesOf(shown).map(({ worker, start, ready, taken, done, waited }, i) => [
      i + 1,
      worker + 1,
      start,
      ready,
      taken,
      done,
      waited,
    ]),
  }),
  certificate: claims,
  summary: shown => {
    const result = reportOf(shown)?.result
    const { workers } = shown.values
    const speed = result?.cases_per_second?.toFixed(0) ?? '–'
    const busy = result ? (100 * result.device_busy).toFixed(0) : '–'
    return words(
      `${workers} workers feed the device with ${speed} cases a second; it computes ${busy} % of the time.`,
      `${workers} 个进程每秒向设备供给 ${speed} 个样本；设备 ${busy}% 的时间在计算。`,
    )
  },
  python(shown) {
    const { workers, prefetch, transfer, compute, batch } = shown.values
    return `# The pipeline again from the loading times that Folium drew (ms), by the rules of PyTorch's DataLoader.
loads = ${pythonFrom(batchesOf(shown).map(({ start, ready }) => ready - start))}
workers, prefetch, transfer, compute, batch = ${workers}, ${prefetch}, ${transfer}, ${compute}, ${batch}
free, taken, device, waited = [0.0] * max(1, workers), [], 0.0, 0.0
for k, load in enumerate(loads):
    worker = k % workers if workers else 0
    before = k - workers * prefetch
    asked = (taken[before] if before >= 0 else 0.0) if workers else device
    free[worker] = max(asked, free[worker]) + load
    taken.append(max(free[worker], device))
    waited += taken[-1] - device
    device = taken[-1] + transfer + compute
print("total ms", device, "cases a second", 1000 * batch * len(loads) / device)
print("device busy", len(loads) * compute / device, "waiting ms", waited)
`
  },
})
