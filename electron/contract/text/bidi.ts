/** A letter of a script that runs from right to left. */
const fromRight = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u
const lettersFromRight = new RegExp(fromRight, 'gu')
const fromLeft = /[\p{L}\p{N}]/u

type Way = 'left' | 'right' | null
const wayOf = (words: string): Way => (fromRight.test(words) ? 'right' : fromLeft.test(words) ? 'left' : null)
const count = (words: readonly string[], letter: RegExp): number =>
  words.reduce((sum, each) => sum + (each.match(letter)?.length ?? 0), 0)

/** Turns round each stretch that runs one way, with what stands between two of its pieces. */
function turned(order: readonly number[], ways: readonly Way[], way: 'left' | 'right'): number[] {
  const result: number[] = []
  for (let at = 0; at < order.length;) {
    let end = at
    for (let next = at; next < order.length; next++) {
      const here = ways[order[next] ?? -1] ?? null
      if (here === way) end = next + 1
      else if (here !== null) break
    }
    if (ways[order[at] ?? -1] === way) {
      result.push(...order.slice(at, end).toReversed())
      at = end
    } else result.push(order[at++] ?? 0)
  }
  return result
}

/**
 * The order in which the pieces of a line are read, as indexes, where the file has them as they lie on the page from left to
 * right though they run from right to left (Unicode Standard Annex 9, L2, the other way round); null where its own order
 * stands. `lefts` is where each begins, in any unit. The words of a piece are in order already: pdf.js sees to that.
 */
export function logicalOrder(words: readonly string[], lefts: readonly number[]): number[] | null {
  if (words.length < 2 || !words.some(each => fromRight.test(each))) return null
  let rightwards = 0
  for (let at = 1; at < lefts.length; at++) rightwards += Math.sign((lefts[at] ?? 0) - (lefts[at - 1] ?? 0))
  if (rightwards <= 0) return null
  const ways = words.map(wayOf)
  const all = words.map((_, index) => index)
  const right = count(words, lettersFromRight)
  // Numbers stand in lines of every script.
  const left = count(words, /\p{L}/gu) - right
  return right >= left ? turned(all.toReversed(), ways, 'left') : turned(all, ways, 'right')
}
