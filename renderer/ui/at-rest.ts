let scrolledMs = -Infinity

const hear = () => {
  scrolledMs = performance.now()
}

/** Who scrolls on and on is not kept waiting for longer, ms. */
const patienceMs = 2_000

/**
 * Does work once nothing in the window has scrolled for `stillMs`, which is at once where nothing scrolls. The returned
 * function takes it back.
 */
export function whenAtRest(work: () => void, stillMs: () => number): () => void {
  // The same listener is only added once.
  document.addEventListener('scroll', hear, { capture: true, passive: true })
  const latest = performance.now() + patienceMs
  let timer: ReturnType<typeof setTimeout> | undefined
  const look = () => {
    const now = performance.now()
    const left = Math.min(scrolledMs + stillMs(), latest) - now
    if (left > 0) timer = setTimeout(look, left)
    else work()
  }
  look()
  return () => clearTimeout(timer)
}
