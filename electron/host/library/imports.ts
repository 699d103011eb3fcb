import { createHash } from 'node:crypto'
import path from 'node:path'
import type { ImportReport } from '../../contract/answers.ts'
import type { FormatName } from '../../contract/choices.ts'
import type { ImportPreview, Statement } from '../../contract/import.ts'
import type { Library, Source } from '../../contract/library.ts'
import { Refusal } from '../../contract/result.ts'
import { decodeText } from '../exchange/decode.ts'
import { formatOf, formats } from '../exchange/index.ts'
import { planSteps } from '../exchange/merge.ts'
import type { ImportPlan } from '../exchange/plan.ts'
import { paceOf } from '../exchange/pace.ts'
import type { ReadFiles, TextFile } from '../exchange/reading.ts'
import type { CallContext, Emit, HandlersOf } from '../handlers.ts'
import type { PaperStore } from '../papers/papers.ts'
import type { Put } from '../store/document.ts'
import { bundleOf, type GivenFile } from './bundle.ts'
import type { CompanionPlan, Companions } from './companions.ts'
import { attachPdfs, findPdfs, type FoundPdf } from './import-pdfs.ts'
import { type LibraryRecords, newId, put } from './library.ts'

/** Files that were read and wait for a yes. */
interface Waiting {
  id: string
  pdfs: FoundPdf[]
  companions: CompanionPlan
  read: ReadFiles
  source: Source
  plan: ImportPlan
  /** The state of the library that the plan was made for. */
  version: number
}

function hashOf(files: readonly GivenFile[]): string {
  const hash = createHash('sha256')
  for (const { name, bytes } of files) {
    if (files.length > 1) hash.update(`${name}\0${bytes.length}\0`)
    hash.update(bytes)
  }
  return hash.digest('hex')
}

/** Reads files in any format, shows what taking them in would change, and does it as one undoable edit. */
export class Imports {
  readonly companions: Companions
  private readonly library: LibraryRecords
  private readonly papers: PaperStore
  private version = 0
  private waiting: Waiting | null = null

  constructor(
    library: LibraryRecords,
    papers: PaperStore,
    companions: Companions,
    events: { add(listener: Emit): unknown },
  ) {
    this.library = library
    this.papers = papers
    this.companions = companions
    library.onStep.set('import', (direction, { label, changes }) =>
      (label.count ?? 0) > 0 ? companions.follow(direction, changes) : Promise.resolve(),
    )
    events.add(name => {
      if (name === 'library:changed') this.version++
    })
  }

  /**
   * What importing the files would do. Only the last preview waits. `name` is the file's, or the folder's. With `folder`,
   * PDFs that the files name are attached from the disk: only the terminal, whose user named the place, gives one.
   * Those in an archive are found there.
   */
  async preview(
    name: string,
    files: readonly GivenFile[],
    wanted: FormatName | null,
    context: CallContext,
    folder: string | null = null,
  ): Promise<ImportPreview> {
    this.waiting = null
    const said: Statement[] = []
    const bundle = bundleOf(files, folder)
    const texts: TextFile[] = bundle.lists.map(file => {
      const decoded = decodeText(file.bytes, file.name)
      said.push(...decoded.said)
      return { name: file.name, text: decoded.text }
    })
    const format = wanted ?? formatOf(texts)
    const reader = formats[format].read
    if (!reader) throw new Refusal('bad-option', { name: format, known: Object.keys(formats).join(', ') })
    const read = await reader(texts, paceOf(context))
    const source = this.sourceOf(name, hashOf(files), format, read)
    const { plan, version } = await this.plan(read, source, context)
    const id = newId()
    const hasFiles = folder !== null || bundle.lists !== files
    const { found, missing } = hasFiles ? await findPdfs(plan.files, bundle.beside) : { found: [], missing: [] }
    const papers = (read.records ?? []).flatMap(({ table, id: hash }) => (table === 'papers' ? hash : []))
    const more = await this.companions.plan(bundle, papers, plan.changes.length + found.length > 0)
    this.waiting = { id, read, source, plan, version, pdfs: found, companions: more.plan }
    const { counts, rows, report, changes } = plan
    const refused = [...read.refused, ...missing]
    return {
      id,
      name,
      format,
      counts: {
        ...counts,
        topics: report.topicsAdded,
        refused: refused.length,
        changes: changes.length + more.changes,
      },
      rows,
      refused,
      said: [...said, ...(read.said ?? []), ...more.said],
    }
  }

  /** Does what was previewed. Refusal 'not-found' when another preview took its place. */
  async apply(id: string, context: CallContext): Promise<ImportReport> {
    const { waiting } = this
    if (waiting?.id !== id) throw new Refusal('not-found', { name: 'import' })
    const { read, source, pdfs, companions } = waiting
    let { plan, version } = waiting
    // The library was changed meanwhile: what the import changes is found out anew.
    if (version !== this.version) ({ plan, version } = await this.plan(read, source, context))
    const puts: Put<Library>[] = plan.changes.map(({ table, id, record }) => ({ table, id, record }))
    puts.push(...(await attachPdfs(pdfs, puts, this.library, this.papers)))
    await this.companions.keepFiles(companions, this.library.data.papers)
    const marked = companions.records.size + companions.marks.length
    // Its number says that annotations go with it.
    const label = { key: 'import', name: source.name, ...(marked > 0 ? { count: marked } : {}) }
    if (puts.length > 0) await this.library.commit(label, [put('sources', source), ...puts])
    const annotations = await this.companions.takeAnnotations(companions, source)
    this.waiting = null
    const unchanged = puts.length + annotations + companions.papers.length === 0
    return { sourceId: source.id, ...plan.report, unchanged }
  }

  discard(id: string): void {
    if (this.waiting?.id === id) this.waiting = null
  }

  private sourceOf(name: string, hash: string, format: FormatName, { rest }: ReadFiles): Source {
    const sources = Object.values(this.library.data.sources)
    const known = sources.find(source => source.hash === hash) ?? sources.find(source => source.name === name)
    return {
      id: known?.id ?? newId(),
      name,
      hash,
      importedAt: new Date().toISOString(),
      ...(format === 'markdown' ? {} : { format }),
      ...(rest ? { rest: rest.slice(0, 1_000_000) } : {}),
    }
  }

  /** A plan for the library as it is when the plan is ready: an edit made in a pause begins it again, the third time without pauses. */
  private async plan(
    read: ReadFiles,
    source: Source,
    context: CallContext,
  ): Promise<{ plan: ImportPlan; version: number }> {
    for (let round = 0; ; round++) {
      const { version } = this
      const pace = paceOf(context)
      const steps = planSteps(this.library.data, read, source)
      let step = steps.next()
      for (; !step.done; step = steps.next()) if (round < 2) await pace.step(step.value, 0)
      if (version === this.version) return { plan: step.value, version }
    }
  }
}

export const importHandlers = (imports: Imports): HandlersOf<'import'> => ({
  'import:preview': ({ name, files, format }, context) => imports.preview(path.basename(name), files, format, context),
  'import:apply': ({ id }, context) => imports.apply(id, context),
  'import:discard': ({ id }) => imports.discard(id),
})
