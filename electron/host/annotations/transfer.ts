import path from 'node:path'
import type { KnownAnnotation } from '../../contract/annotation.ts'
import { knownAnnotation } from '../../contract/annotation.ts'
import type { AnnotationIntake, EmbeddedAnnotation, ExportedFile } from '../../contract/answers.ts'
import type { Item } from '../../contract/item.ts'
import { Refusal } from '../../contract/result.ts'
import type { CallContext, HandlersOf } from '../handlers.ts'
import type { LibraryRecords } from '../library/library.ts'
import { hashOf, type PaperStore } from '../papers/papers.ts'
import type { TextStore } from '../papers/texts.ts'
import { settled } from '../pdf/fields.ts'
import { PdfFile } from '../pdf/file.ts'
import { PdfError } from '../pdf/objects.ts'
import { readAnnotations } from '../pdf/read.ts'
import { writeAnnotations, type Written } from '../pdf/writer.ts'
import type { SettingsStore } from '../settings/settings.ts'
import type { AnnotationStore } from './annotations.ts'
import { type Annotated, type Claim, type Foreign, inOrder, type Unread } from './formats/annotated.ts'
import { annotationFormatTable, readMarks } from './formats/index.ts'
import { foreignFromPdf, ofCopy } from './from-pdf.ts'
import { type Intake, intakeOf } from './intake.ts'
import { readAgain } from './read-again.ts'

/** What annotations are carried between. */
export interface Places {
  library: LibraryRecords
  papers: PaperStore
  texts: TextStore
  annotations: AnnotationStore
  settings: SettingsStore
}

type Groups = Map<string, { at: number; foreign: Foreign }[]>
const foreignOf = (group: readonly { foreign: Foreign }[]): Foreign[] => group.map(({ foreign }) => foreign)

/** Takes annotations out into files of other programs and in again; see `formats/` for each of them, `pdf/` for the PDF itself. */
export class AnnotationTransfer {
  readonly places: Places

  constructor(places: Places) {
    this.places = places
  }

  itemWithPaper(id: string): Item & { paper: string } {
    const item = this.places.library.get('items', id)
    if (!item.paper) throw new Refusal('no-paper', { name: item.title })
    return { ...item, paper: item.paper }
  }

  private nameOf(hash: string): string {
    return this.places.library.data.papers[hash]?.fileName ?? 'paper.pdf'
  }

  private async known(paper: string): Promise<KnownAnnotation[]> {
    const list = await this.places.annotations.list(paper)
    return inOrder(list.filter((each): each is KnownAnnotation => knownAnnotation.safeParse(each).success))
  }

  async export({
    itemIds,
    format,
    template,
  }: {
    itemIds: string[] | null
    format: keyof typeof annotationFormatTable
    template?: string | undefined
  }): Promise<ExportedFile[]> {
    const { library, settings } = this.places
    const items = itemIds ? itemIds.map(id => this.itemWithPaper(id)) : Object.values(library.data.items)
    const annotated: Annotated[] = []
    for (const item of items) {
      if (!item.paper) continue
      const annotations = await this.known(item.paper)
      if (itemIds || annotations.length > 0)
        annotated.push({ item, paper: item.paper, fileName: this.nameOf(item.paper), annotations })
    }
    const files = annotationFormatTable[format].write(annotated, {
      palette: settings.current.palette,
      tagsOf: item => (item.tags ?? []).flatMap(id => library.data.tags[id]?.name ?? []),
      template,
    })
    return files.map(({ name, text }) => ({ fileName: name, bytes: new Uint8Array(Buffer.from(text, 'utf8')) }))
  }

  /** The paper, or a file that began as it, with every annotation of ours in it. */
  async write(itemId: string, base: Uint8Array | undefined, password: string | undefined, context: CallContext) {
    const { paper } = this.itemWithPaper(itemId)
    const fileName = this.nameOf(paper)
    const bytes = base ?? (await this.places.papers.read(paper, context))
    const annotations = (await this.known(paper)).filter(({ anchoring }) => anchoring?.state !== 'orphan')
    const filled = Object.values((await this.places.annotations.of(paper)).data.fields)
    return this.pdf(fileName, async () => {
      const file = PdfFile.open(bytes, password)
      const fields = settled(file, filled)
      const written = await writeAnnotations(file, annotations, this.places.settings.current.palette, fields)
      // Nothing that cannot be read again leaves here.
      const others = this.seenByOthers(written, file.pages().length, password)
      await Promise.all([others, readAgain(written, annotations, fields, password)])
      const own = new Uint8Array(written.bytes)
      const left = { misplaced: written.misplaced.length, unfilled: written.unfilled.length }
      return { ...written, ...left, bytes: own, fileName: annotatedName(fileName) }
    })
  }

