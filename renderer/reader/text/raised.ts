import { type PageText, runsOf, type TextRun } from '../../../electron/contract/text/page-text.ts'
import { type Citation, numbersIn, type Reference } from './references.ts'

/** Numbers as small digits of their own: "¹", "²,³", "⁴–⁶". */
const smallDigits = '⁰¹²³⁴⁵⁶⁷⁸⁹'
const small = new RegExp(`[${smallDigits}]{1,3}(?:\\s*[,;–⁻˒-]\\s*[${smallDigits}]{1,3})*`, 'gu')
const list = /^[\s,;]*\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*[\s,;–-]*$/
const bracketed = /\[\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*\]/g
/** What a citation stands behind: a word or the end of a sentence, not a letter of a formula. */
const wordBefore = /(?:\p{L}{2,}|\p{L}{2,}[.,;:!?)\]”"’»]+|\p{Script=Han}[，。；：）」”]?)\s*$/u

/** Whether a paper cites by raised numbers: it has a numbered list, and its text hardly any numbers in brackets. */
export function citesRaised(pages: readonly PageText[], references: readonly Reference[]): boolean {
  if (!references.some(({ number }) => number !== null && /^\d+$/.test(number))) return false
  const inBrackets = pages.reduce((sum, { text }) => sum + (text.match(bracketed)?.length ?? 0), 0)
  // Entries of the list itself may begin with a bracket.
  return inBrackets - references.length < 3
}

/** Whether a run stands raised behind another: smaller, above its baseline, right behind it. PDF points. */
function isRaised(run: TextRun, base: TextRun): boolean {
  const lift = run.y - base.y
  const gap = run.x - (base.x + base.widthPt)
  return (
    run.angle === 0 &&
    base.angle === 0 &&
    run.sizePt <= base.sizePt * 0.85 &&
    lift > base.sizePt * 0.12 &&
    lift < base.sizePt * 0.8 &&
    gap > -base.sizePt * 0.3 &&
    gap < base.sizePt * 0.5
  )
}

/** Where the front matter ends: numbers behind the authors' names are their institutes. */
const frontOf = (text: string): number => /abstract|summary|摘\s*要/i.exec(text)?.index ?? 0

/** What the raised numbers of a page cite (1-based page). */
export function raisedCitations(page: PageText, number: number, references: readonly Reference[]): Citation[] {
  const byNumber = new Map(references.map((reference, index) => [reference.number, index]))
  const from = number === 1 ? frontOf(page.text) : 0
  return [...raisedRuns(page), ...smallNumbers(page)]
    .filter(({ start }) => start >= from)
    .flatMap(({ start, end, numbers }) => {
      const targets = numbersIn(numbers.replace(/[^\d,;–-]/g, '')).flatMap(each => byNumber.get(each) ?? [])
      return targets.length > 0 ? [{ start, end, targets }] : []
    })
    .sort((a, b) => a.start - b.start)
}

interface Numbers {
  start: number
  end: number
  numbers: string
}

function raisedRuns(page: PageText): Numbers[] {
  const runs = runsOf(page).filter(({ start, end }) => page.text.slice(start, end).trim() !== '')
  const found: Numbers[] = []
  let base: TextRun | undefined
  let open: Numbers | null = null
  for (const run of runs) {
    const text = page.text.slice(run.start, run.end)
    // "12", ",", "13" may be runs of their own, all raised over the same word.
    if (open && base && run.sizePt <= base.sizePt * 0.85 && run.y > base.y && /^[\s\d,;–-]+$/.test(text)) {
      open.end = run.end
      open.numbers += text
      continue
    }
    open = null
    const isCitation =
      base && list.test(text) && isRaised(run, base) && wordBefore.test(page.text.slice(base.start, base.end))
    if (isCitation) found.push((open = { start: run.start, end: run.end, numbers: text }))
    else base = run
  }
  return found
}

const smallNumbers = ({ text }: PageText): Numbers[] =>
  [...text.matchAll(small)]
    .filter(({ index }) => wordBefore.test(text.slice(Math.max(0, index - 20), index)))
    .map(({ 0: words, index }) => ({
      start: index,
      end: index + words.length,
      numbers: words
        .replace(/⁻/g, '–')
        .replace(/˒/g, ',')
        .replace(new RegExp(`[${smallDigits}]`, 'gu'), digit => String(smallDigits.indexOf(digit))),
    }))
