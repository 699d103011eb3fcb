import type { Iterate } from '../../../paced.ts'
import type { Place } from './puzzle.ts'

/** Attempts between two signs of life. */
const attemptsAtOnce = 4_096

export interface Boards {
  readonly first?: Place
  readonly count: number
  readonly attempts: number
}

/**
 * n queens that do not attack each other, the column of each row, by backtracking over sets of attacked columns
 * (Walker 1960; Knuth, TAOCP 7.2.2, algorithm B). Counts all boards; yields each of the first ones.
 */
export function* queens(n: number, pictures: number): Generator<Iterate<Place>, Boards> {
  const columns: number[] = []
  let [count, attempts] = [0, 0]
  let first: Place | undefined
  function* place(taken: number, falling: number, rising: number): Generator<Iterate<Place>, void> {
    if (columns.length === n) {
      first ??= [...columns]
      if (++count <= pictures) yield { k: attempts, state: [...columns], metrics: { count, attempts } }
      return
    }
    for (let free = ~(taken | falling | rising) & (2 ** n - 1); free; free &= free - 1) {
      const bit = free & -free
      if (++attempts % attemptsAtOnce === 0)
        yield { k: attempts, state: [...columns], metrics: { count, attempts }, minor: true }
      columns.push(31 - Math.clz32(bit))
      yield* place(taken | bit, (falling | bit) << 1, (rising | bit) >>> 1)
      columns.pop()
    }
  }
  yield* place(0, 0, 0)
  return { ...(first && { first }), count, attempts }
}
