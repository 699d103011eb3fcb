/** One batch on its way, in ms from the beginning. */
export interface Batch {
  readonly worker: number
  readonly asked: number
  readonly start: number
  readonly ready: number
  readonly taken: number
  readonly done: number
  /** How long the device stood still for it. */
  readonly waited: number
}

export interface PipelineCertificate {
  /** Batches whose times are out of order, overlap on a worker or on the device, or exceed the prefetch. */
  readonly broken: number
  /** The device's waiting, copying and computing against the time in all, relative. */
  readonly conservation: number
  /** Little's law: the mean number of ready batches times the time in all is the sum of their waits; relative error. */
  readonly little: number
  /** No schedule is faster than the device alone or the workers alone: the bound, in ms. */
  readonly leastTotal: number
  readonly holds: boolean
}

/** Certifies a run of the pipeline from the times of its batches. */
export function certifyPipeline(
  line: readonly Batch[],
  given: { readonly workers: number; readonly prefetch: number; readonly transfer: number; readonly compute: number },
): PipelineCertificate {
  const end = line.at(-1)?.done ?? 0
  const slack = 1e-9 * (end + 1)
  const last = new Map<number, number>()
  let broken = 0
  line.forEach((batch, k) => {
    const before = line[k - 1]?.done ?? 0
    const ordered = batch.asked <= batch.start && batch.start <= batch.ready && batch.ready <= batch.taken
    const alone = batch.start >= (last.get(batch.worker) ?? 0) - slack && batch.taken >= before - slack
    const ahead = given.workers * given.prefetch
    const bounded = !given.workers || k < ahead || batch.start >= line[k - ahead]!.taken - slack
    const step = Math.abs(batch.done - batch.taken - given.transfer - given.compute) <= slack
    if (!(ordered && alone && bounded && step)) broken++
    last.set(batch.worker, batch.ready)
  })
  const spent = line.reduce((sum, { waited, taken, done }) => sum + waited + done - taken, 0)
  // The number of ready batches as it steps up and down, its area against the waits added up.
  const events = line
    .flatMap(({ ready, taken }) => [[ready, 1] as const, [taken, -1] as const])
    .sort(([a, up], [b, other]) => a - b || other - up)
  let [area, count, at] = [0, 0, 0]
  for (const [time, change] of events) {
    area += count * (time - at)
    count += change
    at = time
  }
  const waits = line.reduce((sum, { ready, taken }) => sum + taken - ready, 0)
  const loading = line.reduce((sum, { start, ready }) => sum + ready - start, 0)
  const device = line.length * (given.transfer + given.compute)
  const leastTotal = given.workers ? Math.max(device, loading / given.workers) : device + loading
  const scale = end || 1
  const certificate = {
    broken,
    conservation: Math.abs(spent - end) / scale,
    little: Math.abs(area - waits) / scale,
    leastTotal,
  }
  const holds =
    broken === 0 && certificate.conservation < 1e-9 && certificate.little < 1e-9 && end >= leastTotal - slack
  return { ...certificate, holds }
}
