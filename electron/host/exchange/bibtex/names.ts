import type { Person } from '../../../contract/reference.ts'
import { textFromTex } from './tex.ts'
import { texFromText } from './tex-writing.ts'

const han = /^[\p{Script=Han}·]+$/u
const doubleFamilies =
  /^(?:欧阳|太史|端木|上官|司马|东方|独孤|南宫|万俟|闻人|夏侯|诸葛|尉迟|公羊|赫连|澹台|皇甫|宗政|濮阳|公冶|太叔|申屠|公孙|慕容|仲孙|钟离|长孙|宇文|司徒|鲜于|司空|令狐|歐陽|司馬|諸葛|東方)/

/** A Chinese name written without a blank; null for any other. */
function hanPerson(name: string): Person | null {
  if (!han.test(name) || name.includes('·') || name.length < 2 || name.length > 4) return null
  const length = name.length > 2 && doubleFamilies.test(name) ? 2 : 1
  return { family: name.slice(0, length), given: name.slice(length) }
}

/** The parts of `text` between the matches of `mark` that stand outside braces. `mark` is sticky. */
function partsOutside(text: string, mark: RegExp): string[] {
  const parts: string[] = []
  let depth = 0
  let from = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === 0x5c) at++
    else if (code === 0x7b) depth++
    else if (code === 0x7d) depth--
    else if (depth === 0) {
      mark.lastIndex = at
      const [found] = mark.exec(text) ?? []
      if (!found) continue
      parts.push(text.slice(from, at))
      from = at + found.length
      at = from - 1
    }
  }
  return [...parts, text.slice(from)]
}

/** A word in braces counts as one that begins with a capital. */
const startsLow = (tex: string): boolean =>
  !/^\{(?!\\)/.test(tex) && /^\p{Ll}/u.test(textFromTex(tex).replace(/^[^\p{L}]+/u, ''))

/** Family and particle of the words before a comma, or after the given names. */
function familyFrom(words: string[]): Person {
  const low = words.slice(0, -1).findLastIndex(startsLow) + 1
  const particle = textFromTex(words.slice(0, low).join(' '))
  const family = textFromTex(words.slice(low).join(' '))
  return { ...(family ? { family } : {}), ...(particle ? { 'non-dropping-particle': particle } : {}) }
}

const extended = /^\s*(?:family|given|prefix|suffix)(?:-i)?\s*=/i

/** BibLaTeX's extended form: "family=Beethoven, given=Ludwig, prefix=van". */
function extendedPerson(parts: string[]): Person {
  const values = new Map(
    parts.map(part => {
      const [name = '', ...value] = part.split('=')
      return [name.trim().toLowerCase(), textFromTex(value.join('=')).replace(/^"|"$/g, '')] as const
    }),
  )
  const of = (name: string, as: keyof Person): Person => (values.get(name) ? { [as]: values.get(name) } : {})
  return {
    ...of('family', 'family'),
    ...of('given', 'given'),
    ...of('prefix', 'non-dropping-particle'),
    ...of('suffix', 'suffix'),
  }
}

function personFromTex(tex: string): Person {
  const whole = tex.trim()
  // A name that is one group is a body's, not a person's.
  if (/^\{.*\}$/s.test(whole) && partsOutside(whole.slice(1, -1), /\}/y).length === 1 && !whole.startsWith('{\\'))
    return hanPerson(textFromTex(whole)) ?? { literal: textFromTex(whole) }
  const parts = partsOutside(whole, /,/y)
  if (parts.length > 1 && extended.test(whole)) return extendedPerson(parts)
  const words = (part: string): string[] => partsOutside(part.trim(), /[\s~]+/y).filter(Boolean)
  if (parts.length === 1) {
    const all = words(whole)
    if (whole === 'others') return { literal: whole }
    if (all.length < 2) return hanPerson(textFromTex(whole)) ?? { family: textFromTex(whole) }
    const low = all.slice(0, -1).findIndex(startsLow)
    const from = low > 0 ? low : low === 0 ? 0 : all.length - 1
    const given = textFromTex(all.slice(0, from).join(' '))
    return { ...familyFrom(all.slice(from)), ...(given ? { given } : {}) }
  }
  const [family = '', second = '', ...rest] = parts
  const given = textFromTex(rest.length > 0 ? rest.join(',') : second)
  const suffix = rest.length > 0 ? textFromTex(second) : ''
  return { ...familyFrom(words(family)), ...(given ? { given } : {}), ...(suffix ? { suffix } : {}) }
}

/** "A and B and others" as people; `others` stays as a literal, which is written "et al." */
export const peopleFromTex = (tex: string): Person[] =>
  partsOutside(tex, /\s+and(?=\s)/iy)
    .map(part => part.trim())
    .filter(part => part !== '')
    .slice(0, 10_000)
    .map(personFromTex)
    .filter(person => Object.keys(person).length > 0)

const isHan = (name: string): boolean => han.test(name)

function texFromPerson(person: Person, ascii: boolean): string {
  const tex = (text: string): string => texFromText(text, ascii)
  const { family = '', given = '', suffix, literal } = person
  if (!family) return literal === 'others' ? literal : `{${tex(literal ?? given)}}`
  if (isHan(family) && isHan(given)) return `${family}${given}`
  const particle = person['non-dropping-particle'] ?? person['dropping-particle']
  const last = `${particle ? `${tex(particle)} ` : ''}${/\sand\s/i.test(family) || (!given && family.includes(' ')) ? `{${tex(family)}}` : tex(family)}`
  return [last, ...(suffix ? [tex(suffix)] : []), ...(given ? [tex(given)] : [])].join(', ')
}

export const texFromPeople = (people: readonly Person[], ascii: boolean): string =>
  people.map(person => texFromPerson(person, ascii)).join(' and ')
