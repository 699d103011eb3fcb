// TeX in bibliographies to plain text and back: accents, letters, dashes, quotes. Mathematics stays as it is written.

const combining: Record<string, string> = {
  '`': '\u0300',
  "'": '\u0301',
  '^': '\u0302',
  '~': '\u0303',
  '=': '\u0304',
  u: '\u0306',
  '.': '\u0307',
  '"': '\u0308',
  r: '\u030a',
  H: '\u030b',
  v: '\u030c',
  d: '\u0323',
  c: '\u0327',
  k: '\u0328',
  b: '\u0331',
}
const accents = new Map(Object.entries(combining))

const letters = new Map(
  Object.entries({
    ss: 'ß',
    SS: 'ẞ',
    o: 'ø',
    O: 'Ø',
    l: 'ł',
    L: 'Ł',
    ae: 'æ',
    AE: 'Æ',
    oe: 'œ',
    OE: 'Œ',
    aa: 'å',
    AA: 'Å',
    dh: 'ð',
    DH: 'Ð',
    th: 'þ',
    TH: 'Þ',
    dj: 'đ',
    DJ: 'Đ',
    ng: 'ŋ',
    NG: 'Ŋ',
    i: 'ı',
    j: 'ȷ',
    textendash: '–',
    textemdash: '—',
    textquoteleft: '‘',
    textquoteright: '’',
    textquotedblleft: '“',
    textquotedblright: '”',
    guillemotleft: '«',
    guillemotright: '»',
    textellipsis: '…',
    ldots: '…',
    dots: '…',
    textasciitilde: '~',
    textasciicircum: '^',
    textbackslash: '\\',
    textunderscore: '_',
    textbar: '|',
    textless: '<',
    textgreater: '>',
    textdollar: '$',
    textquotesingle: "'",
    textasteriskcentered: '*',
    copyright: '©',
    textcopyright: '©',
    textregistered: '®',
    texttrademark: '™',
    textdegree: '°',
    textmu: 'µ',
    textperiodcentered: '·',
    textbullet: '•',
    textordfeminine: 'ª',
    textordmasculine: 'º',
    S: '§',
    P: '¶',
    pounds: '£',
    textsterling: '£',
    euro: '€',
    texteuro: '€',
    textexclamdown: '¡',
    textquestiondown: '¿',
    times: '×',
    textpm: '±',
    slash: '/',
    LaTeX: 'LaTeX',
    TeX: 'TeX',
    BibTeX: 'BibTeX',
    quad: ' ',
    space: ' ',
    textalpha: 'α',
    textbeta: 'β',
    textgamma: 'γ',
    textdelta: 'δ',
    textlambda: 'λ',
    textpi: 'π',
    textsigma: 'σ',
  }),
)

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

const marks = new Map(Object.entries(combining).map(([tex, mark]) => [mark, tex]))
const written = new Map(
  [...letters].filter(([, letter]) => letter.length === 1 && letter > '~').map(([name, letter]) => [letter, name]),
)
for (const [letter, tex] of Object.entries({ '–': '--', '—': '---', '“': '``', '”': "''", '\u{a0}': '~' }))
  written.set(letter, `=${tex}`)
written.set('…', 'ldots')
written.set('‘', '=`')
written.set('’', "='")
written.set('©', 'copyright')
written.set('£', 'pounds')
written.set('€', 'euro')
written.delete('×')

function texLetter(letter: string): string {
  const known = written.get(letter)
  if (known?.startsWith('=')) return known.slice(1)
  if (known) return `{\\${known}}`
  const [base = '', ...rest] = letter.normalize('NFD')
  const accent = rest.length === 1 ? marks.get(rest[0] as string) : undefined
  if (!accent || !/[a-z]/i.test(base)) return letter
  const under = /[a-z]/i.test(accent)
  return under ? `{\\${accent}{${base}}}` : `{\\${accent}${/[ij]/.test(base) ? `\\${base}` : base}}`
}

/** A TeX special as an escape. */
const escaped = (letter: string): string =>
  letter === '\\'
    ? '{\\textbackslash}'
    : letter === '~'
      ? '{\\textasciitilde}'
      : letter === '^'
        ? '{\\textasciicircum}'
        : `\\${letter}`

/**
 * Plain text as TeX. `ascii` writes accents as TeX commands (BibTeX), else they stay letters (BibLaTeX); Chinese always
 * stays. Mathematics between two dollar signs is taken over.
 */
export function texFromText(text: string, ascii: boolean): string {
  const parts = text.split(/(\$[^$]+\$)/)
  return parts
    .map((part, index) => {
      // Mathematics with a brace left open would break the file.
      if (index % 2 === 1 && isBalanced(part)) return part
      const safe = part.replace(/[\\{}%&#_$~^]/g, escaped)
      return ascii ? safe.replace(/[^\0-\x7f]/gu, texLetter) : safe.replaceAll('\u{a0}', '~')
    })
    .join('')
}

export function isBalanced(tex: string): boolean {
  let depth = 0
  for (const letter of tex) {
    if (letter === '{') depth++
    if (letter === '}' && --depth < 0) return false
  }
  return depth === 0
}

/** Words whose capitals a bibliography style must not lower stand in braces: "BERT", "ImageNet", "k-NN". */
export const guarded = (tex: string): string =>
  tex
    .split(/(\$[^$]*\$|\s+)/)
    .map(part => (/^[^$\\{}]+\p{Lu}[^\\{}]*$/u.test(part) ? `{${part}}` : part))
    .join('')
