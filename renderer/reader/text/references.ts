import type { PageText } from '../../../electron/contract/text/page-text.ts'
import { linesOf, type TextLine } from '../../../electron/contract/text/lines.ts'

/** An entry of the paper's list of references, as far as it can be told apart. */
export interface Reference {
  /** "12" of "[12]"; null in a list without numbers. */
  number: string | null
  text: string
  /** As far as it can be told from what stands around it. */
  title: string
  /** Of the first author; empty where it cannot be told. */
  name: string
  year: string | null
  doi: string | null
  arxivId: string | null
  url: string | null
  /** 1-based, and the height of its first line. */
  page: number
  topPt: number
}

/** A place in the text that points at references. */
export interface Citation {
  /** Which references, as indexes. */
  targets: number[]
  start: number
  end: number
}

const heading =
  /^\s*(?:(?:\d{1,2}|[A-Z])\.?\s+)?(references|bibliography|literature cited|works cited|参考文献|參考文獻)\s*$/i
const bracketed = /^\s*\[(\d{1,4}|[A-Za-z+]{1,6}\d{2}[a-z]?)\]\s*/
const dotted = /^\s*(\d{1,3})\.\s+(?=\p{L})/u
const ending = /^\s*(?:[A-Z]\.?\s+)?(appendix|acknowledge?ments?|supplementary|附录|致谢)\b/i

interface Placed {
  line: TextLine
  page: number
}

function listLines(pages: readonly PageText[]): Placed[] {
  const lines = pages.flatMap((page, index) => linesOf(page).map(line => ({ line, page: index + 1 })))
  const at = lines.findLastIndex(({ line }) => heading.test(line.text))
  if (at < 0) return []
  const end = lines.findIndex(({ line }, index) => index > at && ending.test(line.text) && line.text.length < 60)
  return lines.slice(at + 1, end < 0 ? undefined : end)
}

/** Tells where an entry begins: by its number, else by its line hanging out to the left. */
function beginnings(lines: readonly Placed[]): (placed: Placed) => boolean {
  for (const pattern of [bracketed, dotted])
    if (lines.filter(({ line }) => pattern.test(line.text)).length >= 2) return ({ line }) => pattern.test(line.text)
  const columns = new Map<number, number>()
  for (const { line } of lines) columns.set(Math.round(line.x), (columns.get(Math.round(line.x)) ?? 0) + 1)
  const edges = [...columns].filter(([, count]) => count >= 2).map(([x]) => x)
  return ({ line }) =>
    edges.some(edge => line.x - edge < 1.5 && edge - line.x < 1.5) &&
    edges.some(edge => edge - line.x > 5 && edge - line.x < 40)
}

const joined = (before: string, line: string): string =>
  /\p{L}[-\u2010]$/u.test(before) && /^\p{Ll}/u.test(line) ? before.slice(0, -1) + line : `${before} ${line}`

/** The list of references of a paper, in its order; none where no list is found. */
export interface ReferenceList {
  references: Reference[]
  /** Whether an offset of a page's text (1-based) lies in the list: an entry does not cite itself. */
  holds(page: number, offset: number): boolean
}

export function referenceListOf(pages: readonly PageText[]): ReferenceList {
  const lines = listLines(pages)
  const begins = beginnings(lines)
  const entries: { text: string; page: number; topPt: number }[] = []
  for (const placed of lines) {
    const text = placed.line.text.replace(/\s+/g, ' ').trim()
    const open = entries.at(-1)
    if (begins(placed)) entries.push({ text, page: placed.page, topPt: placed.line.y + placed.line.sizePt })
    else if (open && open.text.length < 2000 && text) open.text = joined(open.text, text)
  }
  return {
    references: entries.map(referenceFrom),
    holds: (page, offset) =>
      lines.some(
        placed => placed.page === page && placed.line.runs.some(({ start, end }) => start <= offset && offset <= end),
      ),
  }
}

/** The references of a paper; none where no list is found. */
export const referencesOf = (pages: readonly PageText[]): Reference[] => referenceListOf(pages).references

function referenceFrom({ text, page, topPt }: { text: string; page: number; topPt: number }): Reference {
  const number = (bracketed.exec(text) ?? dotted.exec(text))?.[1] ?? null
  const plain = text.normalize('NFKC').replace(bracketed, '').replace(dotted, '')
  const doi = /\b10\.\d{4,9}\/[^\s"<>]*[^\s"<>.,;)\]]/.exec(plain)?.[0] ?? null
  const arxivId =
    /\barxiv[:\s/.]*(?:abs\/|preprint\s+arxiv:)?\s*(\d{4}\.\d{4,5}|[a-z-]+\/\d{7})/i.exec(plain)?.[1] ?? null
  const url = /https?:\/\/[^\s"<>]*[^\s"<>.,;)\]]/.exec(plain)?.[0] ?? null
  const year = /(?:^|[^\d.])((?:19|20)\d{2})(?![\d.]\d)[a-z]?/.exec(plain.replace(arxivId ?? '\0', ''))?.[1] ?? null
  return { number, text: plain, title: titleIn(plain), name: nameOf(plain), year, doi, arxivId, url, page, topPt }
}

