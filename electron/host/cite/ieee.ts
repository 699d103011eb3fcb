// IEEE Reference Guide (2023). The number in brackets is the document's, not the reference's.
import type { Person } from '../../contract/reference.ts'
import { type Facts, familyOf, initials, isHan, months, ordinal, pagesWord, row } from './facts.ts'
import { italic, joined, link, plain, quoted, type Run, sentence } from './runs.ts'

const nameOf = (person: Person): string =>
  isHan(person)
    ? `${familyOf(person)}${person.given ?? ''}`
    : [person.family === undefined ? '' : initials(person.given ?? ''), familyOf(person), person.suffix]
        .filter(Boolean)
        .join(' ')

/** Of more than six authors, the first. */
function peopleOf(people: readonly Person[], others = false): string {
  const names = people.map(nameOf)
  return names.length > 6 || others ? `${names[0]} et al.` : row(names, 'and')
}

const shortMonths = months.map(month =>
  month.length < 5 ? month : month === 'September' ? 'Sept.' : `${month.slice(0, 3)}.`,
)

function dateOf({ date, year, kind }: Facts): string {
  const month = kind === 'article' && date?.[1] !== undefined ? shortMonths[date[1] - 1] : ''
  return [month, year || 'n.d.'].filter(Boolean).join(' ')
}

const placeOf = ({ place, publisher }: Facts): string => [place, publisher].filter(Boolean).join(': ')
const editionOf = ({ edition }: Facts): string => (edition ? `${ordinal(edition)} ed.` : '')
const editorsOf = ({ editors }: Facts): string =>
  editors.length > 0 ? `${peopleOf(editors)}, ${editors.length > 1 ? 'Eds.' : 'Ed.'}` : ''

function bodyOf(facts: Facts): Run[] {
  const { kind, title, container, volume, issue, pages, genre, publisher, place, number, arxivId } = facts
  const [date, span] = [plain(dateOf(facts)), plain(pagesWord(pages, 'p.', 'pp.'))]
  switch (kind) {
    case 'article':
      return joined(
        [italic(container), plain(volume && `vol. ${volume}`), plain(issue && `no. ${issue}`), span, date],
        ', ',
      )
    case 'conference':
      return joined([container ? [...plain('in '), ...italic(container)] : [], plain(placeOf(facts)), date, span], ', ')
    case 'book':
      return joined(
        [joined([sentence(joined([italic(title), plain(editionOf(facts))], ', ')), plain(placeOf(facts))], ' '), date],
        ', ',
      )
    case 'chapter':
      return joined(
        [
          joined(
            [
              sentence(
                joined(
                  [
                    container ? [...plain('in '), ...italic(container)] : [],
                    plain(editionOf(facts)),
                    plain(editorsOf(facts)),
                  ],
                  ', ',
                ),
              ),
              plain(placeOf(facts)),
            ],
            ' ',
          ),
          date,
          span,
        ],
        ', ',
      )
    case 'thesis':
      return joined([plain(genre || 'thesis'), plain(publisher), plain(place), date], ', ')
    case 'report':
      return joined([plain(publisher), plain(place), plain(number && `Rep. ${number}`), date], ', ')
    case 'preprint':
      return joined([date, arxivId ? italic(`arXiv:${arxivId}`) : plain(container || publisher)], ', ')
    case 'webpage':
      return joined([plain(container || publisher), plain(facts.year)], ', ')
  }
}

function accessOf({ kind, doi, arxivId, address, accessed }: Facts): Run[] {
  if (doi) return plain(`doi: ${doi}`)
  if (!address || (arxivId && kind === 'preprint')) return []
  const [year, month, day] = accessed ?? []
  const seen =
    year === undefined
      ? ''
      : `Accessed: ${[month && `${shortMonths[month - 1]} ${day ?? ''}`.trim(), year].filter(Boolean).join(', ')}. `
  return [...plain(`${seen}[Online]. Available: `), ...link(address)]
}

export function ieee(facts: Facts): Run[] {
  const authors =
    facts.authors.length > 0 ? peopleOf(facts.authors, facts.others) : facts.kind === 'book' ? editorsOf(facts) : ''
  const body = bodyOf(facts)
  const hasTitle = facts.kind !== 'book'
  const title = hasTitle ? quoted(facts.title, body.length > 0 ? ',' : '.') : []
  const access = accessOf(facts)
  const start = joined([plain(authors && `${authors},`), title, body], ' ')
  if (access.length === 0) return sentence(start)
  return facts.doi ? sentence(joined([start, access], ', ')) : joined([sentence(start), access], ' ')
}
