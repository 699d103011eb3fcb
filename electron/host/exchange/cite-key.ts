// Cite keys by a formula such as "auth.lower + year + shorttitle": parts joined by +, each with filters behind dots.
import { startKeyFormula } from '../../contract/choices.ts'
import type { Item } from '../../contract/item.ts'
import type { Library } from '../../contract/library.ts'
import { yearOf } from '../../contract/reference-words.ts'
import type { Person } from '../../contract/reference.ts'
import { spelled } from './spelled.ts'

const familyOf = ({ family, literal, given }: Person): string => family ?? literal ?? given ?? ''

/** Words that titles begin with and that say nothing. */
const small = new Set(
  'a an the of on in for to and or with from by at is are as via towards toward der die das ein eine le la les un une des'.split(
    ' ',
  ),
)

const titleWords = (title: string): string[] =>
  spelled(title)
    .replace(/\$[^$]*\$/g, ' ')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(word => word !== '' && !small.has(word.toLowerCase()))

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1)

type Part = (item: Item, count: number | null) => string
const parts: Record<string, Part> = {
  auth: ({ reference }) => spelled(familyOf((reference?.author ?? reference?.editor)?.[0] ?? {})),
  auths: ({ reference }, count) =>
    (reference?.author ?? reference?.editor ?? [])
      .slice(0, count ?? 3)
      .map(person => capital(spelled(familyOf(person))))
      .join(''),
  year: ({ reference }) => String((reference && yearOf(reference)) ?? ''),
  shortyear: ({ reference }) => String((reference && yearOf(reference)) ?? '').slice(-2),
  shorttitle: ({ title }, count) =>
    titleWords(title)
      .slice(0, count ?? 3)
      .map(capital)
      .join(''),
  title: ({ title }) => titleWords(title).map(capital).join(''),
  journal: ({ reference }) =>
    titleWords(reference?.['container-title'] ?? '')
      .map(capital)
      .join(''),
  type: ({ reference }) => reference?.type ?? 'webpage',
}
const filters: Record<string, (text: string, count: number | null) => string> = {
  lower: text => text.toLowerCase(),
  upper: text => text.toUpperCase(),
  capitalize: capital,
  substring: (text, count) => text.slice(0, count ?? 3),
}

type Step = (item: Item) => string

function partFrom(written: string): Step | null {
  const literal = /^'([^']*)'$/.exec(written)
  if (literal) return () => literal[1] ?? ''
  const [head = '', ...tail] = written.split('.')
  const call = (text: string): [name: string, count: number | null] | null => {
    const found = /^(\w+)(?:\((\d{1,3})\))?$/.exec(text.trim())
    return found ? [found[1] ?? '', found[2] === undefined ? null : Number(found[2])] : null
  }
  const first = call(head)
  const part = first && Object.hasOwn(parts, first[0]) ? parts[first[0]] : undefined
  if (!first || !part) return null
  const applied = tail.map(call)
  if (applied.some(filter => !filter || !Object.hasOwn(filters, filter[0]))) return null
  return item =>
    applied.reduce(
      (text, filter) => (filter ? (filters[filter[0]]?.(text, filter[1]) ?? text) : text),
      part(item, first[1]),
    )
}

/** What a formula makes of an item; null for a formula that cannot be read. Keys have letters and digits of ASCII, - and _ only. */
export function keyFormula(formula: string): Step | null {
  if (formula.length > 500) return null
  const steps = formula.split('+').map(part => partFrom(part.trim()))
  if (steps.some(step => step === null)) return null
  return item => {
    const key = steps
      .map(step => step?.(item) ?? '')
      .join('')
      .normalize('NFD')
      .replace(/[^A-Za-z0-9_-]/g, '')
      .slice(0, 100)
    return key || 'item'
  }
}

/** a, b, …, z, aa, ab, … */
function suffix(index: number): string {
  const letter = String.fromCharCode(97 + (index % 26))
  return index < 26 ? letter : suffix(Math.floor(index / 26) - 1) + letter
}

/**
 * A key for every item of a library, by id: pinned ones as they are, the others by the formula, made unique by a letter.
 * Items are taken by age, so that a new one does not change the keys of those before it.
 */
export function citeKeys(library: Library, formula = startKeyFormula): Map<string, string> {
  const make = keyFormula(formula) ?? (keyFormula(startKeyFormula) as Step)
  const keys = new Map<string, string>()
  const taken = new Set<string>()
  const items = Object.values(library.items)
  for (const { id, reference } of items)
    if (reference?.citeKey) {
      keys.set(id, reference.citeKey)
      taken.add(reference.citeKey.toLowerCase())
    }
  const counts = new Map<string, number>()
  const byAge = (a: Item, b: Item): number =>
    a.addedAt < b.addedAt ? -1 : a.addedAt > b.addedAt ? 1 : a.id < b.id ? -1 : 1
  for (const item of items.filter(({ id }) => !keys.has(id)).sort(byAge)) {
    const base = make(item)
    let index = counts.get(base.toLowerCase()) ?? 0
    let key = index === 0 ? base : base + suffix(index - 1)
    while (taken.has(key.toLowerCase())) key = base + suffix(index++)
    counts.set(base.toLowerCase(), index)
    taken.add(key.toLowerCase())
    keys.set(item.id, key)
  }
  return keys
}
