const wordStart = (text: string, at: number): boolean => at === 0 || /[\s\p{P}\p{S}]/u.test(text.charAt(at - 1))

/** The words of a query, as `score` wants them. */
export const wordsOf = (query: string): string[] => query.toLocaleLowerCase().split(/\s+/).filter(Boolean)

/**
 * How well a title answers a query's words, 0 for not at all. Every word must stand in the title;
 * words at the beginning of the title, then at the beginning of a word, count more, and shorter titles win.
 * Both texts are lower case.
 */
export function score(words: readonly string[], title: string): number {
  let sum = 0
  for (const word of words) {
    const at = title.indexOf(word)
    if (at < 0) return 0
    sum += at === 0 ? 4 : wordStart(title, at) ? 3 : 2
  }
  return sum === 0 ? 0 : sum + 1 / (1 + title.length)
}
