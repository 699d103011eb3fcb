// The YAML that stands before a note, as far as notes of papers use it: names with words, lists and blocks of text.

export type FrontMatter = Map<string, string | string[]>

const unquoted = (text: string): string => {
  const words = text.trim()
  if (/^".*"$/s.test(words))
    return words
      .slice(1, -1)
      .replace(/\\n/g, '\n')
      .replace(/\\(["\\])/g, '$1')
  return /^'.*'$/s.test(words) ? words.slice(1, -1).replaceAll("''", "'") : words.replace(/\s+#.*$/, '')
}

/** The elements of "[a, "b, c", d]". */
const flowList = (text: string): string[] =>
  [...text.slice(1, -1).matchAll(/\s*("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^,]+)\s*(?:,|$)/g)]
    .map(([, one = '']) => unquoted(one))
    .filter(Boolean)

/** Front matter and the text after it; null where a text has none. */
export function frontMatterOf(text: string): { values: FrontMatter; body: string; line: number } | null {
  const lines = text.replace(/^\u{feff}/u, '').split(/\r\n|\n|\r/)
  if (lines[0]?.trimEnd() !== '---') return null
  const end = lines.slice(0, 2000).findIndex((line, index) => index > 0 && /^(?:---|\.\.\.)\s*$/.test(line))
  if (end < 0) return null
  const values: FrontMatter = new Map()
  let name = ''
  let block: 'none' | 'text' | 'list' = 'none'
  for (const line of lines.slice(1, end)) {
    const [, key, value = ''] = /^([^\s:#-][^:]*):(?:\s+(.*))?$/.exec(line) ?? []
    const [, element] = /^\s*-\s+(.*)$/.exec(line) ?? []
    const known = values.get(name)
    if (key !== undefined) {
      name = key.trim().toLowerCase()
      const words = value.trim()
      block = /^[|>][+-]?$/.test(words) ? 'text' : words === '' ? 'list' : 'none'
      values.set(name, /^\[.*\]$/.test(words) ? flowList(words) : block === 'none' ? unquoted(words) : '')
    } else if (element !== undefined && block === 'list')
      values.set(name, [...(Array.isArray(known) ? known : []), unquoted(element)])
    else if (block === 'text' && typeof known === 'string')
      values.set(name, `${known}${known ? '\n' : ''}${line.trim()}`)
  }
  return {
    values,
    body: lines
      .slice(end + 1)
      .join('\n')
      .replace(/^\n+/, ''),
    line: end + 2,
  }
}

const plain = /^[\p{L}\p{N}][\p{L}\p{N} ._/()-]*$/u
const scalar = (text: string): string =>
  plain.test(text) && !/^(?:true|false|null|yes|no|[\d.-]+)$/i.test(text) && text === text.trim()
    ? text
    : `"${text.replace(/[\\"]/g, '\\$&').replace(/\r?\n/g, '\\n')}"`

/** Values as front matter; empty ones are left out. */
export function frontMatterFrom(values: readonly [string, string | number | string[] | null | undefined][]): string {
  const lines = values.flatMap(([name, value]) => {
    if (value === null || value === undefined || value === '') return []
    if (typeof value === 'number') return [`${name}: ${value}`]
    if (typeof value === 'string') return [`${name}: ${scalar(value)}`]
    return value.length > 0 ? [`${name}:`, ...value.map(one => `  - ${scalar(one)}`)] : []
  })
  return `---\n${lines.join('\n')}\n---\n`
}
