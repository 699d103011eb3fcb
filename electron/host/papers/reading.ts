import { Worker } from 'node:worker_threads'
import type { PdfCounts, PdfFault } from './pdf.ts'
import type { PaperReading, Task } from './worker.ts'
import { pageRead } from './page-read.ts'

/** Where the thread's script and pdf.js's files are. */
export interface ReadingPlaces {
  script: string
  assets: string
}

interface ReadingOptions {
  /** Ends the thread; the promise rejects with the signal's reason. */
  signal?: AbortSignal
  /** How long the thread may work without a further page. */
  timeoutMs: number
}

/** So many times that a file may take in all, however many pages it has. */
const mostWaits = 15

/** Most memory of a thread, MiB: a PDF that wants more is taken for damaged. */
const heapMb = 1024

/**
 * Reads a PDF's text in a thread of its own, which ends in any case: 'silent' where no page came for `timeoutMs`, 'damaged'
 * where it fell over.
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
      const lastMs = Date.now() + mostWaits * timeoutMs
      const wait = () => {
        clearTimeout(timer)
        timer = setTimeout(() => resolve('silent'), Math.min(timeoutMs, lastMs - Date.now()))
      }
      wait()
      signal?.addEventListener('abort', () => reject(signal.reason as Error), { once: true })
      worker.on('message', (said: T | PdfFault | typeof pageRead) => (said === pageRead ? wait() : resolve(said)))
      worker.on('error', () => resolve('damaged'))
      worker.on('exit', () => resolve('damaged'))
    })
  } finally {
    clearTimeout(timer)
    await worker.terminate()
  }
}
