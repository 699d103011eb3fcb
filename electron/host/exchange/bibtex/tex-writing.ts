// Plain text to TeX in bibliographies: accents, letters, dashes, quotes. Mathematics stays as it is written.

import { combining, letters } from './tex-letters.ts'

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
