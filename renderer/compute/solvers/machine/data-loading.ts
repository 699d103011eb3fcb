import type { Iterate } from '../../paced.ts'
import { Stream } from '../../random/stream.ts'
import type { NumberField, Problem } from '../../schema.ts'
import type { Status } from '../../solver.ts'
import { defineStepwise } from '../../stepwise.ts'
import { certifyPipeline, type Batch } from '../../verify/pipeline.ts'
import { countField } from '../fields.ts'

const milliseconds = (en: string, zh: string, value: number, most: number) =>
  ({
    kind: 'number',
    label: { en, 'zh-CN': zh },
    default: value,
    min: 0,
    max: 1e6,
    slider: [0, most],
    scale: 'linear',
  }) as const satisfies NumberField

const schema = {
  batches: countField('Batches', '批次数', 60, 1, 20_000, 200),
  batch: { ...countField('Cases in a batch', '批大小', 32, 1, 100_000, 256), alias: 'batch_size' },
  workers: {
    ...countField('Workers; 0: the training process loads itself', '工作进程数；0 表示主进程自行加载', 4, 0, 256, 16),
    alias: 'num_workers',
  },
  prefetch: {
    ...countField('Batches ahead of each worker', '每个进程预取的批次', 2, 1, 1_000, 8),
    alias: 'prefetch_factor',
  },
  load: milliseconds('Loading a case, ms', '加载一个样本（毫秒）', 4, 50),
  jitter: {
    kind: 'number',
    label: { en: 'Spread of loading', 'zh-CN': '加载时间的波动' },
    default: 0.3,
    min: 0,
    max: 1,
    slider: [0, 1],
    scale: 'linear',
  },
  collate: milliseconds('Putting a batch together, ms', '组批（毫秒）', 5, 100),
  transfer: milliseconds('Copying a batch to the device, ms', '拷贝到设备（毫秒）', 3, 100),
  compute: milliseconds('Step on the device, ms', '设备上的一步（毫秒）', 40, 500),
} as const
type Given = Problem<typeof schema>

/** A batch's loading time: the mean of its cases', each from 1 − jitter to 1 + jitter times the usual. */
function durations({ batches, batch, load, jitter, collate }: Given, seed: number): Float64Array {
  const random = new Stream(seed)
  // Many cases are drawn as their normal limit.
  const spread = jitter / Math.sqrt(3 * batch)
  return Float64Array.from({ length: batches }, () => {
    const share = batch < 12 ? jitter * (2 * random.uniform() - 1) : spread * random.normal()
    return collate + batch * load * Math.max(0, 1 + share)
  })
}

class Pipeline {
  readonly line: Batch[] = []
  private readonly given: Given
  private readonly loads: Float64Array

  constructor(given: Given, seed: number) {
    this.given = given
    this.loads = durations(given, seed)
  }

  /** Workers take batches in turn, keep `prefetch` ahead each, and the device takes them in order, as PyTorch's loader does. */
  *steps(): Generator<Iterate<Batch>, Status> {
    const { workers, prefetch, transfer, compute, batches } = this.given
    const free = new Float64Array(Math.max(1, workers))
    let device = 0
    for (let k = 0; k < batches; k++) {
      const worker = workers ? k % workers : 0
      // A batch is asked for when the one `workers · prefetch` before it was handed over.
      const asked = workers ? (this.line[k - workers * prefetch]?.taken ?? 0) : device
      const start = Math.max(asked, free[worker]!)
      const ready = start + this.loads[k]!
      free[worker] = ready
      const taken = Math.max(ready, device)
      device = taken + transfer + compute
      const batch = { worker, asked, start, ready, taken, done: device, waited: taken - (this.line[k - 1]?.done ?? 0) }
      this.line.push(batch)
      yield { k, state: batch, metrics: { waited: batch.waited, queue: taken - ready, busy: this.busy() } }
    }
    return 'optimal'
  }

  /** Share of the time the device computes. */
  private busy(): number {
    const end = this.line.at(-1)!.done
    return end ? (this.line.length * this.given.compute) / end : 1
  }

  answer() {
    const { line, given } = this
    if (!line.length) return undefined
    const end = line.at(-1)!.done
    const waited = line.reduce((sum, batch) => sum + batch.waited, 0)
    const loading = line.reduce((sum, { start, ready }) => sum + ready - start, 0)
    const n = line.length
    const [perLoad, perStep] = [loading / n / Math.max(1, given.workers), given.transfer + given.compute]
    return {
      result: {
        total_ms: end,
        cases_per_second: end ? (1_000 * n * given.batch) / end : null,
        device_busy: this.busy(),
        time: { waiting: waited, transfer: n * given.transfer, compute: n * given.compute },
        worker_busy: end ? loading / (Math.max(1, given.workers) * end) : 0,
        bottleneck: given.workers === 0 || perLoad > perStep ? 'loading' : 'device',
        /** Workers from which on loading keeps up with the device. */
        enough_workers: perStep > 0 ? Math.ceil(loading / n / perStep) : null,
        batches: line.slice(0, 400),
      },
      certificate: certifyPipeline(line, given),
    }
  }
}

/** Where the time of training goes: workers load batches, a bounded queue holds them, the device takes them in order. */
export const dataLoading = defineStepwise({
  id: 'data-loading',
  title: { en: 'Data loading', 'zh-CN': '数据加载流水线' },
  schema,
  check: () => [],
  begin(problem, seed) {
    const pipeline = new Pipeline(problem, seed)
    return { steps: pipeline.steps(), answer: () => pipeline.answer() }
  },
})
