import { type PageText, runsOf, type TextRun } from './page-text.ts'
import { readingOrder } from './reading-order.ts'

/** A line of a page, its runs from left to right as they are read. */
export interface TextLine {
  runs: TextRun[]
  text: string
  /** Where it begins and ends, and its baseline, PDF points. */
  x: number
  right: number
  y: number
  /** Size and font of most of its characters. */
  sizePt: number
  font: number
}

const boxOf = ({ x, y, widthPt, sizePt, angle, start, end }: TextRun, text: string) => ({
  left: x,
  // Downwards, as a screen has it.
  top: -y - sizePt,
  right: angle === 0 ? x + widthPt : x,
  bottom: -y,
  characters: angle === 0 ? text.slice(start, end).trim().length : 0,
})

/** Tells whether a line ends between two runs that are read one after the other. */
function breaks(run: TextRun, next: TextRun): boolean {
  if (run.endsLine) return true
  // Going back to the left means a new line; a raised or lowered index does not.
  return next.x < run.x + run.widthPt / 2 && Math.abs(next.y - run.y) > run.sizePt / 2
}

/** The lines of a page in reading order: two columns one after the other, also where the file weaves them line by line. */
export function linesOf(page: PageText): TextLine[] {
  const runs = runsOf(page)
  const order = readingOrder(runs.map(run => boxOf(run, page.text)))
  const read = order ? order.flatMap(index => runs[index] ?? []) : runs
  const lines: TextLine[] = []
  let line: TextRun[] = []
  read.forEach((run, index) => {
    line.push(run)
    const next = read[index + 1]
    if (next && !breaks(run, next) && !(order && next.x < run.x)) return
    lines.push(lineFrom(line, page.text))
    line = []
  })
  return lines
}

function lineFrom(runs: TextRun[], text: string): TextLine {
  const { y, sizePt, font } = usualOf(runs, text)
  return {
    runs,
    text: runs.map(run => text.slice(run.start, run.end)).join(''),
    x: Math.min(...runs.map(run => run.x)),
    right: Math.max(...runs.map(run => run.x + run.widthPt)),
    y,
    sizePt,
    font,
  }
}

/** The first run of the size and font that most characters have. */
function usualOf(runs: TextRun[], text: string): TextRun {
  const first = runs[0]!
  // Nearly every line has one of each.
  if (runs.every(run => run.sizePt === first.sizePt && run.font === first.font)) return first
  const shares = new Map<string, { characters: number; run: TextRun }>()
  for (const run of runs) {
    const key = `${run.sizePt} ${run.font}`
    const share = shares.get(key) ?? { characters: 0, run }
    share.characters += text.slice(run.start, run.end).trim().length
    shares.set(key, share)
  }
  return [...shares.values()].reduce((a, b) => (b.characters > a.characters ? b : a)).run
}
