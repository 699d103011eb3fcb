import type { KnownAnnotation } from '../../../contract/annotation.ts'
import type { PaletteColor } from '../../../contract/choices.ts'
import type { Item } from '../../../contract/item.ts'

/** A paper with what was written in it, in the order of its pages. */
export interface Annotated {
  readonly item: Item
  /** SHA-256 of the PDF. */
  readonly paper: string
  readonly fileName: string
  readonly annotations: readonly KnownAnnotation[]
}

/** What a format needs beside the papers. */
export interface Writing {
  readonly palette: readonly PaletteColor[]
  /** Names of the tags of an item. */
  tagsOf(item: Item): string[]
  /** How the formats that are text lay it out; see `template.ts`. */
  readonly template?: string | undefined
}

export interface WrittenFile {
  readonly name: string
  readonly text: string
}

/** Where an annotation of a file belongs: which paper it says that it is of. */
export interface Claim {
  readonly paper?: string | undefined
  readonly doi?: string | undefined
  readonly url?: string | undefined
  readonly title?: string | undefined
}

/** An annotation out of a file. One that only quotes words has its place looked for in the paper's text. */
export type Foreign = Claim & {
  readonly annotation: Omit<KnownAnnotation, 'paper'>
  /** Its rectangles are not known: only the words and, where the file says so, the page. */
  readonly quoteOnly?: true
  /** The objects of a PDF that it stands in ("12R"): of a mark over several pages each part, and its answers. */
  readonly objects?: readonly string[]
  /** Its name in a PDF (NM), which outlives the numbers of objects; empty where it has none. */
  readonly name?: string
}

/** Something in a file that is no annotation Folium can keep; `at` is which entry (1-based), `reason` a key of the locales. */
export interface Unread {
  readonly at: number
  readonly reason: 'no-object' | 'no-place' | 'unknown-kind'
}

/** One way of writing annotations down, and of reading them again where it can be read. */
export interface AnnotationFormat {
  readonly extension: string
  /** One file for all papers, or one each. */
  write(papers: readonly Annotated[], writing: Writing): WrittenFile[]
  /** Whether a file's parsed JSON is this format; absent for formats that are only written. */
  recognises?(json: unknown): boolean
  read?(json: unknown): { found: Foreign[]; unread: Unread[] }
}

/** The words that were marked, or that stand on the page. */
export const quoteOf = (annotation: KnownAnnotation): string =>
  'quote' in annotation ? annotation.quote.exact : annotation.kind === 'free-text' ? annotation.comment : ''

/** What the reader wrote to it: a free text's words are its quote. */
export const commentOf = (annotation: KnownAnnotation): string =>
  annotation.kind === 'free-text' ? '' : annotation.comment

/** 1-based. */
export const pageOf = (annotation: KnownAnnotation): number =>
  'parts' in annotation ? (annotation.parts[0]?.page ?? 1) : annotation.page

/** From the top of the page down: the height of its upper edge, PDF points. */
const topOf = (annotation: KnownAnnotation): number => {
  if ('parts' in annotation) return Math.max(...(annotation.parts[0]?.rectsPt ?? []).map(rect => rect[3]), -1e6)
  if ('rectPt' in annotation) return annotation.rectPt[3]
  if ('pointPt' in annotation) return annotation.pointPt[1]
  return Math.max(...annotation.strokes.map(stroke => stroke[1] ?? -1e6), -1e6)
}
const startOf = (annotation: KnownAnnotation): number | null =>
  'parts' in annotation ? (annotation.parts[0]?.start ?? null) : (annotation.near?.start ?? null)

/** By page, by the place in its text, and down the page where there is no text. */
export function inOrder<A extends KnownAnnotation>(annotations: readonly A[]): A[] {
  return annotations.toSorted((a, b) => {
    const [startA, startB] = [startOf(a), startOf(b)]
    const inText = startA !== null && startB !== null ? startA - startB : 0
    return pageOf(a) - pageOf(b) || inText || topOf(b) - topOf(a)
  })
}

/** A name for a file that every system takes. */
export const fileNameFrom = (title: string, extension: string): string => {
  const plain = title
    .normalize('NFC')
    .replace(/[\p{Cc}<>:"/\\|?*#^[\]]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '')
  return `${Array.from(plain).slice(0, 100).join('').trim() || 'annotations'}.${extension}`
}

/** One name a file: a second of the same name gets a number. */
export function distinct(files: readonly WrittenFile[]): WrittenFile[] {
  const taken = new Set<string>()
  return files.map(({ name, text }) => {
    const dot = name.lastIndexOf('.')
    let free = name
    for (let number = 2; taken.has(free.toLowerCase()); number++)
      free = `${name.slice(0, dot)} ${number}${name.slice(dot)}`
    taken.add(free.toLowerCase())
    return { name: free, text }
  })
}
