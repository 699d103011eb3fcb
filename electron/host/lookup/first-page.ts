import { type PageText, type PaperText, runsOf, type TextRun } from '../../contract/text/page-text.ts'
import { arxivIdIn, doiIn } from '../exchange/identity.ts'

/** What a paper's own first page says of it; null where it does not say. */
export interface FirstPage {
  title: string | null
  doi: string | null
  arxivId: string | null
  year: number | null
}

/** A line of the page as one reads it. */
interface Line {
  text: string
  sizePt: number
  x: number
  y: number
}

/** Read without a network from a paper's text: its numbers wherever they stand on the first page, its title by its size. */
export function firstPageOf({ pages, title }: PaperText): FirstPage {
  const [page] = pages
  if (!page) return { title: title || null, doi: null, arxivId: null, year: null }
  const lines = linesOf(page)
  const words = lines.map(({ text }) => text).join('\n')
  // A stamp on the margin says "arXiv:2203.12119v1 [cs.CV] 23 Mar 2022".
  const arxivId = arxivIdIn(words)
  const foundTitle = title || titleOf(page, lines)
  return { title: foundTitle || null, doi: doiIn(words), arxivId, year: yearOf(words, arxivId) }
}

function linesOf(page: PageText): Line[] {
  const lines: Line[] = []
  let open: { runs: TextRun[] } | null = null
  const close = (): void => {
    const [first] = open?.runs ?? []
    if (open && first) lines.push({ text: wordsOf(page, open.runs), sizePt: first.sizePt, x: first.x, y: first.y })
    open = null
  }
  for (const run of runsOf(page)) {
    const last: TextRun | undefined = (open as { runs: TextRun[] } | null)?.runs.at(-1)
    if (last && (last.endsLine || Math.abs(last.sizePt - run.sizePt) > 0.5 || last.angle !== run.angle)) close()
    open ??= { runs: [] }
    ;(open as { runs: TextRun[] }).runs.push(run)
  }
  close()
  return lines
}

const wordsOf = (page: PageText, runs: readonly TextRun[]): string =>
  runs
    .map(({ start, end }) => page.text.slice(start, end))
    .join('')
    .normalize('NFKC')
    .replace(/\s+/g, ' ')
    .trim()

/** Lines that are set large but name no paper: a journal's head, a stamp, a number. */
const noTitle =
  /^(?:arxiv:|preprint|doi:|https?:|\d+$|vol(?:ume|\.)|proceedings of|published as|journal of|contents$|abstract$)/i

/** Most lines of a title: where more are as large, they are the text. */
const mostLines = 6

/** What no title has: the letters of a font whose meaning the file does not tell. */
const unread = /[\p{Cc}\p{Co}\p{Cn}\ufffd]/u

/** The largest lines in the upper part of the page that follow one another. */
function titleOf({ view }: PageText, lines: readonly Line[]): string {
  const [, bottom = 0, , top = 792] = view
  const upper = lines.filter(
    ({ text, y }) => y > bottom + (top - bottom) * 0.45 && text.length > 3 && !noTitle.test(text),
  )
  const largest = Math.max(0, ...upper.map(({ sizePt }) => sizePt))
  const at = upper.findIndex(({ sizePt }) => sizePt > largest - 0.5)
  if (at < 0) return ''
  const parts: string[] = []
  for (const { text, sizePt } of upper.slice(at)) {
    if (sizePt <= largest - 0.5) break
    if (parts.length >= mostLines) return ''
    parts.push(text)
  }
  const title = parts
    .reduce(
      (whole, part) =>
        /\p{L}-$/u.test(whole) ? `${whole.slice(0, -1)}${part}` : whole === '' ? part : `${whole} ${part}`,
      '',
    )
    // Between Chinese letters a line break is no space.
    .replace(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, '')
  const letters = title.replace(/[^\p{L}]/gu, '').length
  const enough = /\p{Script=Han}/u.test(title) ? 4 : 10
  return letters >= enough && title.length <= 300 && !unread.test(title) ? title : ''
}

/** Where a page says when it was published, the surest first. */
const years = [
  /(?:©|\(c\)|copyright|published)[^\d\n]{0,40}((?:19|20)\d\d)(?!\d)/i,
  // Behind the number of a volume: behind a name it is a work that is cited.
  /[\d卷期]\s*\(((?:19|20)\d\d)\)/,
  /(?:accepted|received|conference|proceedings|workshop)[^\n]{0,60}?(?<!\d)((?:19|20)\d\d)(?!\d)/i,
]

/** The year of an arXiv number, else that of a copyright, a volume or a conference. */
function yearOf(words: string, arxivId: string | null): number | null {
  const newStyle = /^(\d\d)(?:0[1-9]|1[0-2])\./.exec(arxivId ?? '')
  if (newStyle) return 2000 + Number(newStyle[1])
  const latest = new Date().getUTCFullYear() + 1
  const found = years.map(pattern => Number(pattern.exec(words)?.[1] ?? 0))
  return found.find(year => year >= 1900 && year <= latest) ?? null
}
