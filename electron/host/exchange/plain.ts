import { type Span, spansIn } from './inline.ts'

interface Cut {
  start: number
  end: number
  instead: string
}

/** What of a span goes when only words are wanted. Mathematics stays as it is written: it has no other plain form. */
function cutsOf({ kind, start, end, from, to, value }: Span): Cut[] {
  if (kind === 'math' || kind === 'address') return []
  if (kind === 'html') return [{ start, end, instead: '' }]
  if (kind === 'escape') return [{ start, end: start + 1, instead: '' }]
  if (kind === 'entity') return [{ start, end, instead: value }]
  return [
    { start, end: from, instead: '' },
    { start: to, end, instead: '' },
  ]
}

const letter = /[\p{L}\p{N}]/u

/** The marks of emphasis in `source`, in pairs. `source` has other letters where code, mathematics and escapes stand. */
function emphasisCuts(source: string): Cut[] {
  const cuts: Cut[] = []
  const open: Record<string, { start: number; end: number }[]> = { '*': [], _: [], '~': [] }
  for (const { 0: run, index } of source.matchAll(/\*+|_+|(?<!~)~~(?!~)/g)) {
    const before = source[index - 1] ?? ' '
    const after = source[index + run.length] ?? ' '
    const within = run.startsWith('_')
    const waiting = open[run[0] as string] ?? []
    let start = index
    if (before.trim() !== '' && !(within && letter.test(after)))
      for (let opener = waiting.at(-1); opener && start < index + run.length; opener = waiting.at(-1)) {
        const size = Math.min(opener.end - opener.start, index + run.length - start)
        cuts.push({ start: opener.end - size, end: opener.end, instead: '' }, { start, end: start + size, instead: '' })
        opener.end -= size
        start += size
        if (opener.end === opener.start) waiting.pop()
      }
    if (start < index + run.length && after.trim() !== '' && !(within && letter.test(before)))
      waiting.push({ start, end: index + run.length })
  }
  return cuts
}

/** The words of a stretch of Markdown on one line: no marks of emphasis, code or links; mathematics as it is written. */
export function plainText(source: string): string {
  const joined = (text: string): string => text.replace(/\s+/g, ' ').trim()
  if (!/[\\`$<[\]&*_~]/.test(source)) return joined(source)
  const spans = spansIn(source)
  let masked = ''
  for (const { kind, start, end } of spans)
    if (kind !== 'link' && kind !== 'image' && start >= masked.length)
      masked += source.slice(masked.length, start) + 'x'.repeat(end - start)
  const cuts = [...spans.flatMap(cutsOf), ...emphasisCuts(masked + source.slice(masked.length))]
  let text = ''
  let at = 0
  for (const { start, end, instead } of cuts.sort((a, b) => a.start - b.start))
    if (start >= at) {
      text += source.slice(at, start) + instead
      at = end
    }
  return joined(text + source.slice(at))
}

/** `text` as Markdown that reads back as the same words: untouched where that does, else with every mark escaped. */
export function markdownFromPlain(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  const safe = plainText(line) === line && !/^(?:[-+*#>=~`$|<]|\d+[.)])/.test(line)
  return safe ? line : line.replace(/[!-/:-@[-`{-~]/g, '\\$&')
}

/** At most `limit` UTF-16 units, never half a character. */
export const clipped = (text: string, limit: number): string =>
  text.length <= limit
    ? text
    : text
        .slice(0, limit)
        .toWellFormed()
        .replace(/\u{fffd}$/u, '')

/** `text` without the letters of `marks` at its end. A regular expression would look at a long run of them again and again. */
export function withoutEnd(text: string, marks: string): string {
  let to = text.length
  while (to > 0 && marks.includes(text[to - 1] as string)) to--
  return text.slice(0, to)
}
