import type { Person } from '../../contract/reference.ts'
import { nameTyped } from '../../contract/reference-words.ts'
import { clipped } from './plain.ts'

/** One name as it is typed: "Family, Given", "Given Family"; one word is a body's, or a Chinese name. */
function personFromName(name: string): Person {
  const [family = '', given = ''] = name.split(/,\s*/)
  if (given) return { family, given }
  const parts = name.split(/\s+/)
  return parts.length > 1 ? { family: parts.at(-1) ?? '', given: parts.slice(0, -1).join(' ') } : { literal: name }
}

/**
 * Names as a table or a person writes them, parted by semicolons, "and" or the Chinese comma; none for none. A name by
 * which one of `known` goes is that one, with the parts that typing does not show.
 */
export function peopleFromNames(text: string, known: readonly Person[] = []): Person[] | undefined {
  const people = new Map(known.map(person => [nameTyped(person), person]))
  const names = text
    .split(/\s*;\s*|\s+and\s+|；|、/)
    .map(name => clipped(name.trim(), 2000))
    .filter(Boolean)
    .slice(0, 1000)
  return names.length > 0 ? names.map(name => people.get(name) ?? personFromName(name)) : undefined
}
