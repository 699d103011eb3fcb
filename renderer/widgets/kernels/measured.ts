import type { KernelCertificate, KernelResult, Report } from '../../compute/index.ts'
import { words } from '../frame/fields.ts'
import type { Shown, Values } from '../frame/model.ts'
import { isOwn, names, taskOf, type Fields } from './fields.ts'

export type KernelReport = Report<KernelResult | null, KernelCertificate | null>

export const kernelWords: Readonly<Record<string, ReturnType<typeof words>>> = {
  'product-naive': words('Product, naive', '矩阵乘：直接'),
  'product-tiled': words('Product, tiled', '矩阵乘：分块'),
  'sum-interleaved': words('Sum, neighbours first', '求和：先加相邻'),
  'sum-sequential': words('Sum, halves', '求和：折半'),
  'scan-hillis-steele': words('Scan, Hillis–Steele', '扫描：Hillis–Steele'),
  'scan-blelloch': words('Scan, Blelloch', '扫描：Blelloch'),
}

/** One contender of the measurement. */
export interface Measured {
  readonly name: ReturnType<typeof words>
  readonly series: number
  readonly report?: KernelReport | undefined
  readonly ms?: number | undefined
  /** 10⁹ operations a second of a product, 10⁹ bytes a second of a sum or a scan. */
  readonly rate?: number | undefined
}
/** Of the processor at its best. */
export const processorSeries = 4
const own = words('Your shader', '你的着色器')

/** The processor first, then the shaders of this task, the reader's own last. */
export function measuredOf({ values, runs }: Pick<Shown<Fields>, 'values' | 'runs'>): Measured[] {
  const task = taskOf(values.kernel)
  const reportOf = (name: string) => runs[name]?.report as KernelReport | undefined
  const first = reportOf(names.find(name => taskOf(name) === task)!)?.result
  const rate = (ms: number | undefined, result = first) =>
    ms && result ? (task === 'product' ? result.flops : result.bytes) / ms / 1e6 : undefined
  const engine = first?.cpuEngine === 'wasm' ? 'WASM' : 'JS'
  const processor: Measured[] = [
    ...(task === 'product'
      ? [
          {
            name: words('processor, three loops', '处理器，三重循环'),
            series: 3,
            ms: first?.plainMs,
            rate: rate(first?.plainMs),
          },
        ]
      : []),
    {
      name: words(`processor, ${engine}`, `处理器，${engine}`),
      series: processorSeries,
      ms: first?.cpuMs,
      rate: rate(first?.cpuMs),
    },
  ]
  const shader = (name: string, said: Measured['name'], series: number): Measured => {
    const report = reportOf(name)
    const run = report?.result?.run
    const ms = run?.kernelMs && run.share ? run.kernelMs / run.share : undefined
    return { name: said, series, report, ms, rate: rate(ms, report?.result ?? first) }
  }
  const both = names.filter(name => taskOf(name) === task).map((name, i) => shader(name, kernelWords[name]!, i))
  return [...processor, ...both, ...(isOwn(values) ? [shader('own', own, 2)] : [])]
}

export const unitOf = ({ kernel }: Values<Fields>) => (taskOf(kernel) === 'product' ? 'GFLOP/s' : 'GB/s')
