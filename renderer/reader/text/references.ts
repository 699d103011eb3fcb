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
  /** Where its first line begins: which column it stands in. */
  leftPt: number
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
/** A number with neither point nor bracket, often raised: only what counts up from one is believed. */
const bare = /^\s*(\d{1,3})(?:\s+(?=["“‘\p{L}])|(?=["“‘\p{Lu}\p{Lo}]))/u
/** How far apart numbers of one and of three digits begin that end above each other, PDF points. */
const numberWidthPt = 14
const ending = /^\s*(?:[A-Z]\.?\s+)?(appendix|acknowledge?ments?|supplementary|附录|致谢)\b/i

interface Placed {
  line: TextLine
  page: number
}

function listLines(pages: readonly PageText[]): Placed[] {
  const lines = pages.flatMap((page, index) => linesOf(page).map(line => ({ line, page: index + 1 })))
  // Many Chinese PDFs have radicals in place of the letters that look like them.
  const is = (pattern: RegExp, { line }: Placed) => pattern.test(line.text.normalize('NFKC'))
  const at = lines.findLastIndex(placed => is(heading, placed))
  if (at < 0) return []
  const end = lines.findIndex((placed, index) => index > at && placed.line.text.length < 60 && is(ending, placed))
  return lines.slice(at + 1, end < 0 ? undefined : end)
}

/** Where entries begin, and by what number if by one. */
interface Beginnings {
  begins(placed: Placed): boolean
  pattern: RegExp | null
}

/** Tells where an entry begins: by its number, else by its line hanging out to the left. */
function beginnings(lines: readonly Placed[]): Beginnings {
  for (const pattern of [bracketed, dotted])
    if (lines.filter(({ line }) => pattern.test(line.text)).length >= 2)
      return { pattern, begins: ({ line }) => pattern.test(line.text) }
  const counted = countedUp(lines)
  if (counted.size >= 2) return { pattern: bare, begins: placed => counted.has(placed) }
  const columns = new Map<number, number>()
  for (const { line } of lines) columns.set(Math.round(line.x), (columns.get(Math.round(line.x)) ?? 0) + 1)
  const edges = [...columns].filter(([, count]) => count >= 2).map(([x]) => x)
  return {
    pattern: null,
    begins: ({ line }) =>
      edges.some(edge => line.x - edge < 1.5 && edge - line.x < 1.5) &&
      edges.some(edge => edge - line.x > 5 && edge - line.x < 40),
  }
}

/**
 * The lines whose bare numbers count up from one, the first line of the list among them. A volume, a year or a page's own
 * number at the start of a line has another place in the count, or stands elsewhere than the number before it.
 */
function countedUp(lines: readonly Placed[]): ReadonlySet<Placed> {
  const numberOf = ({ line }: Placed) => Number(bare.exec(line.text)?.[1] ?? 0)
  const list = lines.filter(({ line }) => line.text.trim() !== '')
  const found = new Set<Placed>()
  let last: Placed | null = null
  for (const placed of list) {
    const number = numberOf(placed)
    if (!last && number !== 1) break
    // Higher up than the one before: another column or page.
    const isBeside = last && (placed.page !== last.page || placed.line.y > last.line.y)
    const isBelow = !last || (!isBeside && Math.abs(placed.line.x - last.line.x) <= numberWidthPt)
    if (number !== found.size + 1 || !(isBelow || (isBeside && !isHeader(placed, number, list)))) continue
    found.add(placed)
    last = placed
  }
  return found
}

/** Whether the page's number and its running title look like an entry: the true one then comes behind. */
function isHeader({ page, line }: Placed, number: number, list: readonly Placed[]): boolean {
  const again = list.filter(other => other.page === page && Number(bare.exec(other.line.text)?.[1] ?? 0) === number)
  return again.some(other => other.line !== line && other.line.y < line.y)
}

const joined = (before: string, line: string): string =>
  /\p{L}[-\u2010]$/u.test(before) && /^\p{Ll}/u.test(line) ? before.slice(0, -1) + line : `${before} ${line}`
/** Between letters that are set without spaces; where lines are justified there are some. */
const innerSpace = /(?<=\p{Script=Han}) +(?=[\p{Script=Han},.，。．、：:])/gu

/** The list of references of a paper, in its order; none where no list is found. */
export interface ReferenceList {
  references: Reference[]
  /** Whether an offset of a page's text (1-based) lies in the list: an entry does not cite itself. */
  holds(page: number, offset: number): boolean
}

