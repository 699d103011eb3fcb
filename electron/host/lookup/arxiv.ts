import type { Reference } from '../../contract/reference.ts'
import { arxivIdIn, doiIn } from '../exchange/identity.ts'
import { tagsIn, unescapedMarkup } from '../exchange/markup.ts'
import type { Found } from './found.ts'
import { nameFrom } from './names.ts'

/** The words of every element of a name, entities undone and white space folded. */
function wordsOf(xml: string, name: string): string[] {
  const found: string[] = []
  let from = -1
  for (const tag of tagsIn(xml)) {
    if (tag.name !== name) continue
    if (tag.kind === 'open') from = tag.end
    else if (tag.kind === 'close' && from >= 0) {
      found.push(unescapedMarkup(xml.slice(from, tag.start)).replace(/\s+/g, ' ').trim())
      from = -1
    }
  }
  return found
}

/** The pieces of a feed between `<entry>` and `</entry>`. */
function entriesOf(xml: string): string[] {
  const entries: string[] = []
  let from = -1
  for (const tag of tagsIn(xml)) {
    if (tag.name !== 'entry') continue
    if (tag.kind === 'open') from = tag.end
    else if (from >= 0) entries.push(xml.slice(from, tag.start))
  }
  return entries
}

function attributeOf(xml: string, name: string, attribute: string): string {
  for (const tag of tagsIn(xml)) if (tag.name === name) return tag.attributes.get(attribute) ?? ''
  return ''
}

/**
 * The papers of an Atom feed of arXiv (https://info.arxiv.org/help/api/user-manual.html), by number without its version.
 * Null where the text is no feed. An entry that only says that a number is wrong is left out.
 */
export function readArxiv(xml: string): Map<string, Found> | null {
  if (!/<feed[\s>]/.test(xml)) return null
  const found = new Map<string, Found>()
  for (const entry of entriesOf(xml)) {
    const [id = ''] = wordsOf(entry, 'id')
    const arxivId = arxivIdIn(id)
    const [title = ''] = wordsOf(entry, 'title')
    if (arxivId === null || title === '' || title === 'Error') continue
    const [published = ''] = wordsOf(entry, 'published')
    const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)/.exec(published) ?? []
    const [abstract = ''] = wordsOf(entry, 'summary')
    const [doi = ''] = wordsOf(entry, 'arxiv:doi')
    const [journal = ''] = wordsOf(entry, 'arxiv:journal_ref')
    const subject = attributeOf(entry, 'arxiv:primary_category', 'term')
    const reference: Reference = {
      type: 'article',
      author: wordsOf(entry, 'name').map(nameFrom),
      ...(year ? { issued: { 'date-parts': [[Number(year), Number(month), Number(day)]] } } : {}),
      ...(abstract ? { abstract: abstract.slice(0, 100_000) } : {}),
      ...(subject ? { arxivClass: subject } : {}),
      ...(journal ? { note: journal.slice(0, 2000) } : {}),
    }
    found.set(arxivId, {
      title: title.slice(0, 2000),
      url: `https://arxiv.org/abs/${arxivId}`,
      doi: doiIn(doi),
      arxivId,
      reference,
    })
  }
  return found
}
