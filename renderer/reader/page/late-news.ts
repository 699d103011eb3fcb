/** Longest that news waits for a picture, ms. */
const mostMs = 150

/**
 * What the view is told once the page that was gone to has been seen: to tell it takes the window as long as to draw a page.
 * `isDrawing` says whether a picture is on its way; `seen` that it has come.
 */
export class LateNews<News extends object> {
  private readonly tell: (news: Partial<News>) => void
  private readonly isDrawing: () => boolean
  private waiting: Partial<News> | null = null
  private timer: ReturnType<typeof setTimeout> | undefined

  constructor(tell: (news: Partial<News>) => void, isDrawing: () => boolean) {
    this.tell = tell
    this.isDrawing = isDrawing
  }

  note(news: Partial<News>): void {
    const isFirst = !this.waiting
    this.waiting = { ...this.waiting, ...news }
    if (!isFirst) return
    if (this.isDrawing()) this.timer = setTimeout(() => this.now(), mostMs)
    else this.seen()
  }

  /** Tells it behind the next frame. */
  seen(): void {
    if (!this.waiting) return
    clearTimeout(this.timer)
    requestAnimationFrame(() => (this.timer = setTimeout(() => this.now())))
  }

  /** Tells at once, with what waits. */
  now(news: Partial<News> = {}): void {
    clearTimeout(this.timer)
    const told = { ...this.waiting, ...news }
    this.waiting = null
    if (Object.keys(told).length > 0) this.tell(told)
  }

  close(): void {
    clearTimeout(this.timer)
    this.waiting = null
  }
}
