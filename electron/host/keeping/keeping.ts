import type { Finding, TrashRow } from '../../contract/keeping.ts'
import type { Library } from '../../contract/library.ts'
import type { Refusal } from '../../contract/result.ts'
import type { Settings } from '../../contract/settings.ts'
import type { AnnotationStore } from '../annotations/annotations.ts'
import type { HandlersOf } from '../handlers.ts'
import type { LibraryRecords } from '../library/library.ts'
import { eraseTrashed, expired, restored } from '../library/trash.ts'
import type { PaperStore } from '../papers/papers.ts'
import type { Document } from '../store/document.ts'
import type { BackupStore } from './backups.ts'
import { checkBackups, checkPapers, checkRecords } from './check.ts'
import { brokenReferences, refugeTopic } from './references.ts'
import { Restoration } from './restore.ts'

export interface KeepingParts {
  libraryPath: string
  backups: BackupStore
  document: Document<Library>
  library: LibraryRecords
  annotations: AnnotationStore
  papers: PaperStore
  refusal: Refusal | null
  changeSettings(change: Partial<Settings>): Promise<unknown>
  /** What the topic for things that lost their place is called, in the user's language. */
  refugeTitle(): string
}

/** Trash, backups and the check: what keeps a library, and brings it back. */
export class Keeping {
  private readonly parts: KeepingParts
  private readonly restoration: Restoration

  constructor(parts: KeepingParts) {
    this.parts = parts
    const { backups, document, library, annotations, papers } = parts
    this.restoration = new Restoration(backups, library, annotations, papers, () =>
      backups.make('restore', document, annotations),
    )
  }

  refuseReader(): void {
    if (this.parts.refusal) throw this.parts.refusal
  }

  /** What was deleted, newest first. */
  async trash(): Promise<TrashRow[]> {
    const { library, annotations } = this.parts
    const old = this.parts.refusal ? [] : expired(library.data.trash)
    await eraseTrashed(library, old)
    const all = [
      ...Object.values(library.data.trash).map(trashed => ({ paper: null, trashed })),
      ...(await annotations.trash()),
    ]
    const rows = all.map(({ paper, trashed: { id, deletedAt, kind, name, records } }) => ({
      id,
      deletedAt,
      kind,
      name,
      records: records.length,
      paper,
    }))
    return rows.sort((a, b) => (a.deletedAt < b.deletedAt ? 1 : -1))
  }

  async restoreTrashed(id: string, paper: string | null): Promise<void> {
    const { library, annotations, refugeTitle } = this.parts
    if (paper !== null) return annotations.restore(paper, id)
    const trashed = library.get('trash', id)
    const puts = restored(library.data, trashed, () => refugeTopic(library.data, refugeTitle()))
    await library.commit({ key: 'trash-restore', name: trashed.name }, puts)
  }

  /** Removes everything in the trash for good; only dated backups still hold it. */
  async emptyTrash(): Promise<void> {
    this.refuseReader()
    const { library, annotations } = this.parts
    await eraseTrashed(library, Object.values(library.data.trash))
    for (const paper of await annotations.papers()) await annotations.emptyTrash(paper)
  }

  /** Looks through the whole library; with `mend` puts right what can be without losing anything, as one edit that can be taken back. */
  async check(mend: boolean, signal: AbortSignal): Promise<Finding[]> {
    if (mend) this.refuseReader()
    const { libraryPath, library, document, papers, backups, refugeTitle } = this.parts
    const there = await papers.sizes()
    const broken = brokenReferences(library.data, refugeTitle(), there)
    const others = [
      ...(await checkRecords(libraryPath)),
      ...(await checkPapers(libraryPath, library.data, there, signal)),
      ...(await checkBackups(backups)),
    ]
    if (mend) {
      const puts = broken.flatMap(each => each.puts)
      await library.commit({ key: 'mend', count: broken.filter(each => each.puts.length > 0).length }, puts)
      if (others.some(({ code }) => code === 'snapshot-changed')) await document.compact()
    }
    return [...broken.map(({ code, params, puts }) => ({ code, params, mendable: puts.length > 0 })), ...others].map(
      finding => ({ ...finding, mended: mend && finding.mendable }),
    )
  }

  handlers(): HandlersOf<'trash'> & HandlersOf<'backup'> & HandlersOf<'check'> {
    const { backups, document, annotations, changeSettings } = this.parts
    return {
      'trash:list': () => this.trash(),
      'trash:restore': ({ id, paper }) => this.restoreTrashed(id, paper),
      'trash:empty': () => this.emptyTrash(),
      'backup:list': () => backups.list(),
      'backup:make': () => {
        this.refuseReader()
        return backups.make('asked', document, annotations)
      },
      'backup:plan': ({ name }) => this.restoration.plan(name),
      'backup:restore': ({ name }) => {
        this.refuseReader()
        return this.restoration.restore(name, changeSettings)
      },
      'check:run': ({ mend }, { signal }) => this.check(mend, signal),
    }
  }
}
