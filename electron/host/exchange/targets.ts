// Where links lead: what stands behind their words, in reference definitions, and bare in a sentence.

/** Reference definitions of a file: `[label]: target`, by normalised label. */
export type Definitions = ReadonlyMap<string, string>
export const noDefinitions: Definitions = new Map()

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u{a0}' }

/** The character that `&name;` or `&#number;` stands for; the text itself where it stands for none. */
export function entityValue(whole: string): string {
  const name = whole.slice(1, -1)
  if (!name.startsWith('#')) return entities[name] ?? whole
  const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10)
  return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code < 0xe000) ? String.fromCodePoint(code) : '\u{fffd}'
}

export const entity = /&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z]{2,6});/gi
const unescaped = (text: string): string => text.replace(/\\([!-/:-@[-`{-~])/g, '$1').replace(entity, entityValue)

const labelKey = (label: string): string => label.trim().replace(/\s+/g, ' ').toLowerCase()

/** Every `[label]: target` of a file that begins a line, the first of each label; footnotes are none. */
export function definitionsIn(text: string): Definitions {
  const found = new Map<string, string>()
  for (const [, label = '', target = ''] of text.matchAll(
    /^ {0,3}\[(?!\^)([^[\]\r\n]{1,999})\]:[ \t]*<?([^\s<>]+)/gm,
  )) {
    const key = labelKey(label)
    if (!found.has(key)) found.set(key, unescaped(target))
  }
  return found
}

const space = /\s*/y
function skipSpace(source: string, at: number): number {
  space.lastIndex = at
  space.test(source)
  return space.lastIndex
}

/** The end of a link's bare target: spaces end it, brackets nest up to 32 deep. */
function targetEnd(source: string, from: number): number {
  let depth = 0
  let at = from
  for (; at < source.length; at++) {
    const code = source.charCodeAt(at)
    if (code === 0x5c) at++
    else if (code <= 0x20 || code === 0x7f || (code === 0x29 && depth === 0)) break
    else if (code === 0x28 && ++depth > 32) return -1
    else if (code === 0x29) depth--
  }
  return depth === 0 ? Math.min(at, source.length) : -1
}

const pointed = /<((?:[^<>\\\r\n]|\\.)*)>/y
const linkTitle = /"(?:[^"\\]|\\[^])*"|'(?:[^'\\]|\\[^])*'|\((?:[^()\\]|\\[^])*\)/y

/** The target after a link's words, at the bracket `(`: its address and where all of it ends. */
export function targetAt(source: string, at: number): { value: string; end: number } | null {
  const from = skipSpace(source, at + 1)
  pointed.lastIndex = from
  const inPoints = source[from] === '<' ? pointed.exec(source) : null
  const to = inPoints ? pointed.lastIndex : targetEnd(source, from)
  if (to < 0) return null
  let end = skipSpace(source, to)
  if (end > to) {
    linkTitle.lastIndex = end
    if (linkTitle.test(source)) end = skipSpace(source, linkTitle.lastIndex)
  }
  return source[end] === ')' ? { value: unescaped(inPoints?.[1] ?? source.slice(from, to)), end: end + 1 } : null
}

const reference = /\[([^[\]]{0,999})\]/y
export function referenceAt(
  source: string,
  at: number,
  words: string,
  definitions: Definitions,
): { value: string; end: number } | null {
  if (definitions.size === 0 || words.length > 999) return null
  reference.lastIndex = at
  const label = reference.exec(source)
  const value = definitions.get(labelKey(label?.[1] || words))
  return value === undefined ? null : { value, end: label ? reference.lastIndex : at }
}

const address = /https?:\/\/[!#-;=?-Z_a-z~]+/iy
const stops = new Set("?!.,:;*_~'")

/** A bare address without what belongs to the sentence: stops at its end, and a closing bracket that it did not open. */
export function trimmedAddress(found: string): string {
  let open = 0
  for (const letter of found) open += letter === '(' ? 1 : letter === ')' ? -1 : 0
  let to = found.length
  for (; to > 0; to--) {
    const last = found[to - 1] as string
    if (last === ')' && open < 0) open++
    else if (!stops.has(last)) break
  }
  return found.slice(0, to)
}

/** The bare address that begins at `at`, as far as it is ASCII. */
export function addressAt(source: string, at: number): string {
  address.lastIndex = at
  return trimmedAddress(address.exec(source)?.[0] ?? '')
}
