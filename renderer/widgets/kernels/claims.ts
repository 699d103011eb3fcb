import type { KernelResult, Report } from '../../compute/index.ts'
import { words } from '../frame/fields.ts'
import type { Claim, Shown } from '../frame/model.ts'
import { faultWords, idleWords } from './faults.ts'
import { momentOf, pictureRun, sizeOf, taskOf, type Fields } from './fields.ts'
import { measuredOf, processorSeries, type KernelReport, type Measured } from './measured.ts'
import { lastMoment } from './memory.ts'

/** What vouches for one shader's numbers, or says what became of it. */
function shaderClaims({ name, report }: Measured): Claim[] {
  const run = report?.result?.run
  if (!report || !run) return []
  const fault = faultWords(run)
  if (fault) return [{ words: words(`${name.en}: ${fault.en}`, `${name['zh-CN']}：${fault['zh-CN']}`), holds: false }]
  const { small, whole } = report.certificate ?? {}
  if (!small || !whole)
    return [
      { words: words(`${name.en}: compiles; press Run to run it`, `${name['zh-CN']}：可以编译；按“运行”即可运行`) },
    ]
  const wrong = small.wrong + whole.wrong
  const part =
    run.share! < 1
      ? [
          ` (${(100 * run.share!).toFixed(0)} % of the work: its time was up)`,
          `（时间所限，只算了 ${(100 * run.share!).toFixed(0)}% 的工作）`,
        ]
      : ['', '']
  return [
    {
      words: words(
        `${name.en}: largest error of ${whole.compared} numbers${part[0]}`,
        `${name['zh-CN']}：${whole.compared} 个数的最大误差${part[1]}`,
      ),
      value: whole.largestError ?? '–',
      holds: whole.wrong === 0,
    },
    ...(wrong ? [{ words: firstWrong(report) }] : []),
  ]
}

function firstWrong({ certificate, result }: KernelReport): ReturnType<typeof words> {
  const at = certificate!.small!.first ? 'small' : 'whole'
  const { first, wrong } = certificate![at]!
  const side = at === 'small' ? Math.min(20, result!.n) : result!.n
  const { index, got, wanted } = first!
  const place = taskOf(result!.kernel) === 'product' ? `C[${Math.floor(index / side)}, ${index % side}]` : `y[${index}]`
  const size = at === 'small' ? ['at a small size, ', '小规模时，'] : ['', '']
  return words(
    `${size[0]}${wrong} are wrong; the first, ${place}, is ${got ?? 'NaN'} and should be ${wanted}`,
    `${size[1]}错了 ${wrong} 个；第一个 ${place} 得 ${got ?? 'NaN'}，应为 ${wanted}`,
  )
}

function deviceClaims(shown: Shown<Fields>): Claim[] {
  const report = Object.values(shown.runs).find(
    run => (run?.report?.result as KernelResult | undefined)?.kernel,
  )?.report
  if (report?.adapter)
    return [
      report.software
        ? words(
            `Software adapter ${report.adapter}: right numbers, but no picture of a real one’s speed`,
            `软件适配器 ${report.adapter}：数值正确，快慢却不代表真正的图形处理器`,
          )
        : words(`Graphics processor: ${report.adapter}`, `图形处理器：${report.adapter}`),
    ].map(said => ({ words: said }))
  const idle = idleWords(report)
  return idle ? [{ words: idle }] : []
}

/** Where it ran, then every shader's numbers against the processor's, and how fast it was beside it. */
export function claims(shown: Shown<Fields>): Claim[] {
  const measured = measuredOf(shown)
  const access = pictureRun(shown)?.report as
    | Report<{ global_reads?: Record<'naive' | 'tiled', number> } | null, { holds: boolean } | null>
    | undefined
  const reads = access?.result?.global_reads
  const tiled = shown.values.kernel === 'product-tiled'
  const counted = momentOf({ values: shown.values, k: lastMoment(sizeOf(shown.values)) }).reads
  return [
    ...deviceClaims(shown),
    ...(reads && taskOf(shown.values.kernel) === 'product'
      ? [
          {
            words: words('Reads in the picture, counted by a run of their own', '图中的读取次数，由独立的运行数过'),
            value: counted,
            holds: counted === reads[tiled ? 'tiled' : 'naive'],
          },
        ]
      : access?.certificate
        ? [
            {
              words: words('Sums in the picture against one after another', '图中的和与逐个相加对照'),
              holds: access.certificate.holds,
            },
          ]
        : []),
    ...processorClaims(measured),
    ...measured.flatMap(shaderClaims),
    ...ratios(measured),
  ]
}

/** The numbers that the shaders are held against have been checked themselves. */
function processorClaims(measured: readonly Measured[]): Claim[] {
  const certificate = measured.find(({ report }) => report?.certificate)?.report?.certificate
  return certificate
    ? [
        {
          words: words('The processor’s answer, checked by another way', '处理器的答案，已用另一种办法验过'),
          holds: certificate.reference,
        },
      ]
    : []
}

/** How many times as fast one is as another. */
function ratios(measured: readonly Measured[]): Claim[] {
  const processor = measured.filter(({ series }) => series === processorSeries).find(({ ms }) => ms)
  const [first, second] = measured.filter(({ report, ms }) => report && ms)
  const pairs = [
    [second, first],
    [second ?? first, processor],
  ] as const
  return pairs.flatMap(([one, other]) =>
    one?.ms && other?.ms
      ? [
          {
            words: words(
              `Speed of ${one.name.en} over ${other.name.en}`,
              `${one.name['zh-CN']} 的速度是 ${other.name['zh-CN']} 的几倍`,
            ),
            value: other.ms / one.ms,
          },
        ]
      : [],
  )
}
