// What comes into the library with a list: PDFs and pictures of our own dump, and annotations.
import { isDeepStrictEqual } from 'node:util'
import { type Annotation, annotationFile, type AnnotationFile, knownAnnotation } from '../../contract/annotation.ts'
import type { ExportedFile } from '../../contract/answers.ts'
import type { Statement } from '../../contract/import.ts'
import type { Library, Source } from '../../contract/library.ts'
import { linksIn } from '../../contract/note-links.ts'
import type { AnnotationStore } from '../annotations/annotations.ts'
import { inOrder, pageOf, quoteOf } from '../annotations/formats/annotated.ts'
import { blockId, callout } from '../annotations/formats/obsidian.ts'
import { keepPicture, readPicture } from '../annotations/pictures.ts'
import type { AnnotationTransfer } from '../annotations/transfer.ts'
import { papersOf } from '../exchange/folium.ts'
import type { NotedMark } from '../exchange/marks.ts'
import { clipped } from '../exchange/plain.ts'
import { hashOf, type PaperStore } from '../papers/papers.ts'
import type { Change } from '../store/journal.ts'
import { textFromUtf8 } from '../store/files.ts'
import type { Bundle, GivenFile } from './bundle.ts'

interface CompanionParts {
  libraryPath: string
  papers: PaperStore
  annotations: AnnotationStore
  transfer: AnnotationTransfer
}

type Fresh = Pick<AnnotationFile, 'annotations' | 'fields'>

/** What of a bundle is not here yet. */
export interface CompanionPlan {
  /** Content hashes of PDFs that the dump has. */
  papers: string[]
  /** Records to put, by paper. */
  records: Map<string, Fresh>
  pictures: Bundle['pictures']
  marks: readonly GivenFile[]
  beside: Bundle['beside']
}

const modified = (annotation: Annotation): string =>
  'modifiedAt' in annotation && typeof annotation.modifiedAt === 'string' ? annotation.modifiedAt : ''

/** Of a dump's table what is not here, or is newer than what is. */
function fresher<T extends object>(
  given: Record<string, T>,
  known: Record<string, T>,
  at: (record: T) => string,
): Record<string, T> {
  return Object.fromEntries(
    Object.entries(given).filter(([id, record]) => {
      const here = Object.hasOwn(known, id) ? known[id] : undefined
      return !here || (!isDeepStrictEqual(here, record) && at(record) > at(here))
    }),
  )
}

function tablesFrom(bytes: Uint8Array): AnnotationFile | null {
  try {
    const raw = JSON.parse(textFromUtf8(bytes)) as Record<string, unknown>
    const empty = { annotations: {}, trash: {}, carried: {}, fields: {} }
    const { annotations = {}, fields = {} } = raw
    return annotationFile.parse({ ...empty, annotations, fields })
  } catch {
    return null
  }
}

export class Companions {
  private readonly parts: CompanionParts

  constructor(parts: CompanionParts) {
    this.parts = parts
  }

  /** What of a bundle would be taken in with these papers, and what to say of it. `brings`: papers come with the list itself. */
  async plan(
    bundle: Bundle,
    papers: Iterable<string>,
    brings: boolean,
  ): Promise<{ plan: CompanionPlan; said: Statement[]; changes: number }> {
    const there = await this.parts.papers.sizes()
    const plan: CompanionPlan = {
      papers: [],
      records: new Map(),
      pictures: bundle.pictures,
      marks: bundle.marks,
      beside: bundle.beside,
    }
    for (const hash of papers)
      if (!there.has(hash) && (await bundle.beside(`papers/${hash}.pdf`))) plan.papers.push(hash)
    let annotations = 0
    for (const [paper, read] of bundle.annotations) {
      const given = tablesFrom(read())
      if (!given) continue
      const { data } = await this.parts.annotations.of(paper)
      const fresh = {
        annotations: fresher(given.annotations, data.annotations, modified),
        fields: fresher(given.fields, data.fields, () => ''),
      }
      const count = Object.keys(fresh.annotations).length + Object.keys(fresh.fields).length
      if (count > 0) plan.records.set(paper, fresh)
      annotations += count
    }
    const changes = plan.papers.length + annotations
    const params = { papers: plan.papers.length, annotations }
    const said: Statement[] = changes > 0 ? [{ key: 'with-papers', params }] : []
    let marks = 0
    for (const { name, bytes } of plan.marks) marks += await this.parts.transfer.wouldTake(name, bytes, brings)
    if (marks > 0) said.push({ key: 'with-marks', params: { count: marks } })
    return { plan, said, changes: changes + marks }
  }

