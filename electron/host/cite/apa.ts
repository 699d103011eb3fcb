// APA, 7th edition (2020), chapter 9. Titles keep their capitals: which of them are names only the reader knows.
import type { Person } from '../../contract/reference.ts'
import { type Facts, familyOf, initials, isHan, months, ordinal, pagesWord } from './facts.ts'
import { italic, joined, link, plain, type Run, sentence, sentences } from './runs.ts'

const nameOf = (person: Person): string => {
  if (isHan(person)) return `${familyOf(person)}${person.given ?? ''}`
  const given = person.family === undefined ? '' : initials(person.given ?? '')
  return [familyOf(person), given, person.suffix ?? ''].filter(Boolean).join(', ')
}

/** Up to 20 authors in full; of more, the first 19, three points, and the last. */
function authorsOf({ authors, others }: Facts): string {
  const names = authors.map(nameOf)
  if (others) return `${names.join(', ')}, et al.`
  if (names.length > 20) return `${names.slice(0, 19).join(', ')}, . . . ${names.at(-1)}`
  return names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')}, & ${names.at(-1)}`
}

const editorsOf = (editors: readonly Person[]): string => {
  const names = editors.map(person =>
    isHan(person) ? nameOf(person) : [initials(person.given ?? ''), familyOf(person)].filter(Boolean).join(' '),
  )
  const all = names.length < 3 ? names.join(' & ') : `${names.slice(0, -1).join(', ')}, & ${names.at(-1)}`
  return all && `${all} (${names.length > 1 ? 'Eds.' : 'Ed.'})`
}

function dateOf({ date, year, kind }: Facts): string {
  if (!year) return '(n.d.)'
  const [, month, day] = date ?? []
  if (kind !== 'webpage' || month === undefined) return `(${year})`
  return `(${year}, ${months[month - 1]}${day === undefined ? '' : ` ${day}`})`
}

const inBrackets = (...parts: string[]): string => {
  const said = parts.filter(Boolean)
  return said.length > 0 ? ` (${said.join(', ')})` : ''
}

const editionOf = ({ edition }: Facts): string => (edition ? `${ordinal(edition)} ed.` : '')

function titleOf(facts: Facts): Run[] {
  const { kind, title, genre, publisher, arxivId, number } = facts
  if (kind === 'article' || kind === 'conference' || kind === 'chapter') return plain(title)
  if (kind === 'book') return [...italic(title), ...plain(inBrackets(editionOf(facts)))]
  if (kind === 'thesis')
    return [...italic(title), ...plain(` [${[genre || 'Thesis', publisher].filter(Boolean).join(', ')}]`)]
  if (kind === 'preprint') return [...italic(title), ...plain(inBrackets(arxivId && `arXiv:${arxivId}`))]
  return [
    ...italic(title),
    ...plain(kind === 'report' ? inBrackets(number && `${genre || 'Report'} No. ${number}`) : ''),
  ]
}

function sourceOf(facts: Facts): Run[] {
  const { kind, container, volume, issue, pages, publisher, arxivId } = facts
  if (kind === 'article') {
    const numbers = [...italic(volume), ...plain(issue && `(${issue})`)]
    return joined([italic(container), numbers, plain(pages)], ', ')
  }
  if (kind === 'conference' || kind === 'chapter') {
    const inside = inBrackets(kind === 'chapter' ? editionOf(facts) : '', pagesWord(pages, 'p.', 'pp.'))
    const book = container
      ? joined([plain(editorsOf(facts.editors)), [...italic(container), ...plain(inside)]], ', ')
      : []
    return joined([sentence(book.length > 0 ? [...plain('In '), ...book] : []), plain(publisher)], ' ')
  }
  if (kind === 'thesis') return []
  if (kind === 'preprint') return plain(arxivId ? 'arXiv' : publisher || container)
  return plain(publisher || container)
}

export function apa(facts: Facts): Run[] {
  const authors = authorsOf(facts) || (facts.kind === 'book' ? editorsOf(facts.editors) : '')
  const title = titleOf(facts)
  const head = authors ? [plain(authors), plain(dateOf(facts)), title] : [title, plain(dateOf(facts))]
  return sentences(...head, sourceOf(facts), link(facts.address))
}
