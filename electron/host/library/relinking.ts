import type { TextEntry } from '../../contract/entry.ts'
import type { Library } from '../../contract/library.ts'
import { LinkNames, type NoteLink, relinked } from '../../contract/note-links.ts'
import type { Topic } from '../../contract/topic.ts'
import type { Put } from '../store/document.ts'
import { put } from './library.ts'

/** What the links that meant a topic before it was changed are to be called; null where one means the same as it is. */
export function renamedBy(library: Library, changed: Topic): (link: NoteLink) => string | null {
  const before = new LinkNames(library)
  const after = new LinkNames({ ...library, topics: { ...library.topics, [changed.id]: changed } })
  return ({ target, text }) => {
    const meant = before.find(target)
    if (meant?.kind !== 'topic' || after.find(target)?.id === meant.id) return null
    const topic = meant.id === changed.id ? changed : library.topics[meant.id]
    if (!topic) return null
    const name = after.targetOf(topic)
    const { heading } = before.cut(target)
    const place = heading && `#${heading}`
    // An id says nothing to a reader.
    return name + place + (name === topic.id && text === null ? `|${target.replaceAll(/[[\]|]/g, '')}` : '')
  }
}

/** The notes' texts with every link that meant a topic before it was changed meaning it still, written anew where need be. */
export function relinkedNotes(library: Library, changed: Topic): Put<Library>[] {
  const rename = renamedBy(library, changed)
  return Object.values(library.entries).flatMap(entry => {
    if (entry.kind !== 'text') return []
    const markdown = relinked(entry.markdown, rename)
    return markdown === entry.markdown ? [] : [put('entries', { ...entry, markdown } satisfies TextEntry)]
  })
}
