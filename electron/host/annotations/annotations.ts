import { type AnnotationFile, type Annotation, annotationFile } from '../../contract/annotation.ts'
import type { Notice } from '../../contract/calls.ts'
import type { EditHistory, EditLabel } from '../../contract/library.ts'
import { Refusal } from '../../contract/result.ts'
import type { Emit, HandlersOf } from '../handlers.ts'
import { Document } from '../store/document.ts'
import type { Change } from '../store/journal.ts'
import { stepsOf } from '../store/migrations/index.ts'

type Annotations = Document<AnnotationFile>

/** How many papers' annotations stay open at a time. */
const keptOpen = 16

/** The annotations of each paper, one document a paper, opened when needed. */
export class AnnotationStore {
  private readonly open = new Map<string, Promise<Annotations>>()
  private readonly directory: string
  private readonly refusal: Refusal | null
  private readonly emit: Emit

  constructor(directory: string, refusal: Refusal | null, emit: Emit) {
    this.directory = directory
    this.refusal = refusal
    this.emit = emit
  }

  /** The paper's document; the ones not used for longest are closed. */
  async of(paper: string): Promise<Annotations> {
    const document = this.open.get(paper) ?? this.openDocument(paper)
    this.open.delete(paper)
    this.open.set(paper, document)
    document.catch(() => this.open.delete(paper))
    for (const [idle, old] of this.open) {
      if (this.open.size <= keptOpen) break
      this.open.delete(idle)
      await (await old).close()
    }
    return document
  }

  private async openDocument(paper: string): Promise<Annotations> {
    const document = await Document.open<AnnotationFile>({
      directory: this.directory,
      name: `annotations/${paper}`,
      schema: annotationFile,
      steps: stepsOf('annotations'),
      empty: () => ({ annotations: {}, trash: {} }),
      refusal: this.refusal,
    })
    if (document.recovery.restored || document.recovery.setAside) {
      const notice: Notice = { key: 'annotations-restored', params: { file: document.recovery.setAside ?? paper } }
      this.emit('notice:raised', notice)
    }
    return document
  }

  /** Makes one undoable edit of one annotation and tells the windows. */
  async put(paper: string, id: string, annotation: Annotation | null): Promise<void> {
    const document = await this.of(paper)
    if (!annotation && !Object.hasOwn(document.data.annotations, id)) throw new Refusal('not-found', { name: id })
    const key = annotation ? 'annotation-put' : 'annotation-delete'
    this.announce(paper, await document.edit({ key }, [{ table: 'annotations', id, record: annotation }]))
  }

  async step(paper: string, direction: 'undo' | 'redo'): Promise<EditHistory> {
    const document = await this.of(paper)
    const done: { label: EditLabel; changes: Change[] } | null = await document[direction]()
    if (done) this.announce(paper, done.changes)
    return document.history
  }

  private announce(paper: string, changes: Change[]): void {
    this.emit('annotations:changed', {
      paper,
      changes: changes.map(({ id, after }) => ({ id, annotation: after as Annotation | null })),
    })
  }

  async close(): Promise<void> {
    for (const document of this.open.values()) await document.then(opened => opened.close()).catch(() => undefined)
  }
}

export const annotationHandlers = (store: AnnotationStore): HandlersOf<'annotation'> => ({
  'annotation:list': async ({ paper }) => Object.values((await store.of(paper)).data.annotations),
  'annotation:put': async ({ paper, annotation }) => {
    if ('paper' in annotation && annotation.paper !== paper)
      throw new Refusal('invalid-argument', { name: 'annotation:put', path: 'paper', reason: '' })
    await store.put(paper, annotation.id, annotation)
  },
  'annotation:delete': ({ paper, id }) => store.put(paper, id, null),
  'annotation:undo': ({ paper }) => store.step(paper, 'undo'),
  'annotation:redo': ({ paper }) => store.step(paper, 'redo'),
})
