/** How a block begins. `closes` knows the last line of a fence (code or mathematics) or of HTML; null: a blank line ends it. */
export type Opening =
  | { kind: 'heading'; level: number }
  | { kind: 'rule' | 'quote' }
  | { kind: 'fence'; closes: (words: string) => boolean }
  | { kind: 'html'; closes: ((words: string) => boolean) | null }
  | { kind: 'bullet'; type: string; ordered: boolean; width: number }

const htmlNames =
  'address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul'

/** CommonMark's seven kinds of HTML block: how they begin, how they end. Only the last one cannot break into a paragraph. */
const htmlBlocks: [RegExp, RegExp | null][] = [
  [/^<(?:script|pre|style|textarea)(?:[\s>]|$)/i, /<\/(?:script|pre|style|textarea)>/i],
  [/^<!--/, /-->/],
  [/^<\?/, /\?>/],
  [/^<![a-z]/i, />/],
  [/^<!\[CDATA\[/, /\]\]>/],
  [new RegExp(`^</?(?:${htmlNames})(?:\\s|/?>|$)`, 'i'), null],
  [/^<(?:\/[a-z][a-z0-9-]*\s*|[a-z][a-z0-9-]*(?:\s[^<>]*)?)>\s*$/i, null],
]

/** One character over and over. */
const isRun = (words: string): boolean => /^(.)\1*$/s.test(words)

/** Three or more of one of - * _ with only spaces between. Written by hand: it is tried on every line that starts a list. */
function isRule(words: string): boolean {
  const mark = words[0]
  if (mark !== '-' && mark !== '*' && mark !== '_') return false
  let count = 0
  for (const letter of words)
    if (letter === mark) count++
    else if (letter !== ' ' && letter !== '\t') return false
  return count >= 3
}

function bulletOf(words: string): Extract<Opening, { kind: 'bullet' }> | null {
  const [marker] = /^(?:[-+*]|\d{1,9}[.)])(?=[ \t]|$)/.exec(words) ?? []
  if (marker === undefined) return null
  return { kind: 'bullet', type: marker.at(-1) as string, ordered: marker.length > 1, width: marker.length }
}

/** Whether a list may begin in the middle of a paragraph: it has words, and a number starts from 1. */
const mayInterrupt = (words: string, { ordered, width }: { ordered: boolean; width: number }): boolean =>
  words.slice(width).trim() !== '' && (!ordered || Number.parseInt(words, 10) === 1)

/**
 * The block that begins with these words (CommonMark 0.31, and `$$` as a fence of mathematics), or null for a paragraph.
 * With `interrupting`, only what may break into a paragraph counts.
 */
export function openingOf(words: string, interrupting: boolean): Opening | null {
  const heading = /^#{1,6}(?=[ \t]|$)/.exec(words)
  if (heading) return { kind: 'heading', level: heading[0].length }
  const [fence] = /^(?:`{3,}(?=[^`]*$)|~{3,}|\${2,}(?=[^$]*$))/.exec(words) ?? []
  if (fence) return { kind: 'fence', closes: line => line.startsWith(fence) && isRun(line.trimEnd()) }
  if (words.startsWith('>')) return { kind: 'quote' }
  if (words.startsWith('<')) {
    const index = htmlBlocks.findIndex(([begin]) => begin.test(words))
    const end = htmlBlocks[index]?.[1]
    if (index >= 0 && !(interrupting && index === 6))
      return { kind: 'html', closes: end ? line => end.test(line) : null }
  }
  if (isRule(words)) return { kind: 'rule' }
  const bullet = bulletOf(words)
  return bullet && (!interrupting || mayInterrupt(words, bullet)) ? bullet : null
}
