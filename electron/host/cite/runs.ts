// A formatted reference as runs of words: one form for plain text, Markdown and HTML alike.
import { escapedMarkup } from '../exchange/markup.ts'
import { markdownFromPlain } from '../exchange/plain.ts'

export interface Run {
  text: string
  italic?: true
  /** An address that the words are. */
  href?: string
}

export const plain = (text: string): Run[] => (text === '' ? [] : [{ text }])
export const italic = (text: string): Run[] => (text === '' ? [] : [{ text, italic: true }])
export const link = (href: string): Run[] => (href === '' ? [] : [{ text: href, href }])

export const textOf = (runs: readonly Run[]): string => runs.map(({ text }) => text).join('')

/** The parts that are there, with `mark` between them. */
export const joined = (parts: readonly Run[][], mark: string): Run[] =>
  parts.filter(part => textOf(part) !== '').flatMap((part, index) => (index === 0 ? part : [{ text: mark }, ...part]))

/** A sentence: ends with a point unless its last word ends with a mark of its own, closing quotes aside. */
export function sentence(runs: readonly Run[], mark = '.'): Run[] {
  const text = textOf(runs)
  if (text === '' || /[.?!。？！…]["”’]?$/.test(text)) return [...runs]
  return [...runs, { text: mark }]
}

/** Sentences, one after another. An address at the end has no point behind it. */
export const sentences = (...parts: readonly (readonly Run[])[]): Run[] =>
  joined(
    parts.map(part => (part.at(-1)?.href ? [...part] : sentence(part))),
    ' ',
  )

/** Words in quotes, with the mark that belongs inside them. */
export const quoted = (text: string, mark = ''): Run[] =>
  text === '' ? [] : [{ text: `“${text}${/[?!？！]$/.test(text) ? '' : mark}”` }]

export const markdownFrom = (runs: readonly Run[]): string =>
  runs
    .map(({ text, italic, href }) => {
      if (href) return `<${href.replace(/[<>\s]/g, encodeURIComponent)}>`
      const [, before = '', words = '', after = ''] = /^(\s*)(.*?)(\s*)$/s.exec(text) ?? []
      if (words === '') return text
      const escaped = /^[\s\p{L}\p{N},.;:()“”‘’&–—\-/'"?!]*$/u.test(words) ? words : markdownFromPlain(words)
      return before + (italic ? `*${escaped}*` : escaped) + after
    })
    .join('')

/** HTML for the clipboard; it is never shown in the window. */
export const htmlFrom = (runs: readonly Run[]): string =>
  runs
    .map(({ text, italic, href }) => {
      const words = escapedMarkup(text)
      if (href) return `<a href="${escapedMarkup(href)}">${words}</a>`
      return italic ? `<i>${words}</i>` : words
    })
    .join('')
