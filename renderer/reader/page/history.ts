/** Where one was before each jump, and where one went back from. */
export class JumpHistory<P> {
  private readonly limit: number
  private past: P[] = []
  private future: P[] = []

  constructor(limit = 100) {
    this.limit = limit
  }

  get canGoBack(): boolean {
    return this.past.length > 0
  }
  get canGoForward(): boolean {
    return this.future.length > 0
  }

  /** Called before a jump with the place that is left. */
  leave(place: P): void {
    this.past = [...this.past, place].slice(-this.limit)
    this.future = []
  }

  /** The place to go back to from `here`; undefined where there is none. */
  back(here: P): P | undefined {
    const place = this.past.pop()
    if (place !== undefined) this.future.push(here)
    return place
  }

  forward(here: P): P | undefined {
    const place = this.future.pop()
    if (place !== undefined) this.past.push(here)
    return place
  }
}
