import type { PageText } from '../../../electron/contract/text/page-text.ts'
import type { Heading } from './headings.ts'
import { linesOf, type TextLine } from '../../../electron/contract/text/lines.ts'

export const mentionKinds = ['figure', 'table', 'equation', 'section', 'algorithm', 'theorem'] as const
export type MentionKind = (typeof mentionKinds)[number]

/** A part of the paper that its text speaks of: "Fig. 3", "式 (5)". */
export interface Mention {
  kind: MentionKind
  number: string
  /** Where it stands in the text. */
  start: number
  end: number
}

/** Where a part of the paper stands. */
export interface Target {
  /** 1-based. */
  page: number
  /** What is shown of the page, PDF points: [left, bottom, right, top]. */
  rectPt: [number, number, number, number]
}

const number = '(?:[A-Z]\\.?)?\\d{1,3}(?:[.\\-–]\\d{1,3}){0,3}'
const names: Record<MentionKind, { english: string; chinese: string }> = {
  figure: { english: 'Figs?\\.?|Figures?', chinese: '图|圖' },
  table: { english: 'Tables?|Tabs?\\.', chinese: '表' },
  equation: { english: 'Eqs?\\.?|Eqns?\\.?|Equations?', chinese: '公式|等式|方程|式' },
  section: { english: 'Sections?|Secs?\\.?|§', chinese: '' },
  algorithm: { english: 'Algorithms?|Alg\\.', chinese: '算法' },
  theorem: { english: 'Theorems?|Thms?\\.|Lemmas?|Propositions?|Corollary', chinese: '定理|引理|命题' },
}
const all = mentionKinds.map(kind => {
  const { english, chinese } = names[kind]
  const words = `(?:\\b(?:${english})|§)\\s*\\(?(${number})(?!\\d)\\)?`
  const han = chinese ? `|(?:${chinese})\\s*[（(]?\\s*(${number})(?!\\d)(?:\\s*[)）])?` : ''
  const section = kind === 'section' ? `|第\\s*(${number})\\s*[节節]` : ''
  return { kind, pattern: new RegExp(words + han + section, 'gu') }
})

/** What a text speaks of, in its order. */
export function mentionsIn(text: string): Mention[] {
  const found = all.flatMap(({ kind, pattern }) =>
    [...text.matchAll(pattern)].map(({ 0: words, 1: first, 2: second, index }) => ({
      kind,
      number: normalized(first ?? second ?? ''),
      start: index,
      end: index + words.length,
    })),
  )
  return found.sort((a, b) => a.start - b.start)
}

const normalized = (written: string): string => written.replace(/[-–]/g, '.')
export const targetKey = (kind: MentionKind, written: string): string => `${kind} ${normalized(written)}`

const caption = {
  figure: new RegExp(`^\\s*(?:Fig\\.?|Figure|FIGURE|FIG\\.|图|圖)\\s*(${number})(?=[\\s.:：|—–]|$)`, 'u'),
  table: new RegExp(`^\\s*(?:Table|TABLE|Tab\\.|表)\\s*(${number})(?=[\\s.:：|—–]|$)`, 'u'),
  algorithm: new RegExp(`^\\s*(?:Algorithm|算法)\\s*(${number})(?=[\\s.:：]|$)`, 'u'),
  theorem: new RegExp(
    `^\\s*(?:Theorem|Lemma|Proposition|Corollary|定理|引理|命题)\\s*(${number})(?=[\\s.:：(（]|$)`,
    'u',
  ),
} as const
const equationNumber = new RegExp(`[（(](${number})[)）]\\s*$`, 'u')
const sectionNumber = new RegExp(`^\\s*(?:第\\s*)?(${number})`, 'u')

/** What of the page is shown around a line: more of it above a figure's caption, below a table's. */
const roomPt: Record<MentionKind, { above: number; below: number }> = {
  figure: { above: 200, below: 36 },
  table: { above: 24, below: 170 },
  equation: { above: 44, below: 30 },
  section: { above: 16, below: 130 },
  algorithm: { above: 16, below: 170 },
  theorem: { above: 16, below: 90 },
}

/** Where figures, tables, equations and the rest stand: by their captions, by numbers at a line's end, by headings. */
export function targetsOf(pages: readonly PageText[], headings: readonly Heading[]): Map<string, Target> {
  const targets = new Map<string, Target>()
  const add = (kind: MentionKind, written: string | undefined, page: number, line: { y: number; sizePt: number }) => {
    const view = pages[page - 1]?.view
    if (!written || !view || targets.has(targetKey(kind, written))) return
    const [left = 0, bottom = 0, right = 0, top = 0] = view
    const { above, below } = roomPt[kind]
    const [low, high] = [Math.max(bottom, line.y - below), Math.min(top, line.y + line.sizePt + above)]
    targets.set(targetKey(kind, written), { page, rectPt: [left, low, right, high] })
  }
  for (const { title, page, topPt } of headings)
    add('section', sectionNumber.exec(title)?.[1], page, { y: topPt - 12, sizePt: 12 })
  pages.forEach((page, index) => {
    for (const line of linesOf(page)) {
      for (const kind of ['figure', 'table', 'algorithm', 'theorem'] as const)
        add(kind, caption[kind].exec(line.text)?.[1], index + 1, line)
      if (isDisplayed(line)) add('equation', equationNumber.exec(line.text)?.[1], index + 1, line)
    }
  })
  return targets
}

/** An equation is no sentence: its number stands apart, alone or behind a gap. */
function isDisplayed({ text, runs }: TextLine): boolean {
  if (/^\s*[（(][^()（）]*[)）]\s*$/u.test(text)) return true
  const words = text.match(/\p{L}{4,}/gu) ?? []
  const [last, before] = [runs.at(-1), runs.at(-2)]
  const gap = last && before ? last.x - (before.x + before.widthPt) : 0
  return words.length <= 2 && (gap > 12 || /[=<>≤≥∈→∑∫]/u.test(text))
}
