import type { Engine } from '../../kernels/kernel.ts'
import type { Problem } from '../../schema.ts'
import { defineSolver, type Ctx, type Report, type Status, type Step } from '../../solver.ts'
import { certifyKernel, checksOut, type KernelCertificate } from '../../verify/kernel-run.ts'
import { countField } from '../fields.ts'
import { shaders, type ShaderName } from './shaders/index.ts'
import { onDevice, turn, type KernelRun, type Tried } from './trial-shader.ts'
import { costOf, leastMs, onProcessor, plainProductMs, taskFrom, type Task, type TaskName } from './trial-tasks.ts'

/** A shader of more characters is refused. */
export const longestShader = 8_000

const schema = {
  kernel: {
    kind: 'choice',
    label: { en: 'Kernel', 'zh-CN': '内核' },
    default: 'product-naive',
    options: Object.keys(shaders),
  },
  code: {
    kind: 'text',
    label: { en: 'WGSL in its place; empty: its own', 'zh-CN': '替换它的 WGSL；留空则用原样' },
    default: '',
    maxLength: longestShader,
  },
  n: countField('Side of the matrices', '矩阵边长', 128, 1, 1_024),
  length: countField('Numbers to add up', '求和的个数', 65_536, 1, 2 ** 22, 2 ** 20),
  run: { kind: 'flag', label: { en: 'Run it; otherwise only compile', 'zh-CN': '运行；否则只编译' }, default: true },
} as const
type Given = Problem<typeof schema>

export interface KernelResult {
  readonly kernel: string
  readonly n: number
  readonly flops: number
  readonly bytes: number
  /** Of the whole task on the processor: as the app does it, on what, and for a product three plain loops in float64. */
  readonly cpuMs?: number
  readonly cpuEngine?: string
  readonly plainMs?: number
  /** Sum of all numbers of the processor's answer. */
  readonly checksum?: number
  /** Absent where no graphics processor was asked or found. */
  readonly run?: KernelRun
}

interface OnCpu {
  readonly wanted: Float64Array
  readonly facts: Pick<KernelResult, 'cpuMs' | 'cpuEngine' | 'plainMs' | 'checksum'>
}

/** What stands for the last task: the shaders of one task come one after another. */
let last: { readonly key: string; readonly cpu: OnCpu } | undefined

/** The processor's answer and its times, in parts, so that a cancel is heard between them. */
async function* onCpu(task: Task, seed: number): AsyncGenerator<string, OnCpu> {
  const key = `${task.name} ${task.n} ${seed}`
  if (last?.key === key) return last.cpu
  const { output, backend } = onProcessor(task)
  yield 'answered'
  const cpuMs = leastMs(() => void onProcessor(task))
  yield 'processor'
  const plainMs = task.name === 'product' ? plainProductMs(task) : undefined
  yield 'plain'
  const wanted = Float64Array.from(output)
  const checksum = wanted.reduce((sum, value) => sum + value, 0)
  const cpu = { wanted, facts: { cpuMs, cpuEngine: backend, checksum, ...(plainMs !== undefined && { plainMs }) } }
  last = { key, cpu }
  return cpu
}

type Found = Omit<Report<KernelResult | null, KernelCertificate | null>, 'counts'> & { readonly launches: number }

async function* measured(given: Given, ctx: Ctx): AsyncGenerator<string, Found> {
  const name = given.kernel.split('-')[0] as TaskName
  const n = name === 'product' ? given.n : given.length
  // Where nothing is run there is nothing to draw.
  const task = taskFrom(name, given.run ? n : 1, ctx.seed)
  yield 'begun'
  const cpu = given.run ? yield* onCpu(task, ctx.seed) : undefined
  const spared = ctx.backend === 'cpu' || ctx.backend === 'wasm'
  let found: Tried & { engine?: Engine } = { launches: 0 }
  if (!spared) {
    const code = given.code || shaders[given.kernel as ShaderName]
    const wanted = cpu?.wanted ?? new Float64Array(0)
    found = yield* onDevice({ code, foreign: given.code !== '', run: given.run, task, wanted }, ctx)
  }
  const { run, small, whole, launches } = found
  const certificate = cpu ? certifyKernel(checksOut(name, task, cpu.wanted), small, whole, run?.fault) : null
  const status: Status = run?.fault || certificate?.holds === false ? 'stalled' : 'optimal'
  return {
    status,
    result: { kernel: given.kernel, n, ...costOf(name, n), ...cpu?.facts, ...(run && { run }) },
    certificate,
    ...(found.engine ?? {
      ...{ backend: 'cpu', precision: 'f32' },
      ...(ctx.backend === 'wasm' && { fallbackReason: 'no-wasm' }),
    }),
    launches,
  }
}

/**
 * A compute shader on a whole task, measured beside the processor and compared with it number by number. The shader may be
 * anybody's: it has a device of its own, bounded loops, and its time.
 */
export const wgslKernel = defineSolver({
  id: 'wgsl-kernel',
  title: { en: 'Kernel in WGSL', 'zh-CN': 'WGSL 内核' },
  schema,
  engines: ['cpu', 'gpu'],
  check: () => [],
  async *run(given, ctx): AsyncGenerator<Step<string>, Report<KernelResult | null, KernelCertificate | null>> {
    const began = performance.now()
    const leave = await turn()
    const work = measured(given, ctx)
    try {
      for (let k = 0; ; k++) {
        const tMs = performance.now() - began
        const stopped = stoppedBy(ctx, k, tMs)
        // Ends what is under way, with its device.
        const next = await (stopped ? work.return({ ...nothing, status: stopped }) : work.next())
        if (next.done) {
          const { launches, ...report } = next.value
          return { ...report, counts: { iterations: launches } }
        }
        yield { k, tMs, state: next.value, metrics: {} }
      }
    } finally {
      leave()
    }
  },
})

const nothing = { result: null, certificate: null, backend: 'cpu', precision: 'f32', launches: 0 } as const

function stoppedBy({ signal, budget }: Ctx, k: number, tMs: number): Status | undefined {
  if (signal.aborted) return 'cancelled'
  return k > 0 && (tMs > budget.ms || k >= budget.iterations) ? 'max_iterations' : undefined
}