  /** Another reader, pdf.js, must open the copy and see every page and what was added. Throws PdfError. */
  private async seenByOthers({ bytes, added }: Written, pages: number, password = ''): Promise<void> {
    const seen = await this.places.texts.counts(bytes, password)
    if (typeof seen === 'string' || seen.pages !== pages || seen.annotations < added)
      throw new PdfError('damaged', `the copy is not whole for pdf.js: ${JSON.stringify(seen)}`)
  }

  /** Turns what is wrong with a PDF into its sentence. */
  private async pdf<T>(name: string, work: () => Promise<T> | T): Promise<T> {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof PdfError)) throw error
      if (error.fault === 'password') throw new Refusal('pdf-password', { name })
      throw new Refusal(error.fault === 'encryption-unknown' ? 'pdf-encryption' : 'pdf-damaged', { name })
    }
  }

  async import(
    itemId: string | null,
    fileName: string,
    bytes: Uint8Array,
    {
      password,
      only,
      step,
    }: {
      password?: string | undefined
      only?: readonly number[] | undefined
      /** Of annotations that come with items: see `Companions`. */
      step?: string
    },
  ): Promise<AnnotationIntake> {
    const given = itemId === null ? null : this.itemWithPaper(itemId)
    const { found, unread } = await this.read(fileName, bytes, password)
    const intake: AnnotationIntake = { added: 0, changed: 0, unchanged: 0, orphaned: 0, refused: [...unread] }
    for (const [paper, group] of this.byPaper(found, given?.paper ?? null, intake, only)) {
      const placed = await this.placed(paper, bytes)
      await this.into(
        paper,
        group.map(({ at, foreign }) => ({ at, foreign: placed(foreign) })),
        intake,
        step,
      )
    }
    return intake
  }

  /**
   * How annotations of a file are known in a paper. Numbers of objects are those of the paper's own file where the other is that
   * or began as that; in any other PDF they mean nothing to it.
   */
  private async placed(paper: string, bytes: Uint8Array): Promise<(foreign: Foreign) => Foreign> {
    if (hashOf(bytes) === paper) return foreign => foreign
    const call = { signal: new AbortController().signal, progress: () => undefined }
    const own = await this.places.papers.read(paper, call).catch(() => null)
    const isGrown = own !== null && Buffer.compare(own, bytes.subarray(0, own.length)) === 0
    return foreign => ofCopy(foreign, isGrown)
  }

  /** How many annotations of a file would be taken in; with `brings` also those whose papers are yet to come. */
  async wouldTake(fileName: string, bytes: Uint8Array, brings: boolean): Promise<number> {
    const { found } = await this.read(fileName, bytes, undefined)
    const intake: AnnotationIntake = { added: 0, changed: 0, unchanged: 0, orphaned: 0, refused: [] }
    const groups = this.byPaper(found, null, intake)
    let count = brings ? intake.refused.length : 0
    for (const [paper, group] of groups)
      count += (await this.outcomes(paper, foreignOf(group))).filter(outcome => 'annotation' in outcome).length
    return count
  }

  private byPaper(
    found: readonly Foreign[],
    given: string | null,
    intake: AnnotationIntake,
    only?: readonly number[],
  ): Groups {
    const groups: Groups = new Map()
    const wanted = only && new Set(only)
    for (const [index, foreign] of found.entries()) {
      if (wanted && !wanted.has(index + 1)) continue
      const paper = given ?? this.paperOf(foreign)
      if (paper) {
        const group = groups.get(paper) ?? []
        group.push({ at: index + 1, foreign })
        groups.set(paper, group)
      } else intake.refused.push({ at: index + 1, reason: 'no-paper' })
    }
    return groups
  }

  /** What becomes of each annotation of a file. */
  private async outcomes(paper: string, foreigns: readonly Foreign[]): Promise<Intake[]> {
    const { annotations, settings, texts } = this.places
    return intakeOf(foreigns, {
      paper,
      text: await texts.of(paper, this.nameOf(paper)).catch(() => null),
      known: await annotations.list(paper),
      palette: settings.current.palette,
      author: settings.current.author,
      now: new Date().toISOString(),
    })
  }

  /** What the item's own PDF carries and the library does not have. */
  async embedded(itemId: string, password: string | undefined, context: CallContext): Promise<EmbeddedAnnotation[]> {
    const { paper } = this.itemWithPaper(itemId)
    const { found } = await this.read(this.nameOf(paper), await this.places.papers.read(paper, context), password)
    const outcomes = await this.outcomes(paper, found)
    return outcomes.flatMap((outcome, index) =>
      outcome.kind === 'added'
        ? [{ at: index + 1, annotation: outcome.annotation, objects: [...(found[index]?.objects ?? [])] }]
        : [],
    )
  }

  private async into(
    paper: string,
    group: { at: number; foreign: Foreign }[],
    intake: AnnotationIntake,
    step: string | undefined,
  ): Promise<void> {
    const { annotations } = this.places
    const outcomes = await this.outcomes(paper, foreignOf(group))
    const taken = outcomes.flatMap(outcome => ('annotation' in outcome ? outcome.annotation : []))
    const puts = taken.map(annotation => ({ id: annotation.id, annotation }))
    if (step !== undefined && taken.length > 0)
      await annotations.take(
        paper,
        { annotations: Object.fromEntries(taken.map(each => [each.id, each])), fields: {} },
        step,
      )
    else if (puts.length > 0) await annotations.edit(paper, 'take', puts)
    for (const [index, outcome] of outcomes.entries()) {
      if (outcome.kind === 'refused') intake.refused.push({ at: group[index]?.at ?? 0, reason: outcome.reason })
      else intake[outcome.kind]++
    }
  }

  private async read(
    fileName: string,
    bytes: Uint8Array,
    password: string | undefined,
  ): Promise<{ found: Foreign[]; unread: Unread[] }> {
    if (Buffer.from(bytes.subarray(0, 1024)).includes('%PDF-'))
      return this.pdf(fileName, () => ({
        found: foreignFromPdf(readAnnotations(PdfFile.open(bytes, password))),
        unread: [],
      }))
    const read = readMarks(bytes)
    if (!read) throw new Refusal('no-annotations-read', { name: fileName })
    return read
  }

  /** The paper that a file says an annotation is of: by content, DOI, address, then title. */
  private paperOf(claim: Claim): string | null {
    const { items, papers } = this.places.library.data
    if (claim.paper && Object.hasOwn(papers, claim.paper)) return claim.paper
    const plain = (text: string | null | undefined): string =>
      (text ?? '')
        .toLowerCase()
        .replace(/^https?:\/\/(www\.)?/, '')
        .replace(/[\s/]+$/, '')
    const withPaper = Object.values(items).filter(item => item.paper !== null)
    const by = (wanted: string | undefined, of: (item: Item) => string | null): string | null =>
      (plain(wanted) && withPaper.find(item => plain(of(item)) === plain(wanted))?.paper) || null
    return by(claim.doi, item => item.doi) ?? by(claim.url, item => item.url) ?? by(claim.title, item => item.title)
  }
}

const annotatedName = (fileName: string): string => `${path.basename(fileName, path.extname(fileName))} (annotated).pdf`

export function annotationTransferHandlers(
  transfer: AnnotationTransfer,
  refusal: Refusal | null,
): Pick<
  HandlersOf<'annotation'>,
  'annotation:export' | 'annotation:write' | 'annotation:import' | 'annotation:embedded'
> {
  return {
    'annotation:export': args => transfer.export(args),
    'annotation:write': ({ itemId, base, password }, context) => transfer.write(itemId, base, password, context),
    'annotation:import': ({ itemId, fileName, bytes, ...how }) => {
      if (refusal) throw refusal
      return transfer.import(itemId, fileName, bytes, how)
    },
    'annotation:embedded': ({ itemId, password }, context) => transfer.embedded(itemId, password, context),
  }
}
