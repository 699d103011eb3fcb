import { getDocument, PasswordResponses, type PDFDocumentProxy, PDFWorker } from 'pdfjs-dist'
import { startWorker } from '../../lib/worker.ts'
import workerUrl from './pdf.worker.ts?worker&url'

export type { PDFDocumentProxy }

/** Why a file is not shown: its bytes are no PDF that can be mended, the worker went silent, or it did not start. */
export type DocumentFault = 'damaged' | 'silent' | 'unstarted'

interface DocumentOptions {
  /** Asks the user. `wrong` after a password that did not fit. */
  askPassword(wrong: boolean): Promise<string>
  /** The document cannot be read, or was lost while it was open; its worker has been ended. */
  onFault(fault: DocumentFault): void
}

export interface OpenedDocument {
  /** Never settles when `onFault` was called. */
  ready: Promise<PDFDocumentProxy>
  /** Ends the loading task and the worker. */
  close(): void
}

const beatMs = 5000
/** A worker that has missed so many beats in a visible window is taken for dead (one page may well take ten seconds). */
const beatsMissed = 4
/** How long a worker may take to put its things away. */
const farewellMs = 1000

/** The address of a folder that the build lays beside the window. */
export const shipped = (folder: string): string => new URL(`pdfjs/${folder}/`, document.baseURI).href

const assets = () => ({
  cMapUrl: shipped('cmaps'),
  standardFontDataUrl: shipped('standard_fonts'),
  wasmUrl: shipped('wasm'),
  iccUrl: shipped('iccs'),
  // The shipped standard fonts have the right widths; a Linux system may have nothing near Helvetica.
  useSystemFonts: false,
  // On app:// pdf.js would decide against it, and drop colour profiles.
  useWorkerFetch: true,
})

let spare: Worker | null = null

/** Starts the next paper's worker before it is opened: to load pdf.js takes longer than to read a paper's beginning. */
export function startSpare(): void {
  if (spare) return
  const worker = startWorker(workerUrl)
  spare = worker
  // A paper starts its own then, and tells of what happens to that one.
  worker.addEventListener('error', () => {
    if (spare === worker) spare = null
  })
}

function takeWorker(): Worker {
  const worker = spare ?? startWorker(workerUrl)
  spare = null
  return worker
}

const workers = new WeakMap<PDFDocumentProxy, Worker>()

/** The worker that reads an open document. */
export function workerOf(document: PDFDocumentProxy): Worker {
  const worker = workers.get(document)
  if (!worker) throw new Error('a document that was not opened here')
  return worker
}

/** Reads a PDF in a worker of its own. `bytes` are handed over to it and empty afterwards. */
export function openDocument(bytes: Uint8Array, { askPassword, onFault }: DocumentOptions): OpenedDocument {
  const worker = takeWorker()
  const port = new PDFWorker({ port: worker } as unknown as ConstructorParameters<typeof PDFWorker>[0])
  const task = getDocument({ data: bytes, worker: port, ...assets() })
  let beat: ReturnType<typeof setInterval> | undefined
  let ended = false
  const close = () => {
    if (ended) return
    ended = true
    clearInterval(beat)
    const patience = new Promise(resolve => setTimeout(resolve, farewellMs))
    void Promise.race([task.destroy().catch(() => undefined), patience]).then(() => {
      port.destroy()
      worker.terminate()
    })
  }
  const fail = (fault: DocumentFault) => {
    if (ended) return
    close()
    onFault(fault)
  }
  worker.addEventListener('error', () => fail('unstarted'))
  task.onPassword = (answer: (password: string) => void, reason: number) => {
    clearInterval(beat)
    void askPassword(reason === PasswordResponses.INCORRECT_PASSWORD).then(password => {
      beat = heartbeat(
        () => task.promise,
        () => fail('silent'),
      )
      answer(password)
    })
  }
  beat = heartbeat(
    () => task.promise,
    () => fail('silent'),
  )
  const ready = task.promise.then(
    opened => {
      clearInterval(beat)
      workers.set(opened, worker)
      // The viewer asks for it next; until then the reader is put together around its place.
      opened.getPage(1).catch(() => undefined)
      // An uncached question, answered at once by a worker that is alive.
      if (!ended)
        beat = heartbeat(
          () => opened.getPageMode(),
          () => fail('silent'),
        )
      return opened
    },
    () => {
      fail('damaged')
      return new Promise<never>(() => undefined)
    },
  )
  return { ready, close }
}

/** Asks every few seconds, and calls `onSilence` once when several questions in a row found the one before unanswered. */
function heartbeat(ask: () => Promise<unknown>, onSilence: () => void): ReturnType<typeof setInterval> {
  let waiting = false
  let missed = 0
  const answered = () => {
    waiting = false
    missed = 0
  }
  return setInterval(() => {
    // A hidden window's timers run seldom and a sleeping machine's not at all: count beats, not time.
    if (document.visibilityState === 'hidden') return
    if (waiting && ++missed >= beatsMissed) onSilence()
    if (waiting) return
    waiting = true
    ask().then(answered, answered)
  }, beatMs)
}
