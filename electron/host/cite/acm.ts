// ACM Reference Format, as of ACM's guide of 2023: all authors by their full names, the year before the title.
import type { Person } from '../../contract/reference.ts'
import { type Facts, fullName, months, ordinal, row } from './facts.ts'
import { italic, joined, link, plain, type Run, sentence, sentences } from './runs.ts'

const peopleOf = (people: readonly Person[], others = false): string => {
  const names = people.map(fullName)
  return others ? `${names.join(', ')}, et al.` : row(names, 'and')
}
const editorsOf = (editors: readonly Person[]): string =>
  editors.length > 0 ? `${peopleOf(editors)} (${editors.length > 1 ? 'Eds.' : 'Ed.'})` : ''

const editionOf = ({ edition }: Facts): string => (edition ? ` (${ordinal(edition)}. ed.)` : '')
const houseOf = ({ publisher, place }: Facts): string => [publisher, place].filter(Boolean).join(', ')

function sourceOf(facts: Facts): Run[] {
  const { kind, container, volume, issue, pages, date, year, genre, arxivId, number } = facts
  const month = date?.[1] === undefined ? year : `${months[date[1] - 1]} ${year}`
  if (kind === 'article') {
    const numbers = joined([plain(volume), plain(issue)], ', ')
    const when = month ? plain(` (${month})`) : []
    return joined([[...joined([italic(container), numbers], ' '), ...when], plain(pages)], ', ')
  }
  if (kind === 'conference')
    return joined(
      [
        sentence(container ? [...plain('In '), ...italic(container)] : []),
        joined([plain(houseOf(facts)), plain(pages)], ', '),
      ],
      ' ',
    )
  if (kind === 'chapter') {
    const book = joined(
      [
        container ? [...plain('In '), ...italic(container), ...plain(editionOf(facts))] : [],
        plain(editorsOf(facts.editors)),
      ],
      ', ',
    )
    return joined([sentence(book), joined([plain(houseOf(facts)), plain(pages)], ', ')], ' ')
  }
  if (kind === 'thesis')
    return joined(
      [sentence(plain(/phd|doctor/i.test(genre) || !genre ? 'Ph.D. Dissertation' : genre)), plain(houseOf(facts))],
      ' ',
    )
  if (kind === 'report')
    return joined([plain([genre || 'Technical Report', number].filter(Boolean).join(' ')), plain(houseOf(facts))], '. ')
  if (kind === 'preprint') return plain(arxivId ? `arXiv:${arxivId}` : container || facts.publisher)
  return plain(kind === 'book' ? houseOf(facts) : container || facts.publisher)
}

function accessOf({ kind, doi, address, accessed }: Facts): Run[] {
  if (doi || !address) return link(address)
  const [year, month, day] = accessed ?? []
  const seen =
    kind !== 'webpage' || year === undefined
      ? ''
      : ` ${[month && `${months[month - 1]} ${day ?? ''}`.trim(), year].filter(Boolean).join(', ')}`
  return [...plain(`Retrieved${seen} from `), ...link(address)]
}

export function acm(facts: Facts): Run[] {
  const authors =
    facts.authors.length > 0
      ? peopleOf(facts.authors, facts.others)
      : facts.kind === 'book'
        ? editorsOf(facts.editors)
        : ''
  const ownBook = facts.kind === 'book' || facts.kind === 'thesis'
  const title = ownBook ? [...italic(facts.title), ...plain(editionOf(facts))] : plain(facts.title)
  const year = plain(facts.year || '[n. d.]')
  const head = authors ? [plain(authors), year, title] : [title, year]
  return sentences(...head, sourceOf(facts), accessOf(facts))
}
