import type { KnownAnnotation } from '../../electron/contract/annotation.ts'
import { linkTo } from '../../electron/contract/note-links.ts'
import { titleHalves } from '../../electron/contract/text/title.ts'
import type { Topic } from '../../electron/contract/topic.ts'
import { score, wordsOf } from '../lib/score.ts'
import { shownRecords, useAnnotations } from './annotations.ts'
import { byline } from './facts.ts'
import { useLibrary } from './library.ts'
import { linkNames } from './link-names.ts'
import { itemIndex, topicIndex } from './search.ts'

/** Something that a link may lead to, and the link that does. */
export interface LinkOffer {
  kind: 'topic' | 'item' | 'annotation'
  title: string
  /** Where it stands: the topics above it, who wrote it, the words around. */
  aside: string
  link: string
}

/** How many offers are listed, and how many hits of each kind are weighed. */
const most = 40
const weighed = 2000

/** How long the words of a link to something long may be. */
const wordsLength = 80
const shortened = (text: string): string => {
  const line = text.replaceAll(/\s+/g, ' ').trim()
  return line.length > wordsLength ? `${line.slice(0, wordsLength - 1).trimEnd()}…` : line
}

/** The link to a topic by the half of its title that is being written, where that means just this topic; else by the whole. */
function topicLink(topic: Topic, words: readonly string[]): string {
  const half = titleHalves(topic.title).find(
    name => score(words, name.toLocaleLowerCase()) > 0 && linkNames().find(name)?.id === topic.id,
  )
  const target = half ?? linkNames().targetOf(topic)
  return target === topic.id ? linkTo({ kind: 'topic', id: topic.id }, topic.title) : `[[${target}]]`
}

function topicOffers(words: readonly string[]): [number, LinkOffer][] {
  const state = useLibrary.getState()
  const { records, lines } = topicIndex(state)
  const hits = words.length > 0 ? lines.find(words, weighed) : [...records.keys()].slice(0, most)
  return hits.flatMap(at => {
    const topic = records[at]
    if (!topic) return []
    const { id, title } = topic
    const aside = state.catalogue.pathOf(id).slice(0, -1)
    const points = [title, ...titleHalves(title)].map(name => score(words, name.toLocaleLowerCase()))
    return [
      [
        // A topic is what most links lead to.
        Math.max(...points) + 0.5,
        {
          kind: 'topic' as const,
          title,
          aside: aside.map(step => step.title).join(' / '),
          link: topicLink(topic, words),
        },
      ],
    ]
  })
}

function itemOffers(words: readonly string[]): [number, LinkOffer][] {
  if (words.length === 0) return []
  const { records, lines } = itemIndex(useLibrary.getState())
  return lines.find(words, weighed).flatMap(at => {
    const item = records[at]?.item
    if (!item) return []
    const link = linkTo({ kind: 'item', id: item.id }, shortened(item.title))
    return [
      [
        score(words, item.title.toLocaleLowerCase()),
        { kind: 'item' as const, title: item.title, aside: byline(item), link },
      ],
    ]
  })
}

/** Those of the papers that were read in this session: the others' lie on the disk. */
function annotationOffers(words: readonly string[], writtenIn: string | undefined): [number, LinkOffer][] {
  if (words.length === 0) return []
  return Object.values(useAnnotations.getState().papers)
    .flatMap(shownRecords)
    .filter(({ id }) => id !== writtenIn)
    .flatMap(record => {
      const { comment = '', quote } = record as Partial<Extract<KnownAnnotation, { quote: unknown }>>
      const title = shortened(quote?.exact || comment)
      const points = score(words, `${quote?.exact ?? ''} ${comment}`.toLocaleLowerCase())
      const link = linkTo({ kind: 'annotation', id: record.id }, title)
      return points > 0 ? [[points, { kind: 'annotation' as const, title, aside: quote ? comment : '', link }]] : []
    })
}

/** What a link may lead to that is called by these words, best first; not the annotation in which it is written. */
export function linkOffers(query: string, writtenIn?: string): LinkOffer[] {
  const words = wordsOf(query)
  return [...topicOffers(words), ...itemOffers(words), ...annotationOffers(words, writtenIn)]
    .sort(([a], [b]) => b - a)
    .slice(0, most)
    .map(([, offer]) => offer)
}
