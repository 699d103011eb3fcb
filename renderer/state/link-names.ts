import { LinkNames, linksIn, type LinkTarget, type NoteLink } from '../../electron/contract/note-links.ts'
import type { KnownAnnotation } from '../../electron/contract/annotation.ts'
import type { TextEntry } from '../../electron/contract/entry.ts'
import { shownRecords, useAnnotations } from './annotations.ts'
import { useLibrary } from './library.ts'
import { noteIndex } from './search.ts'

/** The names as the library is now, made once a version. */
let known: { version: number; names: LinkNames } | null = null
export function linkNames(): LinkNames {
  const { version, data } = useLibrary.getState()
  if (known?.version !== version) known = { version, names: new LinkNames(data) }
  return known.names
}

/** What a link in a topic's note means, and the heading behind its `#`: `[[#Heading]]` is one of the note itself. Null where nothing is called so. */
export function meaningOf(link: string, topicId: string | null): { target: LinkTarget; heading: string } | null {
  const target = linkNames().find(link)
  if (target) return { target, heading: linkNames().cut(link).heading }
  return link.startsWith('#') && topicId !== null
    ? { target: { kind: 'topic', id: topicId }, heading: link.slice(1).trim() }
    : null
}

/** A record's links, read once: records are replaced when they change, never written to. */
const links = new WeakMap<object, readonly NoteLink[]>()
function linksOf(record: object, markdown: string): readonly NoteLink[] {
  const read = links.get(record) ?? linksIn(markdown)
  links.set(record, read)
  return read
}

/** What leads to something: the topics in whose notes a link to it stands, and the annotations read so far whose comments have one. */
export interface Backlinks {
  topicIds: readonly string[]
  annotations: readonly KnownAnnotation[]
}

/** What leads to the topic, item or annotation `id`. */
export function backlinksTo(id: string): Backlinks {
  const names = linkNames()
  const leads = (record: object, markdown: string): boolean =>
    markdown.includes('[[') && linksOf(record, markdown).some(({ target }) => names.find(target)?.id === id)
  const entries = noteIndex(useLibrary.getState()).records.filter((entry: TextEntry) => leads(entry, entry.markdown))
  const annotations = Object.values(useAnnotations.getState().papers)
    .flatMap(shownRecords)
    .filter((record): record is KnownAnnotation => 'comment' in record && leads(record, String(record.comment)))
  const topicIds = [...new Set(entries.map(({ topicId }) => topicId))].filter(topicId => topicId !== id)
  return { topicIds, annotations: annotations.filter(annotation => annotation.id !== id) }
}

/** What leads to each annotation that something leads to, by the annotation's id. */
export function annotationBacklinks(): ReadonlyMap<string, Backlinks> {
  const found = new Map<string, { topicIds: Set<string>; annotations: KnownAnnotation[] }>()
  const each = (
    record: object,
    markdown: string,
    take: (place: { topicIds: Set<string>; annotations: KnownAnnotation[] }) => void,
  ) => {
    if (!markdown.includes('[[annotation:')) return
    for (const id of new Set(linksOf(record, markdown).map(({ target }) => linkNames().find(target)))) {
      if (id?.kind !== 'annotation') continue
      const place = found.get(id.id) ?? { topicIds: new Set(), annotations: [] }
      found.set(id.id, place)
      take(place)
    }
  }
  for (const entry of noteIndex(useLibrary.getState()).records)
    each(entry, entry.markdown, ({ topicIds }) => topicIds.add(entry.topicId))
  for (const record of Object.values(useAnnotations.getState().papers).flatMap(shownRecords))
    if ('comment' in record)
      each(record, String(record.comment), ({ annotations }) => annotations.push(record as KnownAnnotation))
  return new Map(
    [...found].map(([id, { topicIds, annotations }]) => [
      id,
      { topicIds: [...topicIds], annotations: annotations.filter(annotation => annotation.id !== id) },
    ]),
  )
}
