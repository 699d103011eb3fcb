// The Chicago Manual of Style, 17th edition (2017), author-date (chapter 15).
import type { Person } from '../../contract/reference.ts'
import { type Facts, familyOf, fullName, isHan, months, ordinal, row } from './facts.ts'
import { italic, joined, link, plain, quoted, type Run, sentences } from './runs.ts'

const turned = (person: Person): string =>
  isHan(person) || person.family === undefined
    ? fullName(person)
    : [familyOf(person), person.given, person.suffix].filter(Boolean).join(', ')

/** The first name is turned round; of more than ten, the first seven. */
function authorsOf(people: readonly Person[], others: boolean): string {
  const names = people.map((person, index) => (index === 0 ? turned(person) : fullName(person)))
  if (others || names.length > 10) return `${names.slice(0, others ? names.length : 7).join(', ')}, et al.`
  return row(names, 'and', ', and ')
}

const houseOf = ({ place, publisher }: Facts): string => [place, publisher].filter(Boolean).join(': ')
const editionOf = ({ edition }: Facts): string => (edition ? `${ordinal(edition)} ed.` : '')

function sourceOf(facts: Facts): Run[][] {
  const { kind, container, volume, issue, pages, genre, publisher, number, arxivId, editors } = facts
  if (kind === 'article') {
    const numbers = joined([plain(volume), plain(issue && `(${issue})`)], ' ')
    const journal = joined([italic(container), numbers], ' ')
    return [joined([journal, plain(pages)], volume || issue ? ': ' : ', ')]
  }
  if (kind === 'conference' || kind === 'chapter') {
    const edited = editors.length > 0 ? `edited by ${row(editors.map(fullName), 'and')}` : ''
    const book = container ? [...plain('In '), ...italic(container)] : []
    return [joined([book, plain(editionOf(facts)), plain(edited), plain(pages)], ', '), plain(houseOf(facts))]
  }
  if (kind === 'thesis') return [plain([genre || 'Thesis', publisher].filter(Boolean).join(', '))]
  if (kind === 'preprint') return [plain(arxivId ? 'Preprint, arXiv' : container || publisher)]
  if (kind === 'report') return [plain(number && `${genre || 'Report'} ${number}`), plain(houseOf(facts))]
  return [
    plain(kind === 'book' ? editionOf(facts) : container || publisher),
    plain(kind === 'book' ? houseOf(facts) : ''),
  ]
}

function accessedOf({ kind, accessed }: Facts): string {
  const [on, month, day] = accessed ?? []
  if (kind !== 'webpage' || on === undefined) return ''
  return `Accessed ${[month && `${months[month - 1]} ${day ?? ''}`.trim(), on].filter(Boolean).join(', ')}`
}

export function chicago(facts: Facts): Run[] {
  const { kind, title, editors } = facts
  const editor = editors.length > 0 ? `${authorsOf(editors, false)}, ${editors.length > 1 ? 'eds.' : 'ed.'}` : ''
  const authors = facts.authors.length > 0 ? authorsOf(facts.authors, facts.others) : kind === 'book' ? editor : ''
  const name = kind === 'book' || kind === 'report' ? italic(title) : quoted(title, '.')
  const year = plain(facts.year || 'n.d.')
  const head = authors ? [plain(authors), year, name] : [name, year]
  return sentences(...head, ...sourceOf(facts), plain(accessedOf(facts)), link(facts.address))
}
