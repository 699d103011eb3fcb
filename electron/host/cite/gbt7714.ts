// GB/T 7714—2015, numeric form: 4.1 to 4.6 and the examples of its appendix A. The number in brackets is the document's.
import type { Person } from '../../contract/reference.ts'
import { type Facts, familyOf, initials, isHan, isoDate, type Kind, ordinal } from './facts.ts'
import { joined, link, plain, type Run } from './runs.ts'

const nameOf = (person: Person): string =>
  isHan(person)
    ? `${familyOf(person)}${person.given ?? ''}`
    : [
        person.family === undefined ? familyOf(person) : familyOf(person).toUpperCase(),
        initials(person.given ?? '', '', ' '),
      ]
        .filter(Boolean)
        .join(' ')

/** Three names; of more, the first three (8.1.2). */
function peopleOf(people: readonly Person[], others: boolean): string {
  const names = people.slice(0, 3).map(nameOf)
  const more = people.length > 3 || others
  const [first] = people
  return more ? `${names.join(', ')}, ${first && isHan(first) ? '等' : 'et al'}` : names.join(', ')
}

/** Marks of what a thing is and how it is carried (appendix B). */
const marks: Record<Kind, string> = {
  article: 'J',
  conference: 'C',
  book: 'M',
  chapter: 'M',
  thesis: 'D',
  report: 'R',
  preprint: 'EB/OL',
  webpage: 'EB/OL',
}

const editionOf = ({ edition, isChinese }: Facts): string => {
  if (!edition || edition === '1') return ''
  return isChinese || /[版\p{Script=Han}]/u.test(edition)
    ? `${edition.replace(/^第|版$/g, '')}版`
    : `${ordinal(edition)} ed`
}

const houseOf = ({ place, publisher, year }: Facts): string =>
  [[place, publisher].filter(Boolean).join(': '), year].filter(Boolean).join(', ')
const spanOf = ({ pages }: Facts): string => pages.replaceAll('–', '-')

function articleSource({ container, year, volume, issue, pages }: Facts): string {
  const numbers = `${volume}${issue && `(${issue})`}`
  const head = [container, year, numbers].filter(Boolean).join(', ')
  return pages ? `${head}: ${pages.replaceAll('–', '-')}` : head
}

function onlineSource({ date, accessed, container, publisher, kind }: Facts): Run[] {
  const site = kind === 'webpage' ? container || publisher : ''
  const dates = `${date && kind !== 'article' ? `(${isoDate(date)})` : ''}${accessed ? `[${isoDate(accessed)}]` : ''}`
  return joined([plain(site), plain(dates)], '. ')
}

function sourceOf(facts: Facts): Run[] {
  const { kind, container, editors } = facts
  if (kind === 'article') return plain(articleSource(facts))
  if (kind === 'preprint' || kind === 'webpage') return onlineSource(facts)
  const house = houseOf(facts)
  const whole = facts.pages ? `${house}: ${spanOf(facts)}` : house
  if (kind === 'conference' || kind === 'chapter') {
    const host = [peopleOf(editors, false), container].filter(Boolean).join('. ')
    return plain([host, kind === 'chapter' ? editionOf(facts) : '', whole].filter(Boolean).join('. '))
  }
  return plain([kind === 'book' ? editionOf(facts) : '', kind === 'book' ? whole : house].filter(Boolean).join('. '))
}

export function gbt7714(facts: Facts): Run[] {
  const { kind, title, doi, address } = facts
  const authors = peopleOf(
    facts.authors.length > 0 ? facts.authors : kind === 'book' ? facts.editors : [],
    facts.others,
  )
  const source = sourceOf(facts)
  const inside = (kind === 'conference' || kind === 'chapter') && facts.container !== ''
  const head = plain(`${authors && `${authors}. `}${title}[${marks[kind]}]`)
  const body = source.length === 0 ? head : [...head, ...plain(inside ? '//' : '. '), ...source]
  const online = kind === 'preprint' || kind === 'webpage'
  if (online && address && !doi) return joined([body, [...link(address), ...plain('.')]], '. ')
  return [...joined([body, plain(doi && `DOI:${doi}`)], '. '), ...plain('.')]
}
