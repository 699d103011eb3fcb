// A thread that reads one PDF and ends: what hangs or exhausts it takes nothing else along.
import { parentPort, workerData } from 'node:worker_threads'
import type { PaperText } from '../../contract/text/page-text.ts'
import { type PdfFault, textOfPdf } from './pdf.ts'

/** What the thread is started with. */
export interface Task {
  bytes: Uint8Array
  /** The folder of pdf.js's character maps, with a slash behind. */
  assets: string
}

/** What it tells. */
export type News = { done: number; total: number } | { result: PaperText | PdfFault }

const { bytes, assets } = workerData as Task
const tell = (news: News): void => parentPort?.postMessage(news)
tell({ result: await textOfPdf(bytes, assets, (done, total) => tell({ done, total })) })
