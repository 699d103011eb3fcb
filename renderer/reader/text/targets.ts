import { linesOf, type TextLine } from '../../../electron/contract/text/lines.ts'
import type { PageText } from '../../../electron/contract/text/page-text.ts'
import { bodyStyle, type Heading } from './headings.ts'
import type { MentionKind } from '../../lib/mention-kinds.ts'
import { letter, number, targetKey } from './mentions.ts'
import { type Setting, stretchOf } from './stretch.ts'

/** Where a part of the paper stands. */
export interface Target {
  /** 1-based. */
  page: number
  /** What is shown of the page, PDF points: [left, bottom, right, top]. */
  rectPt: [number, number, number, number]
}

/** A part with its name. */
export interface Part {
  of: MentionKind
  number: string
  target: Target
}

/** What a part's line begins with, where a line says what it is. */
const heads = {
  figure: 'Fig\\.?|Figure|FIGURE|FIG\\.|图|圖',
  table: 'Table|TABLE|Tab\\.|表',
  algorithm: 'Algorithm|算法',
  theorem: 'Theorem|定理',
  lemma: 'Lemma|引理',
  proposition: 'Proposition|命题|命題',
  corollary: 'Corollary|推论|推論',
  definition: 'Definition|定义|定義',
} as const satisfies Partial<Record<MentionKind, string>>

const captions = Object.entries(heads).map(([kind, words]) => ({
  kind: kind as keyof typeof heads,
  // "Figure 3 | Loss", "Theorem 2 (Escape)".
  pattern: new RegExp(`^\\s*(?:${words})\\s*(${number})(?=[\\s.:：。|—–(（]|$)`, 'u'),
}))
/** Most lines of a paper are none of them, and are soon passed over. */
const anyHead = new RegExp(`^\\s*(?:${Object.values(heads).join('|')})`, 'u')
const anyNumber = /[)）]\s*$/u
const equationNumber = new RegExp(`[（(](${number})[)）]\\s*$`, 'u')
const sectionNumber = new RegExp(`^\\s*(?:第\\s*)?(${number})`, 'u')
const appendixLetter = new RegExp(`^\\s*(?:[Aa]ppendix|APPENDIX|附录|附錄)?\\s*(${letter})`, 'u')

interface Found extends Target {
  /** Of several lines that may be it the one of most is. */
  score: number
}

/** Where figures, tables, equations and the rest stand: by their captions, by numbers at a line's end, by headings. */
export function targetsOf(pages: readonly PageText[], headings: readonly Heading[]): Map<string, Target> {
  const lines = pages.map(linesOf)
  const body = bodyStyle(lines)
  const found = new Map<string, Found>()
  const settings = pages.map(({ view }, index): Setting => ({ lines: lines[index] ?? [], view, body }))
  const add = (kind: MentionKind, written: string | undefined, page: number, line: TextLine, score: number) => {
    const setting = settings[page - 1]
    if (!written || !setting) return
    const key = targetKey(kind, written)
    if ((found.get(key)?.score ?? -Infinity) >= score) return
    found.set(key, { page, rectPt: stretchOf(kind, line, setting), score })
  }
  for (const { title, page, topPt } of headings) {
    const line = headingLine(lines[page - 1] ?? [], topPt)
    if (!line) continue
    add('section', sectionNumber.exec(title)?.[1], page, line, 0)
    add('appendix', appendixLetter.exec(title)?.[1], page, line, 0)
  }
  settings.forEach((setting, index) => {
    for (const line of setting.lines) {
      for (const { kind, pattern } of anyHead.test(line.text) ? captions : []) {
        const head = pattern.exec(line.text)
        if (head) add(kind, head[1], index + 1, line, scoreOf(line, line.text.slice(head[0].length), setting))
      }
      const score = anyNumber.test(line.text) ? displayed(line, pages[index]?.text ?? '') : 0
      if (score > 0) add('equation', equationNumber.exec(line.text)?.[1], index + 1, line, score)
    }
  })
  return new Map([...found].map(([key, { page, rectPt }]) => [key, { page, rectPt }]))
}

const headingLine = (lines: readonly TextLine[], topPt: number): TextLine | undefined =>
  lines.find(line => Math.abs(line.y + line.sizePt - topPt) < 0.5)

/** How much a line that begins as a caption does is one: "Figure 2 shows that" in the midst of a paragraph is none. */
function scoreOf(line: TextLine, rest: string, { lines, body }: Setting): number {
  const indent = 4 * line.sizePt
  const above = lines.filter(
    other => other.y > line.y + 1 && other.x < line.right + indent && other.right > line.x - indent,
  )
  const gap = Math.min(...above.map(other => other.y - line.y))
  const isListed = /(?:\.\s?){3,}\s*\d+\s*$/.test(rest)
  const signs: [boolean, number][] = [
    [/^\s*(?:[.:：。|—–(（]|$)/u.test(rest), 2],
    [Math.abs(line.sizePt - body.sizePt) > 0.4, 2],
    [line.font !== body.font, 1],
    [gap > line.sizePt * 1.8, 1],
    [isListed, -4],
  ]
  return signs.reduce((sum, [holds, weight]) => sum + (holds ? weight : 0), 0)
}

/** How much a line is an equation with its number: that stands apart, alone or behind a gap. 0 for a sentence. */
function displayed({ text, runs }: TextLine, pageText: string): number {
  if (/^\s*[（(][^()（）]*[)）]\s*$/u.test(text)) return 3
  if ((text.match(/\p{L}{4,}|\p{Script=Han}{2,}/gu) ?? []).length > 2) return 0
  const [last, before] = runs
    .filter(({ start, end }) => pageText.slice(start, end).trim() !== '')
    .slice(-2)
    .reverse()
  const gap = last && before ? last.x - (before.x + before.widthPt) : 0
  return gap > 12 ? 2 : Number(/\p{Sm}/u.test(text))
}
