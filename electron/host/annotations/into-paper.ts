import type { Annotation, AnnotationFile, KnownAnnotation } from '../../contract/annotation.ts'
import type { PaperWritten } from '../../contract/answers.ts'
import type { CallArgs } from '../../contract/calls.ts'
import type { Item } from '../../contract/item.ts'
import { Refusal } from '../../contract/result.ts'
import type { Trashed } from '../../contract/trash.ts'
import type { CallContext, HandlersOf } from '../handlers.ts'
import { put } from '../library/library.ts'
import { PdfFile } from '../pdf/file.ts'
import { readAnnotations } from '../pdf/read.ts'
import { differences } from '../store/differences.ts'
import type { Done } from '../store/document.ts'
import { foreignFromPdf } from './from-pdf.ts'
import type { AnnotationTransfer, Places } from './transfer.ts'

type Origin = KnownAnnotation['origin']
/**
 * How an annotation stands in a file: the object that it is there, so that the file's own is not drawn beside it, or how it was
 * found there.
 */
type Standing = (annotation: KnownAnnotation) => { origin?: Origin; anchoring?: KnownAnnotation['anchoring'] }

const editKey = 'paper-write-into'
const fileOf = (hash: string): string => `papers/${hash}.pdf`

/**
 * Writes an item's annotations into its own PDF. A paper is known by its content: what comes of it is a paper of its own, which
 * every item that had the old one has from then on, with all annotations. The old file stays as it is, an earlier version.
 */
async function writeInto(
  transfer: AnnotationTransfer,
  { itemId, password, signed }: CallArgs<'annotation:write-into'>,
  context: CallContext,
): Promise<PaperWritten> {
  const { library, papers, texts } = transfer.places
  const { paper: before, title } = transfer.itemWithPaper(itemId)
  const { bytes, fileName: _, ...counts } = await transfer.write(itemId, undefined, password, context)
  const record = library.get('papers', before)
  const name = record.fileName
  if (counts.added + counts.changed + counts.removed + counts.filled === 0)
    return { ...counts, fileName: name, paper: before, backup: null }
  if (counts.forbidden) throw new Refusal('pdf-signed-closed', { name })
  if (counts.signed && !signed) throw new Refusal('pdf-signed', { name })
  const { id: now, bytes: size, addedAt } = await papers.keep(name, bytes)
  const origins = originsIn(bytes, password)
  // What the file carries itself is at its place for sure.
  await mirror(transfer.places, before, now, each => (origins.has(each.id) ? { origin: origins.get(each.id) } : each))
  const items = Object.values(library.data.items).filter(({ paper }) => paper === before)
  await library.commit({ key: editKey, name: title }, [
    put('papers', { ...record, id: now, bytes: size, addedAt }),
    ...items.map(item => put('items', { ...item, paper: now, versions: versionsWith(item, before, now) })),
  ])
  void texts.learn(now, name).catch(() => undefined)
  return { ...counts, fileName: name, paper: now, backup: fileOf(before) }
}

const versionsWith = ({ versions = [] }: Item, before: string, now: string): string[] =>
  [...versions.filter(hash => hash !== before), before].filter(hash => hash !== now)

/** Of our annotations in a file, by their names. */
function originsIn(bytes: Uint8Array, password: string | undefined): ReadonlyMap<string, Origin> {
  const found = foreignFromPdf(readAnnotations(PdfFile.open(bytes, password)))
  return new Map(
    found.flatMap(({ annotation: { id, origin } }) => (origin?.program === 'folium' ? [[id, origin]] : [])),
  )
}

/**
 * Makes what one file of a paper is annotated and filled with that of another, which has the same pages. What was deleted
 * moves there, so that it comes back where it is seen.
 */
async function mirror({ annotations }: Places, from: string, to: string, standing: Standing): Promise<void> {
  const [source, target] = [(await annotations.of(from)).data, (await annotations.of(to)).data]
  const { [to]: _, ...carried } = { ...source.carried, [from]: { from, at: new Date().toISOString() } }
  const tables: AnnotationFile = {
    annotations: mapped(source.annotations, each => inPaper(each, to, standing)),
    fields: source.fields,
    carried,
    trash: { ...target.trash, ...mapped(source.trash, each => deletedFrom(each, to, standing)) },
  }
  await annotations.follow(to, 'annotation-move', differences(target, tables))
  await annotations.follow(from, 'annotation-move', differences(source, { ...source, trash: {} }))
}

const mapped = <T>(table: Readonly<Record<string, T>>, by: (record: T) => T): Record<string, T> =>
  Object.fromEntries(Object.entries(table).map(([id, record]) => [id, by(record)]))

/** Kinds that a newer Folium wrote have a paper too, and stay otherwise word for word. */
function inPaper(annotation: Annotation, paper: string, standing: Standing): Annotation {
  const { origin: _, anchoring: __, ...others } = annotation as KnownAnnotation
  const { origin, anchoring } = standing(annotation as KnownAnnotation)
  return {
    ...others,
    ...('paper' in annotation ? { paper } : {}),
    ...(origin ? { origin } : {}),
    ...(anchoring ? { anchoring } : {}),
  }
}

const deletedFrom = (trashed: Trashed, paper: string, standing: Standing): Trashed => ({
  ...trashed,
  records: trashed.records.map(({ table, record }) => ({
    table,
    record: inPaper(record as unknown as Annotation, paper, standing),
  })),
})

/** As the write is taken back, or done again, what was done to the annotations since goes along. */
async function follow(places: Places, { changes }: Done): Promise<void> {
  const pairs = new Map<string, string>()
  for (const { table, before, after } of changes) {
    const [from, to] = [before, after].map(each => (table === 'items' ? (each as Item | null)?.paper : null))
    if (from && to && from !== to) pairs.set(from, to)
  }
  for (const [from, to] of pairs) {
    const there = { ...(await places.annotations.of(to)).data.annotations }
    await mirror(places, from, to, ({ id, origin, anchoring }) => {
      const known = Object.hasOwn(there, id) ? (there[id] as KnownAnnotation) : null
      if (known && known.anchoring?.state !== 'orphan') return known
      // What was made or placed since is no part of the other file.
      return { origin: origin?.program === 'folium' ? undefined : origin, anchoring }
    })
  }
}

export function intoPaperHandlers(
  transfer: AnnotationTransfer,
  refusal: Refusal | null,
): Pick<HandlersOf<'annotation'>, 'annotation:write-into'> {
  transfer.places.library.onStep.set(editKey, (_, done) => follow(transfer.places, done))
  return {
    'annotation:write-into': (args, context) => {
      if (refusal) throw refusal
      return writeInto(transfer, args, context)
    },
  }
}
