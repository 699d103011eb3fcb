/** What a template can name: words, lists and nested values. */
export type Values = {
  readonly [name: string]: string | number | boolean | null | readonly Values[] | readonly string[]
}

const tag = /\{\{([#^/]?)\s*([\w.]+)\s*\}\}\n?/g

interface Section {
  /** `''` for the whole template, `#` for one that is repeated or shown, `^` for one shown where there is nothing. */
  kind: string
  name: string
  parts: (string | { name: string } | Section)[]
}

/**
 * Fills a template in the manner of Mustache (https://mustache.github.io/mustache.5.html), without escaping: `{{name}}` is a
 * value, `{{#name}}…{{/name}}` is shown once for each entry of a list or where there is a value, `{{^name}}…{{/name}}` where
 * there is none; `{{.}}` is the entry itself. A name that is not known is empty; a section that is never closed ends with the text.
 */
export const filled = (template: string, values: Values): string => shown(parsed(template), [values])

function parsed(template: string): Section {
  const root: Section = { kind: '', name: '', parts: [] }
  const open = [root]
  let at = 0
  for (const match of template.matchAll(tag)) {
    const [whole, kind = '', name = ''] = match
    const current = open.at(-1) ?? root
    current.parts.push(template.slice(at, match.index))
    // A section's mark alone on its line takes the line with it; a value leaves its line break standing.
    const isAlone = kind !== '' && /(^|\n)$/.test(template.slice(0, match.index))
    at = match.index + (whole.endsWith('\n') && !isAlone ? whole.length - 1 : whole.length)
    if (kind === '#' || kind === '^') {
      const section: Section = { kind, name, parts: [] }
      current.parts.push(section)
      open.push(section)
    } else if (kind === '/') {
      if (open.length > 1 && current.name === name) open.pop()
    } else current.parts.push({ name })
  }
  ;(open.at(-1) ?? root).parts.push(template.slice(at))
  return root
}

function shown(section: Section, scopes: readonly (Values | string)[]): string {
  return section.parts
    .map(part => {
      if (typeof part === 'string') return part
      const value = valueOf(part.name, scopes)
      if (!('kind' in part))
        return Array.isArray(value) ? value.join(', ') : value === null ? '' : `${value as string | number | boolean}`
      const isEmpty = value === null || value === '' || value === false || (Array.isArray(value) && value.length === 0)
      if (part.kind === '^') return isEmpty ? shown(part, scopes) : ''
      if (isEmpty) return ''
      if (Array.isArray(value))
        return (value as (Values | string)[]).map(each => shown(part, [...scopes, each])).join('')
      return shown(part, scopes)
    })
    .join('')
}

function valueOf(name: string, scopes: readonly (Values | string)[]): Values[string] {
  const inner = scopes.at(-1)
  if (name === '.') return typeof inner === 'string' ? inner : null
  for (const scope of scopes.toReversed())
    if (typeof scope !== 'string' && Object.hasOwn(scope, name)) return scope[name] ?? null
  return null
}
