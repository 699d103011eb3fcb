import type { AnnotationFile } from '../../contract/annotation.ts'
import type { LibraryCounts, RestorePlan } from '../../contract/keeping.ts'
import type { Library } from '../../contract/library.ts'
import { settings as settingsSchema, type Settings } from '../../contract/settings.ts'
import type { AnnotationStore } from '../annotations/annotations.ts'
import type { LibraryRecords } from '../library/library.ts'
import type { PaperStore } from '../papers/papers.ts'
import { differences } from '../store/differences.ts'
import type { Put } from '../store/document.ts'
import type { BackupContent, BackupStore } from './backups.ts'

const noAnnotations: AnnotationFile = { annotations: {}, trash: {}, carried: {}, fields: {} }

/** What comes, goes and changes, in numbers. */
function tally(from: Library, puts: Put<Library>[]): Pick<RestorePlan, 'added' | 'removed' | 'changed'> {
  const told = puts.filter(({ table }) => table === 'topics' || table === 'items' || table === 'entries')
  const removed = told.filter(({ record }) => record === null).length
  const changed = told.filter(({ table, id, record }) => record !== null && Object.hasOwn(from[table], id)).length
  return { removed, changed, added: told.length - removed - changed }
}

async function countsNow(library: Library, annotations: AnnotationStore): Promise<LibraryCounts> {
  let marks = 0
  for (const paper of await annotations.papers())
    marks += Object.keys((await annotations.of(paper)).data.annotations).length
  return {
    topics: Object.keys(library.topics).length,
    items: Object.keys(library.items).length,
    papers: Object.keys(library.papers).length,
    annotations: marks,
  }
}

export class Restoration {
  private readonly backups: BackupStore
  private readonly library: LibraryRecords
  private readonly annotations: AnnotationStore
  private readonly papers: PaperStore
  private readonly backUp: () => Promise<unknown>

  constructor(
    backups: BackupStore,
    library: LibraryRecords,
    annotations: AnnotationStore,
    papers: PaperStore,
    backUp: () => Promise<unknown>,
  ) {
    this.backups = backups
    this.library = library
    this.annotations = annotations
    this.papers = papers
    this.backUp = backUp
  }

  /** What restoring would do. Throws Refusal 'not-found' or 'backup-damaged'. */
  async plan(name: string): Promise<RestorePlan> {
    const { backup, content } = await this.backups.read(name)
    const puts = differences(this.library.data, content.library)
    const there = await this.papers.sizes()
    return {
      backup,
      now: await countsNow(this.library.data, this.annotations),
      ...tally(this.library.data, puts),
      missingPapers: Object.keys(content.library.papers).filter(hash => !there.has(hash)).length,
    }
  }

  /**
   * Makes the library as it was. What is there now is backed up first; the records change in one edit, which can be
   * taken back. An interruption leaves some papers' annotations restored and the library as it was, with that backup.
   */
  async restore(name: string, changeSettings: (change: Partial<Settings>) => Promise<unknown>): Promise<RestorePlan> {
    const { content } = await this.backups.read(name)
    const plan = await this.plan(name)
    await this.backUp()
    await this.restoreAnnotations(content)
    const puts = differences(this.library.data, content.library)
    await this.library.commit({ key: 'restore', name: plan.backup.at.slice(0, 10) }, puts)
    const settings = settingsSchema.partial().safeParse(content.settings)
    if (settings.success) await changeSettings(settings.data as Partial<Settings>)
    return plan
  }

  private async restoreAnnotations({ annotations }: BackupContent): Promise<void> {
    const papers = new Set([...annotations.keys(), ...(await this.annotations.papers())])
    for (const paper of papers) await this.annotations.replace(paper, annotations.get(paper) ?? noAnnotations)
  }
}
