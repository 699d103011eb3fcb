/** Index behind the brace that closes the group opened at `at`, or -1 when none does. */
function groupEnd(tex: string, at: number): number {
  let depth = 0
  for (let index = at; index < tex.length; index++) {
    if (tex[index] === '\\') index++
    else if (tex[index] === '{') depth++
    else if (tex[index] === '}' && --depth === 0) return index + 1
  }
  return -1
}

/** A column list with what KaTeX cannot read left out: `@{…}` and its like vanish, a paragraph column is a left one. */
function plainColumns(columns: string): string {
  let plain = ''
  for (let at = 0; at < columns.length; at++) {
    const sign = columns.charAt(at)
    const end = columns[at + 1] === '{' ? groupEnd(columns, at + 1) : -1
    if (end < 0) plain += sign
    else {
      if (/[pmb]/.test(sign)) plain += 'l'
      else if (!/[@!<>]/.test(sign)) plain += columns.slice(at, end)
      at = end - 1
    }
  }
  return plain
}

/** LaTeX whose arrays have columns that KaTeX knows: l, c, r and lines. Their contents are left as they are. */
export function texWithPlainColumns(tex: string): string {
  const begin = /\\begin\{d?array\}(?:\[\w\])?\s*(?=\{)/g
  let out = ''
  let done = 0
  for (const match of tex.matchAll(begin)) {
    const open = match.index + match[0].length
    const end = groupEnd(tex, open)
    if (end < 0 || open < done) continue
    out += tex.slice(done, open + 1) + plainColumns(tex.slice(open + 1, end - 1)) + '}'
    done = end
  }
  return out + tex.slice(done)
}
