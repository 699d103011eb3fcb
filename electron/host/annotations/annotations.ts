import { type AnnotationFile, type Annotation, annotationFile } from '../../contract/annotation.ts'
import type { Notice } from '../../contract/answers.ts'
import type { AnnotationEdit } from '../../contract/choices.ts'
import type { FilledField } from '../../contract/form.ts'
import type { EditHistory, EditLabel } from '../../contract/library.ts'
import { Refusal } from '../../contract/result.ts'
import type { Trashed } from '../../contract/trash.ts'
import type { Emit, HandlersOf } from '../handlers.ts'
import { type LibraryRecords, put } from '../library/library.ts'
import { expired } from '../library/trash.ts'
import { differences } from '../store/differences.ts'
import { Document, type Put } from '../store/document.ts'
import type { Change } from '../store/journal.ts'
import { stepsOf } from '../store/migrations/index.ts'
import { papersHolding, papersOnDisk } from './on-disk.ts'
import { erase, trashedFrom } from './trashed.ts'

type Annotations = Document<AnnotationFile>

interface AnnotationPut {
  id: string
  /** Null removes it. */
  annotation: Annotation | null
}

/** What the annotations have to do with the library. */
interface LibraryTold {
  /** Is told how many annotations a paper has, whenever that may have changed. */
  counted(paper: string, count: number): Promise<void>
  titleOf(paper: string): string
  /** Whether it is the file that an item has now, and no earlier one. */
  isCurrent(paper: string): boolean
}

/** How many papers' annotations stay open at a time. */
const keptOpen = 16

/** The annotations of each paper, one document a paper, opened when needed. */
export class AnnotationStore {
  private readonly open = new Map<string, Promise<Annotations>>()
  private counting: Promise<void> = Promise.resolve()
  private readonly directory: string
  private readonly refusal: Refusal | null
  private readonly emit: Emit
  private readonly library: LibraryTold

  constructor(directory: string, refusal: Refusal | null, emit: Emit, library: LibraryTold) {
    this.directory = directory
    this.refusal = refusal
    this.emit = emit
    this.library = library
  }

  /** The paper's annotations. */
  async list(paper: string): Promise<Annotation[]> {
    const list = Object.values((await this.of(paper)).data.annotations)
    await this.library.counted(paper, list.length)
    return list
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
      empty: () => ({ annotations: {}, trash: {}, carried: {}, fields: {} }),
      refusal: this.refusal,
    })
    if (document.recovery.restored || document.recovery.setAside) {
      const { setAside } = document.recovery
      const file = `annotations/${setAside ?? `${paper}.json`}`
      const notice: Notice = { key: 'annotations-restored', params: { name: this.library.titleOf(paper), file } }
      this.emit('notice:raised', notice)
    }
    return document
  }

  /** Puts or removes annotations as one step and tells the windows. Throws Refusal 'not-found' where one to be removed is not there. */
  async edit(paper: string, edit: AnnotationEdit, puts: AnnotationPut[]): Promise<void> {
    const document = await this.of(paper)
    for (const { id, annotation } of puts)
      if (!annotation && !Object.hasOwn(document.data.annotations, id)) throw new Refusal('not-found', { name: id })
    const records = puts.map(({ id, annotation }) => ({ table: 'annotations' as const, id, record: annotation }))
    // What is merged or converted lives on in another annotation.
    const isLost = edit === 'delete' || edit === 'erase'
    const gone = puts.filter(({ annotation }) => isLost && !annotation)
    const kept = gone.map(({ id }) => trashedFrom(document.data.annotations[id]))
    const trash = kept.map(record => ({ table: 'trash' as const, id: record.id, record }))
    const label = { key: `annotation-${edit}`, count: puts.length }
    this.announce(paper, await document.edit(label, [...records, ...trash]))
  }

  /** The deleted annotations of every paper that has a file; those that have lain for too long go now. */
  async trash(): Promise<{ paper: string; trashed: Trashed }[]> {
    const lists = []
    for (const paper of await this.papers()) {
      const document = await this.of(paper)
      const old = this.refusal ? [] : expired(document.data.trash)
      await erase(document, old)
      lists.push(...Object.values(document.data.trash).map(trashed => ({ paper, trashed })))
    }
    return lists
  }

  /** The papers that have annotations on the disk: in a file, or as yet in the journal alone. */
  async papers(): Promise<string[]> {
    return (await papersOnDisk(this.directory)).map(({ paper }) => paper)
  }

  /** Those of them whose comments may have links. */
  papersWithLinks(): Promise<string[]> {
    return papersHolding(this.directory, '[[')
  }

  /** The paper that an annotation lies in, or null; of several files of one paper the newest. */
  async find(id: string): Promise<string | null> {
    const isOld = (paper: string): number => Number(!this.library.isCurrent(paper))
    for (const paper of (await this.papers()).toSorted((a, b) => isOld(a) - isOld(b)))
      if (Object.hasOwn((await this.of(paper)).data.annotations, id)) return paper
    return null
  }

  /** Brings a deleted annotation back. */
  async restore(paper: string, id: string): Promise<void> {
    const document = await this.of(paper)
    const trashed = document.data.trash[id]
    if (!trashed) throw new Refusal('not-found', { name: id })
    const back = trashed.records.filter(({ record }) => !Object.hasOwn(document.data.annotations, record.id))
    const changes = await document.edit({ key: 'annotation-restore', count: back.length }, [
      ...back.map(({ record }) => ({ table: 'annotations' as const, id: record.id, record })),
      { table: 'trash', id, record: null },
    ])
    this.announce(paper, changes)
  }

  /** Removes a paper's deleted annotations for good. */
  async emptyTrash(paper: string): Promise<void> {
    const document = await this.of(paper)
    await erase(document, Object.values(document.data.trash))
  }

  /** Makes a paper's tables those of a backup, as one step that can be taken back. */
  async replace(paper: string, tables: AnnotationFile): Promise<void> {
    const document = await this.of(paper)
    const puts = differences(document.data, tables)
    if (puts.length > 0) this.announce(paper, await document.edit({ key: 'restore' }, puts))
  }

  /** Takes over what was found of an earlier file's annotations, and notes that they were looked for. */
  async carry(paper: string, from: string, annotations: Annotation[], fields: readonly FilledField[]): Promise<void> {
    const document = await this.of(paper)
    const fresh = annotations.filter(({ id }) => !Object.hasOwn(document.data.annotations, id))
    const changes = await document.edit({ key: 'annotation-carry', count: fresh.length }, [
      ...fresh.map(record => ({ table: 'annotations' as const, id: record.id, record })),
      ...fields.map(record => ({ table: 'fields' as const, id: record.id, record })),
      { table: 'carried', id: from, record: { from, at: new Date().toISOString() } },
    ])
    this.announce(paper, changes)
  }

  /** Puts records that follow from an edit elsewhere (a topic renamed, the paper's file replaced): no step of undo. */
  async follow(
    paper: string,
    key: 'annotation-relink' | 'annotation-move',
    puts: Put<AnnotationFile>[],
  ): Promise<void> {
    if (puts.length > 0) this.announce(paper, await (await this.of(paper)).edit({ key }, puts, 'none'))
  }

  /** Puts annotations and filled fields that came with an import, as one step by which its undo knows them. */
  async take(
    paper: string,
    { annotations, fields }: Pick<AnnotationFile, 'annotations' | 'fields'>,
    step: string,
  ): Promise<void> {
    const document = await this.of(paper)
    const puts = [
      ...Object.values(annotations).map(record => ({ table: 'annotations' as const, id: record.id, record })),
      ...Object.values(fields).map(record => ({ table: 'fields' as const, id: record.id, record })),
    ]
    const label = { key: 'annotation-take', name: step, count: puts.length }
    this.announce(paper, await document.edit(label, puts))
  }

  /** Fills fields of the paper's form, as one step, and tells the windows. */
  async fill(paper: string, fields: FilledField[]): Promise<void> {
    const document = await this.of(paper)
    const puts = fields.map(record => ({ table: 'fields' as const, id: record.id, record }))
    this.announce(paper, await document.edit({ key: 'form-fill', count: fields.length }, puts))
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
      changes: changes
        .filter(({ table }) => table === 'annotations')
        .map(({ id, after }) => ({ id, annotation: after as Annotation | null })),
    })
    const filled = changes.filter(({ table }) => table === 'fields')
    if (filled.length > 0)
      this.emit('form:changed', {
        paper,
        changes: filled.map(({ id, after }) => ({ id, value: (after as FilledField | null)?.value ?? null })),
      })
    this.count(paper)
  }

  /** Has the library told, behind the edit's own acknowledgement: the count is a convenience of its lists. */
  private count(paper: string): void {
    this.counting = this.counting
      .then(async () => this.library.counted(paper, Object.keys((await this.of(paper)).data.annotations).length))
      .catch(() => undefined)
  }

  async close(): Promise<void> {
    await this.counting
    for (const document of this.open.values()) await document.then(opened => opened.close()).catch(() => undefined)
  }
}

