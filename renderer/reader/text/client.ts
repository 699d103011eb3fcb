import type { PageText } from '../../../electron/contract/text/page-text.ts'
import { type KeptSearchable, pageStartsOf } from '../../../electron/contract/text/kept-places.ts'
import type { Searchable } from '../../../electron/contract/text/searchable.ts'
import { startWorker } from '../../lib/worker.ts'
import type { Answers, Question } from './questions.ts'
import type { Message, Reply } from './worker.ts'
import workerUrl from './worker.ts?worker&url'

/** A question whose answer took too long: its worker was ended, and the next one gets a new one. */
export class TooSlow extends Error {}

/** Longest that an answer may take, ms; only a regular expression can come near. */
const patienceMs = 2000
/** How long after the text was read its worker makes place for a fresh one: what waited for the text is answered first. ms. */
const restMs = 1000

interface Waiting {
  resolve(answer: unknown): void
  reject(error: Error): void
}

/**
 * A paper's text in a worker of its own. To make a long paper's text leaves a heap of tens of megabytes behind, which a worker
 * does not give back: once the text is made a fresh worker is given it.
 */
export class TextDesk {
  private readonly pages: PageText[] = []
  private isWhole = false
  /** What is found in was not made here. */
  private isMade = false
  private worker: Worker | null = null
  /** The worker has the pages, not only what was made of them. */
  private hasPages = false
  private resting: ReturnType<typeof setTimeout> | undefined
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

  /** Takes all pages at once, with what is found in of them; the pages go to the worker when a question needs them. */
  take(pages: readonly PageText[], kept: KeptSearchable): void {
    this.pages.push(...pages)
    this.isMade = true
    this.hasPages = false
    const own = new Set([kept.text.buffer as ArrayBuffer, kept.places.buffer as ArrayBuffer])
    this.worker?.postMessage({ kept, pageStarts: pageStartsOf(pages) } satisfies Message, [...own])
  }

  /** Says that all pages are there. Before that, nothing can be asked. */
  end(): void {
    this.isWhole = true
    this.worker?.postMessage({ whole: true } satisfies Message)
    if (!this.isMade) this.renewSoon()
  }

  private renewSoon(): void {
    this.resting = setTimeout(() => void this.renew(), restMs)
  }

  /** Puts a fresh worker in the place of the one that has made the text. */
  private async renew(): Promise<void> {
    const { worker } = this
    const made = worker && (await this.ask({ kind: 'searchable' }).catch(() => null))
    if (!made || worker !== this.worker) return
    if (this.waiting.size > 0) return this.renewSoon()
    worker.terminate()
    this.start(made)
  }

  private start(made?: Searchable): Worker {
    const worker = startWorker(workerUrl)
    worker.onmessage = ({ data }: MessageEvent<Reply>) => {
      const waiting = this.waiting.get(data.id)
      this.waiting.delete(data.id)
      if ('error' in data) waiting?.reject(new SyntaxError(data.error))
      else waiting?.resolve(data.answer)
    }
    this.hasPages = false
    if (made) worker.postMessage({ searchable: made } satisfies Message, [made.places.buffer])
    else this.givePages(worker)
    if (this.isWhole) worker.postMessage({ whole: true } satisfies Message)
    this.worker = worker
    return worker
  }

  private givePages(worker: Worker): void {
    if (!this.hasPages && this.pages.length > 0) worker.postMessage({ pages: this.pages } satisfies Message)
    this.hasPages = true
  }

  /** Rejects with SyntaxError for a bad regular expression, with TooSlow, and with AbortError once the desk is closed. */
  ask<K extends Question['kind']>(question: Extract<Question, { kind: K }>): Promise<Answers[K]> {
    const worker = this.worker ?? this.start()
    const isOwn = question.kind === 'searchable'
    if (!isOwn && question.kind !== 'find') this.givePages(worker)
    const id = ++this.asked
    return new Promise<Answers[K]>((resolve, reject) => {
      const timer = isOwn ? undefined : setTimeout(() => this.giveUp(worker), patienceMs)
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
    clearTimeout(this.resting)
    this.drop(new DOMException('closed', 'AbortError'))
  }
}
