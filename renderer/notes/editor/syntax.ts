import { markdown, markdownLanguage } from '@codemirror/lang-markdown'
import { syntaxHighlighting } from '@codemirror/language'
import type { Extension } from '@codemirror/state'
import { tagHighlighter, tags } from '@lezer/highlight'
import type { BlockContext, DelimiterType, InlineContext, Line, MarkdownConfig } from '@lezer/markdown'

const dollar = 36
const bracket = 91
const exclamation = 33
const equals = 61

/** `$…$` and `$$…$$` within a line, as notes are drawn. */
function inlineMath(cx: InlineContext, next: number, from: number): number {
  if (next !== dollar) return -1
  let fence = 1
  while (cx.char(from + fence) === dollar) fence++
  for (let at = from + fence; at < cx.end; at++) {
    if (cx.char(at) !== dollar) continue
    let run = 1
    while (cx.char(at + run) === dollar) run++
    if (run === fence) return cx.addElement(cx.elt('InlineMath', from, at + run))
    at += run - 1
  }
  // Dollars that nothing closes are text, all of them.
  return from + fence
}

const opensMath = (text: string): boolean => /^ {0,3}\$\$[^$]*$/.test(text)

/** A formula of its own, from a line `$$` to the next. */
function blockMath(cx: BlockContext, line: Line): boolean {
  if (!opensMath(line.text.slice(line.basePos))) return false
  const from = cx.lineStart + line.pos
  // How deep a line stands is not in the library's types, though its own block parsers go by it.
  const stands = () => (line as Line & { depth: number }).depth >= cx.depth
  while (cx.nextLine() && stands()) {
    if (!/^\s*\$\$\s*$/.test(line.text.slice(line.basePos))) continue
    cx.nextLine()
    break
  }
  cx.addElement(cx.elt('BlockMath', from, cx.prevLineEnd()))
  return true
}

const endOfLink = /^!?\[\[[^[\]\n]+\]\]/

/** `[[target|text]]`, `![[target]]`, as electron/contract/note-links.ts reads them. */
function noteLink(cx: InlineContext, next: number, from: number): number {
  const at = next === exclamation ? from + 1 : from
  if (cx.char(at) !== bracket || cx.char(at + 1) !== bracket) return -1
  const [found] = endOfLink.exec(cx.slice(from, Math.min(cx.end, from + 4000))) ?? []
  return found ? cx.addElement(cx.elt('NoteLink', from, from + found.length)) : -1
}

const markSign: DelimiterType = { resolve: 'Mark', mark: 'MarkSign' }

/** `==words==`, two signs and no more. */
function markedWords(cx: InlineContext, next: number, from: number): number {
  if (next !== equals || cx.char(from + 1) !== equals || cx.char(from - 1) === equals || cx.char(from + 2) === equals)
    return -1
  const isBlank = (text: string) => text === '' || /\s/.test(text)
  const opens = !isBlank(cx.slice(from + 2, Math.min(cx.end, from + 3)))
  const closes = from > cx.offset && !isBlank(cx.slice(from - 1, from))
  return cx.addDelimiter(markSign, from, from + 2, opens, closes)
}

const noteSyntax: MarkdownConfig = {
  defineNodes: [
    { name: 'InlineMath', style: tags.special(tags.string) },
    { name: 'BlockMath', block: true, style: tags.special(tags.string) },
    { name: 'NoteLink', style: tags.link },
    { name: 'Mark', style: { 'Mark/...': tags.special(tags.emphasis) } },
    { name: 'MarkSign', style: tags.processingInstruction },
  ],
  parseInline: [
    { name: 'InlineMath', parse: inlineMath, after: 'Escape' },
    { name: 'NoteLink', parse: noteLink, before: 'Link' },
    { name: 'Mark', parse: markedWords, after: 'Emphasis' },
  ],
  parseBlock: [
    {
      name: 'BlockMath',
      parse: blockMath,
      before: 'FencedCode',
      endLeaf: (_, line) => opensMath(line.text.slice(line.basePos)),
    },
  ],
}

/** Classes of the pieces of Markdown; notes.css says how they look. */
const looks = tagHighlighter([
  { tag: tags.heading1, class: 'md-heading md-heading-1' },
  { tag: tags.heading2, class: 'md-heading md-heading-2' },
  { tag: tags.heading, class: 'md-heading' },
  { tag: tags.strong, class: 'md-strong' },
  { tag: tags.emphasis, class: 'md-emphasis' },
  { tag: tags.special(tags.emphasis), class: 'md-marked' },
  { tag: tags.strikethrough, class: 'md-strike' },
  { tag: tags.link, class: 'md-link' },
  { tag: tags.url, class: 'md-url' },
  { tag: tags.quote, class: 'md-quote' },
  { tag: tags.monospace, class: 'md-code' },
  { tag: tags.labelName, class: 'md-mark' },
  { tag: tags.special(tags.string), class: 'md-math' },
  { tag: [tags.processingInstruction, tags.contentSeparator, tags.meta], class: 'md-mark' },
])

/** Markdown of notes: GFM, mathematics, links between notes, marks; lists and quotes go on at a new line. */
export const noteMarkdown: Extension = [
  markdown({ base: markdownLanguage, extensions: noteSyntax, completeHTMLTags: false, pasteURLAsLink: true }),
  // No quotation marks: in prose they stand alone as often as not.
  markdownLanguage.data.of({ closeBrackets: { brackets: ['(', '[', '{', '`', '$'] } }),
  syntaxHighlighting(looks),
]