/** What stands in quotes, or behind the year in brackets, or is the first sentence behind the names. */
function titleIn(text: string): string {
  const quoted = /[“"]([^”"]{8,}?)[,.]?[”"]/.exec(text)?.[1]
  const afterYear = /\((?:19|20)\d{2}[a-z]?\)[.,]?\s+([^.?]{8,}[.?]?)/.exec(text)?.[1]
  const sentences = text.split(/(?<=[^\s.]{2}|\p{Script=Han})[.．]\s+/u)
  return (quoted ?? afterYear ?? sentences[1] ?? sentences[0] ?? text).replace(/[.\s]+$/, '').slice(0, 300)
}

/** The first author's family name: "Hu, E." and "E. J. Hu" and "Edward Hu" give "Hu". */
function nameOf(text: string): string {
  const [head = ''] = text.split(/\s+(?:and|et al)\b|[;&]/)
  const [first = '', second = ''] = head.split(',').map(part => part.trim())
  const isFamilyFirst = /^(?:\p{Lu}\.?[\s-]?){1,3}$/u.test(second) || /^\p{Lu}[\p{L}'-]+$/u.test(first)
  const name = isFamilyFirst ? first : (first.split(' ').at(-1) ?? '')
  return /^[\p{L}'\s-]{1,40}$/u.test(name) ? name : ''
}

const numbers = /\[(\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*)\]/g
const label = /\[([A-Za-z+]{1,6}\d{2}[a-z]?)\]/g
/** A line that ends among the names leaves no space behind. The first name counts, however many stand behind it. */
const authorYear =
  /(\p{Lu}[\p{L}'’-]+)(?:(?:,\s*\p{Lu}[\p{L}'’-]+)*(?:,?\s*et\s*al\.?|,?\s*(?:and|&)\s*\p{Lu}[\p{L}'’-]+))?,?\s*[([]?((?:19|20)\d{2}[a-z]?(?:\s*[,;]\s*(?:(?:19|20)\d{2}[a-z]?|[a-z])\b)*)/gu

/** The years of "2019a, b; 2021". */
function yearsIn(list: string): { year: string; letter: string }[] {
  let year = ''
  return list.split(/[,;]/).map(part => {
    const [, digits, letter = ''] = /^\s*(\d{4})?([a-z])?/.exec(part) ?? []
    year = digits ?? year
    return { year, letter }
  })
}

/** The numbers of "3, 5–7". */
export function numbersIn(list: string): string[] {
  return list.split(/[,;]/).flatMap(part => {
    const [first = 0, last = first] = part.split(/[–-]/).map(Number)
    return Array.from({ length: Math.max(1, Math.min(50, last - first + 1)) }, (_, index) => String(first + index))
  })
}

/** What a text cites, in its order. */
export function citationsIn(text: string, references: readonly Reference[]): Citation[] {
  const byNumber = new Map(references.map((reference, index) => [reference.number, index]))
  const indexes = (wanted: readonly string[]) => wanted.flatMap(number => byNumber.get(number) ?? [])
  const found: Citation[] = []
  const add = (targets: number[], start: number, length: number) => {
    if (targets.length > 0) found.push({ targets, start, end: start + length })
  }
  for (const { 0: words, 1: list = '', index } of text.matchAll(numbers))
    add(indexes(numbersIn(list)), index, words.length)
  for (const { 0: words, 1: name = '', index } of text.matchAll(label)) add(indexes([name]), index, words.length)
  for (const { 0: words, 1: name, 2: years = '', index } of text.matchAll(authorYear))
    add(
      yearsIn(years).flatMap(({ year, letter }) => worksOf(references, name, year, letter)),
      index,
      words.length,
    )
  return found.sort((a, b) => a.start - b.start)
}

/** The works of an author in a year; a letter behind it tells several apart. */
function worksOf(references: readonly Reference[], name: string | undefined, year: string, letter: string): number[] {
  const found = references.flatMap((reference, at) => (reference.name === name && reference.year === year ? [at] : []))
  const lettered = found.filter(at => references[at]?.text.includes(`${year}${letter}`))
  return letter !== '' && lettered.length > 0 ? lettered : found
}
