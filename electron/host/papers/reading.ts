import { Worker } from 'node:worker_threads'
import type { PdfCounts, PdfFault } from './pdf.ts'
import type { PaperReading, Task } from './worker.ts'

/** Where the thread's script and pdf.js's files are. */
export interface ReadingPlaces {
  script: string
  assets: string
}

interface ReadingOptions {
  /** Ends the thread; the promise rejects with the signal's reason. */
  signal?: AbortSignal
  timeoutMs: number
}

/** Most memory of a thread, MiB: a PDF that wants more is taken for damaged. */
const heapMb = 1024

/**
 * Reads a PDF's text in a thread of its own, which ends in any case: 'silent' after `timeoutMs`, 'damaged' where it fell over.
 * `bytes` are copied. Rejects only when cancelled.
 */
export const textInThread = (bytes: Uint8Array, places: ReadingPlaces, options: ReadingOptions) =>
  inThread<PaperReading>({ bytes, assets: places.assets }, places.script, options)

/** Opens a PDF in such a thread and counts what it has. */
export const countsInThread = (bytes: Uint8Array, password: string, places: ReadingPlaces, options: ReadingOptions) =>
  inThread<PdfCounts>({ bytes, assets: places.assets, counting: password }, places.script, options)

async function inThread<T extends PaperReading | PdfCounts>(
  task: Task,
  script: string,
  { signal, timeoutMs }: ReadingOptions,
): Promise<T | PdfFault | 'silent'> {
  signal?.throwIfAborted()
  const worker = new Worker(script, {
    workerData: task,
    resourceLimits: { maxOldGenerationSizeMb: heapMb },
    // What pdf.js says of a file's flaws is nothing that a user can act on.
    stdout: true,
    stderr: true,
  })
  let timer: NodeJS.Timeout | undefined
  try {
    return await new Promise((resolve, reject) => {
      timer = setTimeout(() => resolve('silent'), timeoutMs)
      signal?.addEventListener('abort', () => reject(signal.reason as Error), { once: true })
      worker.on('message', (result: T | PdfFault) => resolve(result))
      worker.on('error', () => resolve('damaged'))
      worker.on('exit', () => resolve('damaged'))
    })
  } finally {
    clearTimeout(timer)
    await worker.terminate()
  }
}
