import { type PDFDocumentProxy, workerOf } from './document.ts'
import type { TextAnswer, TextAnswers, TextQuestions, TextRequest } from './pdf.worker.ts'

let lastRequest = 0

/** Asks the worker that reads a document a question of our own; never settles once that has been ended. */
export function ask<K extends keyof TextQuestions>(
  document: PDFDocumentProxy,
  question: TextQuestions[K],
): Promise<TextAnswers[K]> {
  const worker = workerOf(document)
  const request: TextRequest = { textRequest: ++lastRequest, ...question }
  return new Promise(resolve => {
    const hear = ({ data }: MessageEvent<Partial<TextAnswer<K>>>) => {
      if (data.textAnswer !== request.textRequest) return
      worker.removeEventListener('message', hear)
      resolve(data.answer as TextAnswers[K])
    }
    worker.addEventListener('message', hear)
    worker.postMessage(request)
  })
}
