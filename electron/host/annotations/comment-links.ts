import type { Annotation } from '../../contract/annotation.ts'
import type { Events } from '../../contract/events.ts'
import type { RecordChange } from '../../contract/library.ts'
import { relinked } from '../../contract/note-links.ts'
import type { Topic } from '../../contract/topic.ts'
import type { Emit } from '../handlers.ts'
import type { LibraryRecords } from '../library/library.ts'
import { renamedBy } from '../library/relinking.ts'
import type { AnnotationStore } from './annotations.ts'

/**
 * Writes the links in comments anew when a topic that they mean gets another title, also when that is taken back: behind the
 * edit itself, one paper after the other, and no step of any paper's undo.
 */
export class CommentLinks {
  private readonly library: LibraryRecords
  private readonly annotations: AnnotationStore
  private readonly titles: Map<string, string>
  /** The papers in whose comments links may be; null until a first topic is renamed. */
  private linked: Promise<Set<string>> | null = null
  private turn: Promise<void> = Promise.resolve()

  /** `listeners` hear of every change of the library. */
  constructor(library: LibraryRecords, annotations: AnnotationStore, listeners: { add(listener: Emit): unknown }) {
    this.library = library
    this.annotations = annotations
    this.titles = new Map(Object.values(library.data.topics).map(({ id, title }) => [id, title]))
    listeners.add((name, value) => {
      if (name === 'library:changed') this.changed((value as Events['library:changed']).changes)
      if (name === 'annotations:changed') this.note(value as Events['annotations:changed'])
    })
  }

  private changed(changes: readonly RecordChange[]): void {
    for (const { table, id, record } of changes) {
      if (table !== 'topics') continue
      const before = this.titles.get(id)
      const topic = record as Topic | null
      if (!topic) this.titles.delete(id)
      else this.titles.set(id, topic.title)
      if (!topic || before === undefined || before === topic.title) continue
      const { data } = this.library
      const rename = renamedBy({ ...data, topics: { ...data.topics, [id]: { ...topic, title: before } } }, topic)
      this.turn = this.turn.then(() => this.relink(rename)).catch(() => undefined)
    }
  }

  private note({ paper, changes }: Events['annotations:changed']): void {
    if (changes.some(({ annotation }) => annotation && hasLinks(annotation)))
      void this.linked?.then(linked => linked.add(paper))
  }

  private async relink(rename: ReturnType<typeof renamedBy>): Promise<void> {
    this.linked ??= this.annotations.papersWithLinks().then(papers => new Set(papers))
    for (const paper of await this.linked) {
      const { annotations } = (await this.annotations.of(paper)).data
      const changed = Object.values(annotations).flatMap(each => withLinks(each, rename))
      const puts = changed.map(record => ({ table: 'annotations' as const, id: record.id, record }))
      await this.annotations.follow(paper, 'annotation-relink', puts)
    }
  }

  /** Waits until every comment is written. */
  close(): Promise<void> {
    return this.turn
  }
}

const commentOf = (annotation: Annotation): string => {
  const { comment } = annotation as { comment?: unknown }
  return typeof comment === 'string' && annotation.kind !== 'free-text' ? comment : ''
}
const hasLinks = (annotation: Annotation): boolean => commentOf(annotation).includes('[[')

/** The annotation with its comment's links renamed; none where they stay as they are. */
function withLinks(annotation: Annotation, rename: ReturnType<typeof renamedBy>): Annotation[] {
  if (!hasLinks(annotation)) return []
  const comment = commentOf(annotation)
  const written = relinked(comment, rename)
  return written === comment ? [] : [{ ...annotation, comment: written }]
}