/** Keeps the count with the paper's record, for the library's lists: no part of undo. */
export const libraryTold = (library: LibraryRecords): LibraryTold => ({
  counted: async (id, count) => {
    const paper = library.data.papers[id]
    if (!paper || !library.mayChange || (paper.annotations ?? 0) === count) return
    await library.commit({ key: 'paper-count' }, [put('papers', { ...paper, annotations: count })], 'none')
  },
  titleOf: id =>
    Object.values(library.data.items).find(({ paper }) => paper === id)?.title ??
    library.data.papers[id]?.fileName ??
    id,
  isCurrent: id => Object.values(library.data.items).some(({ paper }) => paper === id),
})

/** A record under a name or in a paper that is not its own would be lost to the user. */
function refuseStranger(paper: string, id: string, annotation: Annotation | null, name: string): void {
  if (!annotation) return
  if (annotation.id !== id) throw new Refusal('invalid-argument', { name, path: 'id', reason: '' })
  if ('paper' in annotation && annotation.paper !== paper)
    throw new Refusal('invalid-argument', { name, path: 'paper', reason: '' })
}

/** Those of a paper's own annotations; what goes between papers and files is in `transfer.ts` and `carry.ts`. */
type OwnHandlers = Omit<
  HandlersOf<'annotation'>,
  | 'annotation:embedded'
  | 'annotation:export'
  | 'annotation:write'
  | 'annotation:write-into'
  | 'annotation:import'
  | 'annotation:carry'
  | 'annotation:guess'
>

export const annotationHandlers = (store: AnnotationStore): OwnHandlers & HandlersOf<'form'> => ({
  'form:get': async ({ paper }) => Object.values((await store.of(paper)).data.fields),
  'form:fill': ({ paper, fields }) => store.fill(paper, fields),
  'annotation:list': ({ paper }) => store.list(paper),
  'annotation:find': ({ id }) => store.find(id),
  'annotation:edit': async ({ paper, edit, puts }) => {
    for (const { id, annotation } of puts) refuseStranger(paper, id, annotation, 'annotation:edit')
    await store.edit(paper, edit, puts)
  },
  'annotation:carried': async ({ paper }) => Object.keys((await store.of(paper)).data.carried),
  'annotation:undo': ({ paper }) => store.step(paper, 'undo'),
  'annotation:redo': ({ paper }) => store.step(paper, 'redo'),
})