  /** What goes out beside a library's dump, but for the PDFs themselves: annotations, and the pictures of areas. */
  async filesOf(library: Library): Promise<ExportedFile[]> {
    const files: ExportedFile[] = []
    const pictures = new Set<string>()
    const wanted = papersOf(library)
    for (const paper of (await this.parts.annotations.papers()).sort()) {
      if (!wanted.has(paper)) continue
      const { annotations, fields } = (await this.parts.annotations.of(paper)).data
      if (Object.keys(annotations).length + Object.keys(fields).length === 0) continue
      const text = `${JSON.stringify({ annotations, fields }, null, 2)}\n`
      files.push({ fileName: `annotations/${paper}.json`, bytes: new TextEncoder().encode(text) })
      for (const each of Object.values(annotations)) if ('picture' in each) pictures.add(String(each.picture))
    }
    for (const hash of [...pictures].sort()) {
      const bytes = await readPicture(this.parts.libraryPath, hash)
      if (bytes) files.push({ fileName: `pictures/${hash}.png`, bytes })
    }
    return files
  }

  /** The annotations that a library's notes lead to, as notes of Obsidian have them. */
  async marksIn({ entries, items }: Library): Promise<NotedMark[]> {
    const notes = Object.values(entries).flatMap(entry => (entry.kind === 'text' ? linksIn(entry.markdown) : []))
    const wanted = new Set(notes.flatMap(({ target }) => /^annotation:(.+)$/.exec(target)?.[1] ?? []))
    if (wanted.size === 0) return []
    const { palette } = this.parts.transfer.places.settings.current
    const marks: NotedMark[] = []
    const told = new Set<string>()
    for (const { id: itemId, paper } of Object.values(items)) {
      if (!paper || told.has(paper)) continue
      told.add(paper)
      const known = (await this.parts.annotations.list(paper)).flatMap(
        each => knownAnnotation.safeParse(each).data ?? [],
      )
      for (const each of inOrder(known.filter(({ id }) => wanted.has(id)))) {
        const words =
          clipped(
            quoteOf(each)
              .replaceAll(/[[\]|\s]+/g, ' ')
              .trim(),
            80,
          ) || `p. ${pageOf(each)}`
        marks.push({ id: each.id, itemId, text: callout(each, { palette }), blockId: blockId(each.id), words })
      }
    }
    return marks
  }

  /** Writes the PDFs and pictures: before the records that speak of them. What is not what its name says is left out. */
  async keepFiles({ papers, pictures, beside }: CompanionPlan, records: Library['papers']): Promise<void> {
    for (const hash of papers) {
      const bytes = (await (await beside(`papers/${hash}.pdf`))?.()) ?? null
      if (bytes && hashOf(bytes) === hash) await this.parts.papers.keep(records[hash]?.fileName ?? 'paper.pdf', bytes)
    }
    for (const [hash, read] of pictures) {
      const bytes = read()
      if (hashOf(bytes) === hash) await keepPicture(this.parts.libraryPath, bytes)
    }
  }

  /** Takes annotations in, each paper's as one step that `follow` takes back with the import of `source`. Gives how many. */
  async takeAnnotations({ records, marks }: CompanionPlan, source: Source): Promise<number> {
    const step = source.importedAt
    let count = 0
    for (const [paper, fresh] of records) {
      await this.parts.annotations.take(paper, fresh, step)
      count += Object.keys(fresh.annotations).length
    }
    for (const { name, bytes } of marks) {
      const { added, changed, orphaned } = await this.parts.transfer.import(null, name, bytes, { step })
      count += added + changed + orphaned
    }
    return count
  }

  /** Takes the annotations of an import back with it, or in again. A paper that was written in since stays as it is. */
  async follow(direction: 'undo' | 'redo', changes: readonly Change[]): Promise<void> {
    const source = changes.find(({ table }) => table === 'sources')
    const { importedAt } = ((direction === 'undo' ? source?.before : source?.after) ?? {}) as Partial<Source>
    if (importedAt === undefined) return
    for (const paper of await this.parts.annotations.papers()) {
      const { history } = await this.parts.annotations.of(paper)
      const next = history[direction]
      if (next?.key === 'annotation-take' && next.name === importedAt)
        await this.parts.annotations.step(paper, direction)
    }
  }
}
