import { randomUUID } from 'node:crypto'
import {
  type Annotation,
  annotationColor,
  type KnownAnnotation,
  knownAnnotation,
  type NearText,
  type TextMark,
} from '../../contract/annotation.ts'
import type { PaletteColor } from '../../contract/choices.ts'
import { instant, recordId } from '../../contract/identity.ts'
import type { PaperText } from '../../contract/text/page-text.ts'
import type { Foreign } from './formats/annotated.ts'
import { boxOf, isSameMark, namedAs } from './same-mark.ts'
import { nearestWords, partOf, quoteAt, quoteFinder, wordsUnder } from './located.ts'

/** What becomes of one annotation of a file. */
export type Intake =
  | { readonly kind: 'added' | 'changed'; readonly annotation: KnownAnnotation }
  | { readonly kind: 'unchanged' }
  /** Its words stand nowhere in the paper; it is kept among the orphans. */
  | { readonly kind: 'orphaned'; readonly annotation: KnownAnnotation }
  | { readonly kind: 'refused'; readonly reason: 'no-place' }

interface Into {
  readonly paper: string
  /** Null where the PDF gives no text. */
  readonly text: PaperText | null
  readonly known: readonly Annotation[]
  readonly palette: readonly PaletteColor[]
  readonly author: string
  readonly now: string
}

/** Decides what becomes of each annotation; the same file a second time changes nothing. */
export function intakeOf(foreigns: readonly Foreign[], into: Into): Intake[] {
  const find = into.text ? quoteFinder(into.text) : () => null
  const taken = new Set<string>()
  const matched = new Set<string>()
  return foreigns.map(foreign => {
    const placed = placedIn(foreign, into, find)
    const record = knownAnnotation.safeParse(placed.record)
    if (!record.success) return { kind: 'refused', reason: 'no-place' }
    const annotation = record.data
    const free = into.known.filter(({ id }) => !matched.has(id))
    const before =
      into.known.find(each => isSame(each, annotation, foreign)) ?? free.find(each => isTwin(each, annotation))
    if (before && 'modifiedAt' in before) {
      matched.add(before.id)
      return compared(before as KnownAnnotation, annotation)
    }
    // Two entries under one name are two annotations.
    const id =
      taken.has(annotation.id) || into.known.some(each => each.id === annotation.id) ? randomUUID() : annotation.id
    taken.add(id)
    return { kind: placed.isOrphan ? 'orphaned' : 'added', annotation: { ...annotation, id } }
  })
}

/** The same by our own name, or by the name that it has in the program it came from. */
function isSame(known: Annotation, annotation: KnownAnnotation, { annotation: { id }, name = '' }: Foreign): boolean {
  if (known.id === annotation.id && annotation.id === id) return true
  // Another program that wrote the PDF anew has left the name.
  if (name !== '' && namedAs(name, known.id) && known.kind === annotation.kind) return true
  const { origin, anchoring } = known as Partial<KnownAnnotation>
  // The numbers of an earlier file's objects mean something else in this one.
  if (origin === undefined || origin.program === 'folium' || (origin.program === 'pdf' && anchoring)) return false
  return origin.program === annotation.origin?.program && origin.id === annotation.origin.id
}

/** One that came by another way (an earlier file, another copy): made at the same time, of the same kind, in the same place. */
const isTwin = (known: Annotation, annotation: KnownAnnotation): boolean =>
  'createdAt' in known && known.createdAt === annotation.createdAt && isSameMark(known as KnownAnnotation, annotation)

/** What the other program may have changed: words, colour and tags. The place stays ours, which knows its text. */
function compared(before: KnownAnnotation, given: KnownAnnotation): Intake {
  const of = ({ comment, color, tags }: KnownAnnotation): string => JSON.stringify([comment.trim(), color, tags ?? []])
  if (of(before) === of(given) || given.modifiedAt <= before.modifiedAt) return { kind: 'unchanged' }
  const { comment, color, modifiedAt, tags } = given
  return { kind: 'changed', annotation: { ...before, comment, color, modifiedAt, ...(tags ? { tags } : {}) } }
}

function placedIn(
  foreign: Foreign,
  into: Into,
  find: ReturnType<typeof quoteFinder>,
): { record: object; isOrphan: boolean } {
  const { annotation } = foreign
  const shared = {
    ...annotation,
    id: recordId.safeParse(annotation.id).success ? annotation.id : randomUUID(),
    paper: into.paper,
    color: paletteColorOf(annotation.color, into.palette),
    author: annotation.author || into.author,
    createdAt: instantOf(annotation.createdAt, into.now),
    modifiedAt: instantOf(annotation.modifiedAt, into.now),
  }
  const tidy = { ...shared, tags: shared.tags && shared.tags.length > 0 ? [...new Set(shared.tags)] : undefined }
  if (tidy.tags === undefined) delete (tidy as Partial<typeof tidy>).tags
  if (!('parts' in annotation)) return { record: { ...nearIn(annotation, into.text), ...tidy }, isOrphan: false }
  const marked = annotation as Omit<TextMark, 'paper'>
  if (!foreign.quoteOnly) return { record: { ...tidy, ...withWords(marked, into.text) }, isOrphan: false }
  const parts = find(marked.quote, marked.parts[0]?.page ?? 1)
  if (parts && parts.some(part => part.rectsPt.length > 0)) return { record: { ...tidy, parts }, isOrphan: false }
  return { record: { ...tidy, anchoring: { from: into.paper, confidence: 0, state: 'orphan' } }, isOrphan: true }
}

/** The words beside a place: by them it is found again in a changed file, and stands in its order among marked passages. */
function nearIn(annotation: Omit<KnownAnnotation, 'paper'>, text: PaperText | null): { near?: NearText } {
  const box = boxOf(annotation)
  const page = box && text?.pages[box.page - 1]
  const near = page ? nearestWords(page, box.page, box.rectPt) : null
  return near ? { near } : {}
}

/** A mark that came with rectangles alone gets the words under them, and its place in the text. */
function withWords({ quote, parts }: Pick<TextMark, 'quote' | 'parts'>, text: PaperText | null): object {
  if (!text || parts.some(part => part.end > part.start)) return { quote, parts }
  const found = parts.map(part => {
    const page = text.pages[part.page - 1]
    const words = page && wordsUnder(page, part.rectsPt)
    if (!page || !words) return { part, quote: null }
    const { start, end } = words
    const { turn } = partOf(page, part.page, start, end)
    return { part: { ...part, start, end, ...(turn ? { turn } : {}) }, quote: quoteAt(page, words) }
  })
  const quotes = found.flatMap(each => each.quote ?? [])
  const words = {
    exact: quote.exact || quotes.map(({ exact }) => exact).join(' '),
    prefix: quotes[0]?.prefix ?? '',
    suffix: quotes.at(-1)?.suffix ?? '',
  }
  return { quote: words, parts: found.map(({ part }) => part) }
}

/** A hue that is one of the palette's is that colour; what is no colour becomes grey. */
const paletteColorOf = (color: string, palette: readonly PaletteColor[]): string =>
  palette.find(({ id, hex }) => id === color || hex === color)?.id ??
  (annotationColor.safeParse(color).success ? color : 'gray')

/** Other programs write times with an offset, or without seconds. */
function instantOf(given: string, otherwise: string): string {
  const time = Date.parse(given)
  return instant.safeParse(given).success ? given : Number.isNaN(time) ? otherwise : new Date(time).toISOString()
}
