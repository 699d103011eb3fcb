import { shaders, type KernelResult, type ShaderName } from '../../compute/index.ts'
import { numberText } from '../../lib/number.ts'
import { words } from '../frame/fields.ts'
import { defineWidget, type Ask, type Values } from '../frame/model.ts'
import { claims } from './claims.ts'
import { fields, isOwn, names, pictureRun, pictureSolver, sizeOf, taskOf, type Fields } from './fields.ts'
import { kernelWords, measuredOf, unitOf } from './measured.ts'
import { lastMoment } from './memory.ts'
import { pythonScript } from './python.ts'

/** The run that is drawn step by step. */
function pictureAsk({ kernel, side, tile, numbers, warp }: Values<Fields>): Ask {
  const solver = pictureSolver(kernel)
  if (solver === 'memory-access') return { solver, problem: { n: side, tile: Math.min(tile, side) } }
  const variant = kernel.slice(taskOf(kernel).length + 1)
  const line = { values: numbers, warp }
  return { solver, problem: solver === 'tree-reduction' ? { ...line, order: variant } : { ...line, method: variant } }
}

function asks(values: Values<Fields>): Record<string, Ask> {
  const { kernel, code, n, power, seed } = values
  const size = taskOf(kernel) === 'product' ? { n } : { length: 2 ** power }
  const both = names.filter(name => taskOf(name) === taskOf(kernel))
  const problem = { kernel, code, ...size }
  const shader = { solver: 'wgsl-kernel', seed, quiet: true } as const
  return {
    ...Object.fromEntries(both.map(name => [name, { ...shader, problem: { kernel: name, ...size } }])),
    // A shader of somebody's is compiled at once, and run when the reader says so.
    ...(isOwn(values) && {
      own: { ...shader, problem: { ...problem, run: false }, held: { key: code, problem } },
    }),
    [pictureSolver(kernel)]: pictureAsk(values),
  }
}

const without = (kernel: ShaderName, from: string, to: string) => shaders[kernel].replace(from, to)

export const model = defineWidget({
  name: 'kernels',
  title: words('Kernels: many threads, one memory', 'GPU 内核：线程与访存'),
  fields,
  options: { kernel: kernelWords },
  drawn: ['kernel', 'code'],
  examples: [
    { title: words('Naive product: every number read n times', '直接相乘：每个数读 n 遍'), values: {} },
    { title: words('Tiles: n/T times', '分块：只读 n/T 遍'), values: { kernel: 'product-tiled' } },
    { title: words('Sum: warps half awake', '求和：线程束半睡半醒'), values: { kernel: 'sum-interleaved' } },
    { title: words('Sum: whole warps done', '求和：整束收工'), values: { kernel: 'sum-sequential' } },
    { title: words('Scan: few rounds, more work', '扫描：轮数少，加法多'), values: { kernel: 'scan-hillis-steele' } },
    { title: words('Scan: up a tree and down', '扫描：沿树上下'), values: { kernel: 'scan-blelloch' } },
    {
      title: words('A barrier forgotten', '漏了一处同步'),
      values: {
        kernel: 'product-tiled',
        code: without('product-tiled', '    workgroupBarrier(); // both tiles are there\n', ''),
      },
    },
    {
      title: words('A loop without an end', '停不下来的循环'),
      values: { kernel: 'product-naive', code: without('product-naive', 'k += 1u', 'k += 0u') },
    },
  ],
  idle: ({ kernel }) => (taskOf(kernel) === 'product' ? ['power', 'numbers', 'warp'] : ['n', 'side', 'tile']),
  asks,
  last: ({ values, runs }) =>
    taskOf(values.kernel) === 'product'
      ? lastMoment(sizeOf(values))
      : Math.max(0, (pictureRun({ values, runs })?.steps.length ?? 1) - 1),
  formula: ({ values: { kernel } }) => formulas[kernel]!,
  table: shown => ({
    columns: [
      words('what', '实现'),
      'ms',
      unitOf(shown.values),
      words('numbers compared', '比较的个数'),
      words('wrong', '有误的个数'),
      words('largest error', '最大误差'),
    ],
    rows: measuredOf(shown).map(({ name, ms, rate, report }) => {
      const whole = report?.certificate?.whole
      return [
        name,
        ms ?? null,
        rate ?? null,
        whole?.compared ?? null,
        whole?.wrong ?? null,
        whole?.largestError ?? null,
      ]
    }),
  }),
  certificate: claims,
  summary(shown) {
    const said = measuredOf(shown).flatMap(({ name, rate }) =>
      rate ? [{ name, rate: `${numberText(rate)} ${unitOf(shown.values)}` }] : [],
    )
    const kernel = kernelWords[shown.values.kernel]!
    const list = (language: 'en' | 'zh-CN', between: string) =>
      said.map(({ name, rate }) => `${name[language]} ${rate}`).join(between)
    return words(
      `${kernel.en}, drawn for a small size. Measured: ${list('en', ', ') || 'nothing yet'}.`,
      `${kernel['zh-CN']}，以小规模演示。测得：${list('zh-CN', '，') || '尚无'}。`,
    )
  },
  python: ({ values, runs }) =>
    pythonScript(
      values,
      Object.values(runs).find(run => (run?.report?.result as KernelResult | undefined)?.checksum)?.report?.result as
        | KernelResult
        | undefined,
    ),
})

const formulas: Readonly<Record<string, string>> = {
  'product-naive': String.raw`C_{ij} = \sum_{k} A_{ik} B_{kj}, \qquad R = 2n^3`,
  'product-tiled': String.raw`C_{ij} = \sum_{t} \sum_{k \in t} A_{ik} B_{kj}, \qquad R = 2n^2 \lceil n/T \rceil`,
  'sum-interleaved': String.raw`s = \sum_{i<n} x_i, \qquad x_{2ri} \leftarrow x_{2ri} + x_{2ri + r}, \quad r = 1, 2, 4, \dots, \tfrac n2`,
  'sum-sequential': String.raw`s = \sum_{i<n} x_i, \qquad x_i \leftarrow x_i + x_{i+h}, \quad i < h = \tfrac n2, \tfrac n4, \dots, 1`,
  'scan-hillis-steele': String.raw`y_i = \sum_{j \le i} x_j, \qquad x_i \leftarrow x_i + x_{i-r}, \; r = 1, 2, 4, \dots, \qquad N_+ = n \log_2 n - n + 1`,
  'scan-blelloch': String.raw`y_i = \sum_{j \le i} x_j, \qquad N_+ = 3n - 2`,
}
