import type { PageText } from '../../../electron/contract/text/page-text.ts'
import { startWorker } from '../../lib/worker.ts'
import type { Answers, Question } from './questions.ts'
import type { Message, Reply } from './worker.ts'
import workerUrl from './worker.ts?worker&url'

/** A question whose answer took too long: its worker was ended, and the next one gets a new one. */
export class TooSlow extends Error {}

/** Longest that an answer may take, ms; only a regular expression can come near. */
const patienceMs = 2000

interface Waiting {
  resolve(answer: unknown): void
  reject(error: Error): void
}

/** A paper's text in a worker of its own. */
export class TextDesk {
  private readonly pages: PageText[] = []
  private isWhole = false
  private worker: Worker | null = null
  private readonly waiting = new Map<number, Waiting>()
  private asked = 0

  constructor() {
    this.start()
  }

  /** Takes the next pages; what can be made of them is made at once. */
  add(pages: readonly PageText[]): void {
    this.pages.push(...pages)
    this.worker?.postMessage({ pages } satisfies Message)
  }

  /** Says that all pages are there. Before that, nothing can be asked. */
  end(): void {
    this.isWhole = true
    this.worker?.postMessage({ whole: true } satisfies Message)
  }

  private start(): Worker {
    const worker = startWorker(workerUrl)
    worker.onmessage = ({ data }: MessageEvent<Reply>) => {
      const waiting = this.waiting.get(data.id)
      this.waiting.delete(data.id)
      if ('error' in data) waiting?.reject(new SyntaxError(data.error))
      else waiting?.resolve(data.answer)
    }
    if (this.pages.length > 0) worker.postMessage({ pages: this.pages } satisfies Message)
    if (this.isWhole) worker.postMessage({ whole: true } satisfies Message)
    this.worker = worker
    return worker
  }

  /** Rejects with SyntaxError for a bad regular expression, with TooSlow, and with AbortError once the desk is closed. */
  ask<K extends Question['kind']>(question: Extract<Question, { kind: K }>): Promise<Answers[K]> {
    const worker = this.worker ?? this.start()
    const id = ++this.asked
    return new Promise<Answers[K]>((resolve, reject) => {
      const timer = setTimeout(() => this.giveUp(worker), patienceMs)
      const settle =
        <T>(then: (value: T) => void) =>
        (value: T) => {
          clearTimeout(timer)
          then(value)
        }
      this.waiting.set(id, { resolve: settle(resolve as (answer: unknown) => void), reject: settle(reject) })
      worker.postMessage({ id, question } satisfies Message)
    })
  }

  private giveUp(worker: Worker): void {
    if (worker !== this.worker) return
    this.drop(new TooSlow())
  }

  private drop(reason: Error): void {
    this.worker?.terminate()
    this.worker = null
    for (const { reject } of this.waiting.values()) reject(reason)
    this.waiting.clear()
  }

  close(): void {
    this.drop(new DOMException('closed', 'AbortError'))
  }
}
