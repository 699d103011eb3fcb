import type { PageText } from '../../../../electron/contract/text/page-text.ts'

export interface Drawn {
  text: string
  x?: number
  y?: number
  sizePt?: number
  font?: number
  endsLine?: boolean
}

/** A page of runs, each a line of its own where nothing else is said; a letter is half as wide as it is high. */
export function pageOfRuns(drawn: readonly Drawn[]): PageText {
  let text = ''
  const runs = drawn.flatMap(({ text: words, x = 72, y, sizePt = 10, font = 0, endsLine = true }, index) => {
    const start = text.length
    text += words
    return [start, x, y ?? 700 - 12 * index, words.length * sizePt * 0.5, sizePt, 0, (font << 1) | (endsLine ? 1 : 0)]
  })
  return { text, runs, view: [0, 0, 612, 792], rotate: 0 }
}
export const pageOfLines = (...lines: string[]): PageText => pageOfRuns(lines.map(text => ({ text })))
