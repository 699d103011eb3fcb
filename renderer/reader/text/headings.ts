import type { PageText } from '../../../electron/contract/text/page-text.ts'
import { linesOf, type TextLine } from '../../../electron/contract/text/lines.ts'

/** A heading found in the text of a paper that has no outline. */
export interface Heading {
  title: string
  /** From 0. */
  level: number
  /** 1-based. */
  page: number
  /** Its upper edge, PDF points. */
  topPt: number
}

interface Candidate extends TextLine {
  page: number
  /** Its number's depth, from 1; 0 without a number. */
  depth: number
}

const longest = 120
const mostHeadings = 2000
/** "3", "3.1.2", "A.1", "IV." before words. */
const numbered =
  /^(\d{1,2}(?:\.\d{1,2}){0,3}|[A-H](?:\.\d{1,2}){1,3}|[B-H]|A(?=\.)|[IVX]{1,5}(?=\.))\.?\s+(?=[\p{Lu}\p{Script=Han}])/u
const chapter =
  /^(第\s*[一二三四五六七八九十百\d]+\s*[章部篇]|Chapter\s+\d+|Part\s+[IVX\d]+|Appendix\s+[A-Z]|附录\s*[A-Z\d]?)(?![\p{L}\d])/iu
const chineseSection = /^(第\s*[一二三四五六七八九十\d]+\s*[节節]|[一二三四五六七八九十]{1,3}、)/u
const known =
  /^(abstract|introduction|related works?|background|preliminaries|methods?|experiments?|results|discussion|conclusions?|limitations|acknowledge?ments?|references|bibliography|appendix|摘要|引言|绪论|结论|致谢|参考文献|附录)$/i

const sizeOf = (line: TextLine): number => Math.round(line.sizePt * 2) / 2
const styleOf = (line: TextLine): string => `${sizeOf(line)} ${line.font}`

/** What most characters of the paper are set in. */
export function bodyStyle(pages: readonly TextLine[][]): { sizePt: number; font: number } {
  const characters = new Map<string, number>()
  for (const line of pages.flat())
    characters.set(styleOf(line), (characters.get(styleOf(line)) ?? 0) + line.text.length)
  const [most] = [...characters].sort((a, b) => b[1] - a[1])
  const [sizePt = 10, font = 0] = (most?.[0] ?? '').split(' ').map(Number)
  return { sizePt, font }
}

/** Running heads and feet: what stands at the same height of three pages' edges, numbers aside. */
function runningHeads(pages: readonly TextLine[][], views: readonly (readonly number[])[]): Set<string> {
  const counts = new Map<string, Set<number>>()
  pages.forEach((lines, index) => {
    const [, bottom = 0, , top = 0] = views[index] ?? []
    const edge = (top - bottom) * 0.09
    for (const line of lines)
      if (line.y > top - edge || line.y < bottom + edge)
        counts.set(headKey(line), (counts.get(headKey(line)) ?? new Set()).add(index))
  })
  return new Set([...counts].flatMap(([key, on]) => (on.size >= 3 ? [key] : [])))
}
const headKey = ({ text, y }: TextLine): string => `${Math.round(y)} ${text.replace(/\d+/g, '#').trim()}`

function depthOf(text: string): number {
  const number = numbered.exec(text)?.[1]
  if (number) return number.split('.').length
  if (chapter.test(text)) return 1
  return chineseSection.test(text) ? 2 : 0
}

function isHeading(line: TextLine, text: string, body: { sizePt: number; font: number }, depth: number): boolean {
  if (text.length < 2 || text.length > longest || !/\p{L}{2}|\p{Script=Han}/u.test(text)) return false
  const size = sizeOf(line)
  const larger = size >= body.sizePt * 1.08
  const standsOut = larger || (line.font !== body.font && size >= body.sizePt * 0.95)
  if (known.test(text.replace(numbered, ''))) return standsOut
  if (/[,;，；]$/.test(text)) return false
  if (depth > 0) return standsOut && !/[.。]$/.test(text)
  return size >= body.sizePt * 1.15 && !/[.。:：]$/.test(text)
}

/** A heading that goes over two lines. */
function continues(before: Candidate, line: Candidate): boolean {
  const isNext = before.page === line.page && before.y - line.y > 0 && before.y - line.y < before.sizePt * 1.6
  return isNext && line.depth === 0 && styleOf(before) === styleOf(line) && !known.test(before.text.trim())
}

/** The headings of a paper, by their size, font and number; none where nothing stands out. */
export function headingsOf(pages: readonly PageText[]): Heading[] {
  const lines = pages.map(linesOf)
  const [body, heads] = [
    bodyStyle(lines),
    runningHeads(
      lines,
      pages.map(page => page.view),
    ),
  ]
  const found: Candidate[] = []
  lines.forEach((pageLines, index) => {
    for (const line of pageLines) {
      const text = line.text.normalize('NFKC').replace(/\s+/g, ' ').trim()
      const depth = depthOf(text)
      if (heads.has(headKey(line)) || !isHeading(line, text, body, depth)) continue
      const candidate = { ...line, text, page: index + 1, depth }
      const before = found.at(-1)
      if (before && continues(before, candidate)) before.text = `${before.text} ${text}`
      else found.push(candidate)
    }
  })
  const title = titleOf(found)
  return leveled(found.filter(candidate => candidate !== title)).slice(0, mostHeadings)
}

/** The largest line of the first page is the paper's title, where nothing else in the paper is as large. */
function titleOf(found: readonly Candidate[]): Candidate | undefined {
  const [largest, next] = found.toSorted((a, b) => b.sizePt - a.sizePt)
  const isTitle = largest?.page === 1 && largest.depth === 0 && !known.test(largest.text)
  return isTitle && (!next || largest.sizePt > next.sizePt * 1.05) ? largest : undefined
}

/** Levels by number where there is one; a heading without stands with those set like it, else by its size. */
function leveled(found: readonly Candidate[]): Heading[] {
  const depths = new Map<string, number>()
  for (const line of found)
    if (line.depth > 0) depths.set(styleOf(line), Math.min(line.depth, depths.get(styleOf(line)) ?? 9))
  const sizes = [...new Set(found.map(sizeOf))].sort((a, b) => b - a)
  const hasNumbers = depths.size > 0
  return found.map(line => {
    const level = line.depth || depths.get(styleOf(line)) || (hasNumbers ? 1 : sizes.indexOf(sizeOf(line)) + 1)
    return { title: line.text, level: Math.min(level, 6) - 1, page: line.page, topPt: line.y + line.sizePt }
  })
}
