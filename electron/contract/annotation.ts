import { z } from 'zod'
import type { textMarkKinds } from './choices.ts'
import { filledField } from './form.ts'
import { contentHash, instant, recordId } from './identity.ts'
import { trashed } from './trash.ts'

/** A rectangle in PDF user space: points, origin bottom left, as [left, bottom, right, top]. */
export const rectPt = z.tuple([z.number(), z.number(), z.number(), z.number()])
export type RectPt = z.infer<typeof rectPt>

/** A point in PDF user space. */
export const pointPt = z.tuple([z.number(), z.number()])
export type PointPt = z.infer<typeof pointPt>

/** W3C TextQuoteSelector: the words marked and up to 32 characters on each side, so that the mark is found again in a changed file. */
export const quoteSelector = z.strictObject({
  exact: z.string().max(100_000),
  prefix: z.string().max(200),
  suffix: z.string().max(200),
})
export type QuoteSelector = z.infer<typeof quoteSelector>

/** Which way words run in PDF user space: degrees counterclockwise from the x axis. Absent: 0, from left to right. */
const turn = z.union([z.literal(90), z.literal(180), z.literal(270)])
export type Turn = 0 | z.infer<typeof turn>

/** 1-based. */
const page = z.number().int().positive()

/** The part of an annotation that lies on one page. `start` and `end` count UTF-16 units of the page's text (W3C TextPositionSelector). */
export const pagePart = z.strictObject({
  page,
  start: z.number().int().nonnegative(),
  end: z.number().int().nonnegative(),
  /** One a line, in reading order. */
  rectsPt: z.array(rectPt).max(10_000),
  /** Which way the marked words run; it says on which side of a rectangle a line under the words stands. */
  turn: turn.optional(),
})
export type PagePart = z.infer<typeof pagePart>

/** A colour: the id of an entry of the palette (settings), or a hue `#rrggbb` that came with a foreign annotation. `hexOfColor` gives the hue. */
export const annotationColor = z.string().regex(/^([a-z0-9-]{1,40}|#[0-9a-f]{6})$/)
export type AnnotationColor = z.infer<typeof annotationColor>

export const tag = z.string().trim().min(1).max(100)

/** How an annotation came from an earlier file of the paper. */
export const anchoring = z.strictObject({
  /** The file on which it was made; it is kept. */
  from: contentHash,
  /** 0 to 1: how sure it is that this is the same place. */
  confidence: z.number().min(0).max(1),
  /** `orphan`: not found; its pages, places and rectangles are still those of the earlier file. `placed`: by hand. */
  state: z.enum(['found', 'orphan', 'placed']),
})
export type Anchoring = z.infer<typeof anchoring>

const base = {
  id: recordId,
  paper: contentHash,
  color: annotationColor,
  /** Markdown with mathematics and links `[[…]]`; of a free text the plain words that stand on the page. */
  comment: z.string().max(100_000),
  author: z.string().max(200),
  createdAt: instant,
  modifiedAt: instant,
  tags: z.array(tag).max(100).optional(),
  /** Shared by annotations that are one to the user but several to a format. */
  group: recordId.optional(),
  /**
   * The foreign annotation that this was taken over from: in a PDF the number of its object, "12R". `shown`: its own picture says
   * more than ours (a stamp, a circle, a caret, a filled shape), and stays.
   */
  origin: z
    .strictObject({ program: z.string().max(40), id: z.string().max(1000), shown: z.literal(true).optional() })
    .optional(),
  anchoring: anchoring.optional(),
}

/** A marked passage. */
const textMark = <K extends (typeof textMarkKinds)[number]>(kind: K) =>
  z.strictObject({
    ...base,
    kind: z.literal(kind),
    quote: quoteSelector,
    parts: z.array(pagePart).min(1).max(500),
  })
export const highlight = textMark('highlight')
export const underline = textMark('underline')
export const strikeOut = textMark('strike-out')
export const squiggly = textMark('squiggly')
export type TextMarkKind = (typeof textMarkKinds)[number]
export type TextMark = Omit<z.infer<typeof highlight>, 'kind'> & { kind: TextMarkKind }
export type Highlight = z.infer<typeof highlight>

/** The text beside a place: by it the place is found again in a changed file, and sorted among marked passages. */
export const nearText = z.strictObject({ quote: quoteSelector, rectPt, start: z.number().int().nonnegative() })
export type NearText = z.infer<typeof nearText>

/** What stands at a place of a page; `near` is missing where the page has no text. */
const placed = { ...base, page, near: nearText.optional() }

/** A comment pinned to a point, the middle of its icon. */
export const note = z.strictObject({ ...placed, kind: z.literal('note'), pointPt })
export type Note = z.infer<typeof note>

/** Words written on the page, in the rectangle. */
export const freeText = z.strictObject({
  ...placed,
  kind: z.literal('free-text'),
  rectPt,
  sizePt: z.number().min(2).max(400),
  turn: turn.optional(),
})
export type FreeText = z.infer<typeof freeText>

/** One stroke: x and y of its points by turns, PDF points. */
const stroke = z.array(z.number()).min(2).max(20_000)
export const ink = z.strictObject({
  ...placed,
  kind: z.literal('ink'),
  strokes: z.array(stroke).min(1).max(2000),
  widthPt: z.number().positive().max(200),
  /** Lines from point to point (a polygon of a PDF); without it a hand's stroke, drawn as a curve. */
  straight: z.literal(true).optional(),
})
export type Ink = z.infer<typeof ink>

/** A rectangle of a page. */
export const area = z.strictObject({
  ...placed,
  kind: z.literal('area'),
  rectPt,
  /** SHA-256 of a PNG of it, kept in `pictures/`. */
  picture: contentHash.optional(),
})
export type Area = z.infer<typeof area>

export const knownAnnotation = z.discriminatedUnion('kind', [
  highlight,
  underline,
  strikeOut,
  squiggly,
  note,
  freeText,
  ink,
  area,
])
export type KnownAnnotation = TextMark | Note | FreeText | Ink | Area

/** A kind that a newer Folium wrote: kept word for word, shown nowhere. */
export const unknownAnnotation = z.looseObject({ id: recordId, kind: z.string() })

export const annotation = z.union([knownAnnotation, unknownAnnotation])
export type Annotation = KnownAnnotation | z.infer<typeof unknownAnnotation>

/** An earlier file's annotations that were looked for in this one. */
export const carried = z.strictObject({ from: contentHash, at: instant })

/** One file a paper: `annotations/<hash>.json`. */
export const annotationFile = z.strictObject({
  annotations: z.record(z.string(), annotation),
  trash: z.record(z.string(), trashed),
  /** By the earlier file's hash. */
  carried: z.record(z.string(), carried),
  /** What was filled into the PDF's form, by field. */
  fields: z.record(z.string(), filledField),
})
export type AnnotationFile = z.infer<typeof annotationFile>
