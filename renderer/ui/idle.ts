/**
 * Does pieces of work one after another, each in a moment in which the window has nothing else to do; what one of them fails
 * at is left. The returned function takes back what is still to come.
 */
export function whenIdle(pieces: Iterable<() => unknown>): () => void {
  const rest = pieces[Symbol.iterator]()
  let idle = 0
  let isOver = false
  const book = () => {
    if (!isOver) idle = requestIdleCallback(() => void next())
  }
  const next = async () => {
    const { done, value: piece } = rest.next()
    if (done) return
    try {
      await piece()
    } catch {
      // It is done again where it is needed, and fails there where it can be seen.
    }
    book()
  }
  book()
  return () => {
    isOver = true
    cancelIdleCallback(idle)
  }
}
