import { frameIsOut } from './drawn-behind.ts'

/** How long the words of a page that is drawn are waited for, ms. */
const wordsMs = 1000

/** When the first page of a document is seen with its words. */
export class FirstSight {
  hasWords = false
  private readonly tell: () => void
  private readonly seen: Promise<void>
  private end: () => void = () => undefined
  private timer: ReturnType<typeof setTimeout> | undefined

  constructor(closed: AbortSignal, tell: () => void) {
    this.tell = tell
    this.seen = new Promise(resolve => (this.end = resolve))
    closed.addEventListener('abort', () => clearTimeout(this.timer))
  }

  /** A picture is there. Its words come next; a page that has none, or too many, keeps nothing back for long. */
  picture(): void {
    this.timer ??= setTimeout(() => {
      this.end()
      this.tell()
    }, wordsMs)
  }

  words(): void {
    if (this.hasWords) return
    this.hasWords = true
    this.tell()
    void frameIsOut().then(this.end)
  }

  /** What is only of use later waits for this; null before there is a picture, and behind the words. */
  readonly over = (): Promise<void> | null => (!this.timer || this.hasWords ? null : this.seen)
}
