/** LaTeX macros by their names, as KaTeX takes them: `\R` stands for `\mathbb{R}`. */
export type Macros = Readonly<Record<string, string>>

/** Why a line of the macros cannot be read, and where it stands (both from 1). */
export interface MacroIssue {
  line: number
  column: number
  reason: 'unknown' | 'name' | 'open' | 'repeated'
  /** What stands there. */
  found: string
}

const definers = ['newcommand', 'renewcommand', 'providecommand', 'def', 'DeclareMathOperator']

/** Index behind the brace that closes the group opened at `at`; -1 where none does. */
function groupEnd(text: string, at: number): number {
  let depth = 0
  for (let index = at; index < text.length; index++) {
    if (text[index] === '\\') index++
    else if (text[index] === '{') depth++
    else if (text[index] === '}' && --depth === 0) return index + 1
  }
  return -1
}

/** The text with its comments blanked, so that every place stays where it is. */
const uncommented = (text: string): string =>
  text.replace(
    /(?<!\\)((?:\\\\)*)%[^\n]*/g,
    (found, before: string) => before + ' '.repeat(found.length - before.length),
  )

const definition = new RegExp(
  `\\\\(${definers.join('|')})(\\*?)\\s*(?:\\{\\s*(\\\\[A-Za-z]+|\\\\[^A-Za-z\\s])\\s*\\}|(\\\\[A-Za-z]+|\\\\[^A-Za-z\\s]))\\s*((?:#\\d)*|\\[\\d\\])\\s*(?=\\{)`,
  'y',
)

/**
 * Reads a file of LaTeX definitions: `\newcommand{\R}{\mathbb{R}}`, `\newcommand{\norm}[1]{\lVert #1\rVert}`,
 * `\def\E#1{…}`, `\DeclareMathOperator{\argmin}{arg\,min}` (with a star for limits beneath), comments behind `%`.
 * What cannot be read is told with its place, and the rest holds.
 */
export function macrosFrom(source: string): { macros: Macros; issues: MacroIssue[] } {
  const text = uncommented(source)
  const macros: Record<string, string> = {}
  const issues: MacroIssue[] = []
  const issue = (at: number, reason: MacroIssue['reason'], found: string) => {
    const before = source.slice(0, at).split('\n')
    issues.push({ line: before.length, column: (before.at(-1)?.length ?? 0) + 1, reason, found: found.slice(0, 60) })
  }
  for (let at = text.search(/\S/); at >= 0 && at < text.length;) {
    definition.lastIndex = at
    const [whole, definer, star, braced, bare] = definition.exec(text) ?? []
    const end = whole === undefined ? -1 : groupEnd(text, at + whole.length)
    const line = text.slice(at).split('\n', 1)[0] ?? ''
    if (whole === undefined) {
      const known = definers.some(name => line.startsWith(`\\${name}`))
      issue(at, known ? 'name' : 'unknown', line)
    } else if (end < 0) issue(at + whole.length, 'open', line.slice(whole.length))
    else {
      const name = braced ?? bare ?? ''
      const body = text.slice(at + whole.length + 1, end - 1).trim()
      if (Object.hasOwn(macros, name) && definer === 'newcommand') issue(at, 'repeated', name)
      macros[name] = definer === 'DeclareMathOperator' ? `\\operatorname${star ?? ''}{${body}}` : body
    }
    const next = end < 0 ? at + line.length : end
    const skip = text.slice(next).search(/\S/)
    at = skip < 0 ? -1 : next + skip
  }
  return { macros, issues }
}
