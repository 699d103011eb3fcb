import { Worker } from 'node:worker_threads'
import type { PdfCounts, PdfFault } from './pdf.ts'
import type { PaperReading, Task } from './worker.ts'
import { isPagesRead, type PagesRead } from './page-read.ts'

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
  /** How long it may work in all, however many pages the file has; else as long as for one. */
  mostMs?: number
}

/** Most memory of a thread, MiB: a PDF that wants more is taken for damaged. */
const heapMb = 1024

/**
 * Reads a PDF's text in a thread of its own, which ends in any case: 'damaged' where it fell over, and where its time was
 * over 'silent', or how far it had come.
 * `bytes` are copied. Rejects only when cancelled.
 */
export async function textInThread(bytes: Uint8Array, places: ReadingPlaces, options: ReadingOptions) {
  let far: PagesRead | undefined
  const task = { bytes, assets: places.assets }
  const result = await inThread<PaperReading>(task, places.script, options, said => (far = said))
  return result === 'silent' && far ? far : result
}

/** Opens a PDF in such a thread and counts what it has. */
export const countsInThread = (bytes: Uint8Array, password: string, places: ReadingPlaces, options: ReadingOptions) =>
  inThread<PdfCounts>({ bytes, assets: places.assets, counting: password }, places.script, options)

async function inThread<T extends PaperReading | PdfCounts>(
  task: Task,
  script: string,
  { signal, timeoutMs, mostMs = timeoutMs }: ReadingOptions,
  onPages?: (said: PagesRead) => void,
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
  let callOff = () => {}
  try {
    return await new Promise((resolve, reject) => {
      const began = performance.now()
      const wait = () => {
        clearTimeout(timer)
        const leftMs = mostMs - (performance.now() - began)
        timer = setTimeout(() => resolve('silent'), Math.min(timeoutMs, leftMs))
      }
      wait()
      callOff = () => reject(signal?.reason as Error)
      signal?.addEventListener('abort', callOff)
      worker.on('message', (said: T | PdfFault | PagesRead) => {
        if (!isPagesRead(said)) return resolve(said)
        onPages?.(said)
        wait()
      })
      worker.on('error', () => resolve('damaged'))
      worker.on('exit', () => resolve('damaged'))
    })
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', callOff)
    await worker.terminate()
  }
}
