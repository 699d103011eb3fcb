import { useLibrary } from '../../state/library.ts'
import type { LinkOffer } from '../../state/link-offers.ts'
import { linkNames } from '../../state/link-names.ts'
import { readNote } from '../../state/note-text.ts'
import { spokenLanguage, useSettings } from '../../state/settings.ts'
import { score, wordsOf } from '../../lib/score.ts'
import { noteFromMarkdown } from '../markdown.ts'
import { headingsOf, wordsOf as wordsOfNode } from '../sections.ts'

/** The text of the note that a link's name means; '' where it means none. A link without a name is one to the text that is being written. */
function textOf(name: string, written: string): string {
  if (name === '') return written
  const { data, catalogue } = useLibrary.getState()
  const topic = linkNames().find(name)
  if (topic?.kind !== 'topic' || !data.topics[topic.id]) return ''
  return readNote(catalogue.entriesOf(topic.id), spokenLanguage(useSettings.getState()))
}

/** The headings that a link begun with `[[name#words` may lead to, best first; null where it is not begun so. */
export function headingOffers(query: string, written: string): LinkOffer[] | null {
  const at = query.indexOf('#')
  if (at < 0) return null
  const name = query.slice(0, at).trim()
  const words = wordsOf(query.slice(at + 1))
  const offers = headingsOf(noteFromMarkdown(textOf(name, written)))
    .map(heading => ({ depth: heading.depth, title: wordsOfNode(heading).replaceAll(/\s+/g, ' ').trim() }))
    .filter(({ title }) => title !== '')
    .map(({ depth, title }) => ({
      points: words.length > 0 ? score(words, title.toLocaleLowerCase()) : 1,
      offer: {
        kind: 'topic' as const,
        title,
        aside: '#'.repeat(depth),
        link: `[[${name}#${title
          .replaceAll(/[[\]|#\\]/g, ' ')
          .replaceAll(/\s+/g, ' ')
          .trim()}]]`,
      },
    }))
    .filter(({ points }) => points > 0)
    .sort((a, b) => b.points - a.points)
    .map(({ offer }) => offer)
  // A name may have that sign in it: C#.
  return offers.length > 0 || name === '' ? offers : null
}