type Entry = Pick<Reference, 'text' | 'page' | 'topPt' | 'leftPt'>

export function referenceListOf(pages: readonly PageText[]): ReferenceList {
  const lines = listLines(pages)
  const { begins, pattern } = beginnings(lines)
  const entries: Entry[] = []
  for (const placed of lines) {
    const text = placed.line.text.replace(/\s+/g, ' ').trim()
    const open = entries.at(-1)
    if (begins(placed))
      entries.push({ text, page: placed.page, topPt: placed.line.y + placed.line.sizePt, leftPt: placed.line.x })
    else if (open && open.text.length < 2000 && text) open.text = joined(open.text, text)
  }
  return {
    references: entries.map(entry => referenceFrom(entry, pattern)),
    holds: (page, offset) =>
      lines.some(
        placed => placed.page === page && placed.line.runs.some(({ start, end }) => start <= offset && offset <= end),
      ),
  }
}

/** The references of a paper; none where no list is found. */
export const referencesOf = (pages: readonly PageText[]): Reference[] => referenceListOf(pages).references

function referenceFrom({ text, ...place }: Entry, pattern: RegExp | null): Reference {
  const number = (pattern && pattern.exec(text)?.[1]) ?? null
  const plain = (pattern ? text.replace(pattern, '') : text).normalize('NFKC').replace(innerSpace, '')
  const doi = /\b10\.\d{4,9}\/[^\s"<>]*[^\s"<>.,;)\]]/.exec(plain)?.[0] ?? null
  const arxivId =
    /\barxiv[:\s/.]*(?:abs\/|preprint\s+arxiv:)?\s*(\d{4}\.\d{4,5}|[a-z-]+\/\d{7})/i.exec(plain)?.[1] ?? null
  const url = /https?:\/\/[^\s"<>]*[^\s"<>.,;)\]]/.exec(plain)?.[0] ?? null
  const year = /(?:^|[^\d.])((?:19|20)\d{2})(?![\d.]\d)[a-z]?/.exec(plain.replace(arxivId ?? '\0', ''))?.[1] ?? null
  return { number, text: plain, title: titleIn(plain), name: nameOf(plain), year, doi, arxivId, url, ...place }
}

/** The kind of a work as GB/T 7714 has it behind its title: "[J]", "[EB/OL]". */
const kindMark = /^(.{8,}?)\s*\[(?:[ACDGJMNPRSZ]|EB|DB|CP|DS)(?:\/[A-Z]{2})?\]/

/** What stands in quotes, or behind the year in brackets, or is the first sentence behind the names. */
function titleIn(text: string): string {
  const marked = kindMark
    .exec(text)?.[1]
    ?.split(/[.．]\s*(?=\S{2})/)
    .at(-1)
  if (marked) return marked.slice(0, 300)
  const quoted = /[“"]([^”"]{8,}?)[,.]?[”"]/.exec(text)?.[1]
  const afterYear = /\((?:19|20)\d{2}[a-z]?\)[.,]?\s+([^.?]{8,}[.?]?)/.exec(text)?.[1]
  const sentences = text.split(/(?<=[^\s.]{2}|\p{Script=Han})[.．]\s+/u)
  // A bare year is no title: "Houlsby, N. The title. 2019." has it in its first sentence, behind the initials.
  const second = sentences[1] && /\p{L}{2}/u.test(sentences[1]) ? sentences[1] : undefined
  const behindInitials = (sentences[0] ?? text).replace(/^.*\s\p{Lu}[.．]\s+(?=\S{2})/u, '')
  return (quoted ?? afterYear ?? second ?? behindInitials).replace(/[.\s]+$/, '').slice(0, 300)
}

/** "Hu E," and "van der Berg K. Title": initials behind the name. In "Adam A. Smith, …" they stand before it. */
const initialsLast =
  /^((?:\p{Ll}+\s+)*\p{Lu}[\p{L}'’-]+)\s+\p{Lu}\.?(?:[-\s]?\p{Lu}\.?){0,2}(?:,|(?<=\.)(?!\s+\p{Lu}[\p{L}'’-]+(?:,|\.|\s+and\b)))/u
const hanName = /^(\p{Script=Han}{2,4})(?=[\s,，、.．])/u

/** The first author's family name: "Hu, E." and "E. J. Hu", "Hu E," and "Edward Hu" give "Hu"; a Chinese name is given whole. */
function nameOf(text: string): string {
  const plain = (hanName.exec(text) ?? initialsLast.exec(text))?.[1]
  if (plain) return plain
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
