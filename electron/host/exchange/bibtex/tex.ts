// TeX in bibliographies to plain text: accents, letters, dashes, quotes. Mathematics stays as it is written.

import { combining, letters } from './tex-letters.ts'

const accents = new Map(Object.entries(combining))

/** Commands that only say how their argument looks. */
const looks = new Set(
  (
    'emph textit textbf textsc textrm textsf texttt textup textnormal textsl text mbox hbox uppercase url path ' +
    'nolinkurl underline MakeUppercase noopsort bibinfo ensuremath relax em it bf sc rm sf tt sl protect upshape ' +
    'itshape bfseries scshape normalfont ignorespaces'
  ).split(' '),
)
/** Commands whose first argument is not shown. */
const hidden = new Set(['href', 'bibinfo', 'noopsort', 'textcolor', 'color'])

const depthLimit = 60

interface Reader {
  text: string
  at: number
}

/** The argument at the reader: a group, a command, or one character. */
function argument(reader: Reader, depth: number): string {
  while (reader.text[reader.at] === ' ') reader.at++
  const mark = reader.text[reader.at]
  if (mark === undefined || mark === '}') return ''
  if (mark === '{') {
    reader.at++
    return group(reader, depth + 1)
  }
  if (mark === '\\') return command(reader, depth + 1)
  const letter = String.fromCodePoint(reader.text.codePointAt(reader.at) ?? 0)
  reader.at += letter.length
  return letter
}

const accented = (base: string, mark: string): string => {
  const plain = base === 'ı' ? 'i' : base === 'ȷ' ? 'j' : base
  if (plain === '') return mark === '\u0303' ? '~' : mark === '\u0302' ? '^' : ''
  const first = String.fromCodePoint(plain.codePointAt(0) ?? 0)
  return (first + mark).normalize('NFC') + plain.slice(first.length)
}

const word = /[A-Za-z]+/y

function command(reader: Reader, depth: number): string {
  const { text } = reader
  word.lastIndex = ++reader.at
  const name = word.exec(text)?.[0] ?? text[reader.at] ?? ''
  reader.at += name.length
  if (depth > depthLimit) return `\\${name}`
  const isWord = /^[A-Za-z]/.test(name)
  const accent = accents.get(name)
  if (accent && !(isWord && !/[\s{\\]/.test(text[reader.at] ?? ''))) return accented(argument(reader, depth), accent)
  if (!isWord) return /[\s,;:!/-]/.test(name) ? (/[\s,;:]/.test(name) ? ' ' : '') : name
  const letter = letters.get(name)
  if (letter !== undefined || looks.has(name) || hidden.has(name)) {
    // Blanks after a command's name only end it.
    while (/\s/.test(text[reader.at] ?? '')) reader.at++
    if (letter !== undefined) {
      if (text.startsWith('{}', reader.at)) reader.at += 2
      return letter
    }
    if (hidden.has(name)) argument(reader, depth)
    return text[reader.at] === '{' ? argument(reader, depth) : ''
  }
  if (name === 'enquote' || name === 'mkbibquote') return `“${argument(reader, depth)}”`
  if (name === 't') return argument(reader, depth).replace(/^(.)(.)/u, '$1\u0361$2')
  if (name === 'char' || name === 'symbol' || name === 'unicode') return `\\${name}`
  return `\\${name}`
}

/** Reads up to the brace that closes the group, or to the end. */
function group(reader: Reader, depth: number): string {
  const { text } = reader
  const out: string[] = []
  while (reader.at < text.length) {
    const mark = text[reader.at] as string
    if (mark === '}') {
      reader.at++
      if (depth > 0) return out.join('')
    } else if (mark === '{') {
      reader.at++
      if (depth < depthLimit) out.push(group(reader, depth + 1))
    } else if (mark === '\\') out.push(command(reader, depth))
    else if (mark === '$') out.push(mathematics(reader))
    else if (mark === '~') {
      out.push('\u{a0}')
      reader.at++
    } else out.push(plain(reader))
  }
  return out.join('')
}

/** Mathematics with its dollar signs; a dollar sign alone is only that. */
function mathematics(reader: Reader): string {
  const end = reader.text.indexOf('$', reader.at + 1)
  const to = end < 0 ? reader.at + 1 : end + 1
  const found = reader.text.slice(reader.at, to)
  reader.at = to
  return found
}

const plainRun = /[^\\{}$~]+/y
function plain(reader: Reader): string {
  plainRun.lastIndex = reader.at
  const [run = ''] = plainRun.exec(reader.text) ?? []
  reader.at += run.length
  return run.replace(/---/g, '—').replace(/--/g, '–').replace(/``/g, '“').replace(/''/g, '”')
}

/** TeX as plain text on one line. */
export function textFromTex(tex: string): string {
  if (!/[\\{}$~`'-]/.test(tex)) return tex.replace(/\s+/g, ' ').trim()
  const text = group({ text: tex, at: 0 }, 0)
  return text.replace(/[^\S\u{a0}]+/gu, ' ').trim()
}

/** The blocks of a longer text (an abstract): its paragraphs, parted by a blank line. */
export const paragraphsFromTex = (tex: string): string =>
  tex
    .split(/\r?\n[ \t]*\r?\n\s*/)
    .map(textFromTex)
    .filter(Boolean)
    .join('\n\n')

/** An address or number: only TeX's escapes are undone, nothing else is changed. */
export const verbatimFromTex = (tex: string): string =>
  tex
    .replace(/^\s*\\url\s*\{(.*)\}\s*$/s, '$1')
    .replace(/\\(?:textasciitilde|~)(?:\{\})?/g, '~')
    .replace(/\{?\\(textunderscore)\}?(?:\{\})?/g, '_')
    .replace(/\\([_%&#$~{}])/g, '$1')
    .replace(/^\{([^{}]*)\}$/, '$1')
    .trim()
