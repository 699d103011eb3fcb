import { afterEach, beforeEach, vi } from 'vitest'

/** Time that the test moves, with a frame every 16 ms: Node has none. */
export function withFrames(): void {
  beforeEach(() => {
    vi.useFakeTimers()
    vi.stubGlobal('requestAnimationFrame', (draw: () => void) => setTimeout(draw, 16))
  })
  afterEach(() => {
    vi.useRealTimers()
    vi.unstubAllGlobals()
  })
}
