import { type Annotation, knownAnnotation } from '../../contract/annotation.ts'
import type { Events } from '../../contract/events.ts'
import { foldedLoosely } from '../../contract/text/terms.ts'
import type { AnnotationStore } from '../annotations/annotations.ts'

/** What an annotation says: the words it marks, its comment and its tags, a line each. */
export interface MarkedText {
  id: string
  /** 1-based. */
  page: number
  comment: string
  text: string
  folded: string
}

function markedFrom(annotation: Annotation): MarkedText | null {
  const known = knownAnnotation.safeParse(annotation)
  if (!known.success) return null
  const { id, comment, tags = [] } = known.data
  const [page, exact] =
    'parts' in known.data ? [known.data.parts[0]?.page ?? 1, known.data.quote.exact] : [known.data.page, '']
  const text = [exact, comment, tags.join(' ')].filter(Boolean).join('\n')
  return { id, page, comment, text, folded: foldedLoosely(text) }
}

/** What the annotations of every paper say, read once and kept up with what changes. */
export class MarkedTexts {
  private readonly store: AnnotationStore
  private papers: Promise<Map<string, Map<string, MarkedText>>> | null = null

  constructor(store: AnnotationStore) {
    this.store = store
  }

  /** By paper, and by the annotation's id. */
  all(): Promise<ReadonlyMap<string, ReadonlyMap<string, MarkedText>>> {
    this.papers ??= this.read()
    this.papers.catch(() => (this.papers = null))
    return this.papers
  }

  private async read(): Promise<Map<string, Map<string, MarkedText>>> {
    const papers = new Map<string, Map<string, MarkedText>>()
    for (const paper of await this.store.papers()) {
      const { annotations } = (await this.store.of(paper)).data
      papers.set(paper, new Map(Object.values(annotations).flatMap(each => asEntry(markedFrom(each)))))
    }
    return papers
  }

  /** Takes in what the store told. Before the first reading there is nothing to keep up. */
  changed({ paper, changes }: Events['annotations:changed']): void {
    void this.papers?.then(papers => {
      const own = papers.get(paper) ?? new Map<string, MarkedText>()
      papers.set(paper, own)
      for (const { id, annotation } of changes) {
        const marked = annotation && markedFrom(annotation)
        if (marked) own.set(id, marked)
        else own.delete(id)
      }
    })
  }
}

const asEntry = (marked: MarkedText | null): [string, MarkedText][] => (marked ? [[marked.id, marked]] : [])
