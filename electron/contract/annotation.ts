import { z } from 'zod'
import { annotationColors } from './choices.ts'
import { contentHash, instant, recordId } from './identity.ts'
import { trashed } from './trash.ts'

/** A rectangle in PDF user space: points, origin bottom left, as [left, bottom, right, top]. */
export const rectPt = z.tuple([z.number(), z.number(), z.number(), z.number()])
export type RectPt = z.infer<typeof rectPt>

/** W3C TextQuoteSelector: the words marked and up to 32 characters on each side, so that the mark is found again in a changed file. */
export const quoteSelector = z.strictObject({
  exact: z.string().max(100_000),
  prefix: z.string().max(200),
  suffix: z.string().max(200),
})

/** The part of an annotation that lies on one page. `start` and `end` count UTF-16 units of the page's text (W3C TextPositionSelector). */
export const pagePart = z.strictObject({
  /** 1-based. */
  page: z.number().int().positive(),
  start: z.number().int().nonnegative(),
  end: z.number().int().nonnegative(),
  rectsPt: z.array(rectPt).max(10_000),
})
export type PagePart = z.infer<typeof pagePart>

export const annotationColor = z.enum(annotationColors)
export type AnnotationColor = z.infer<typeof annotationColor>

/** A highlighted passage; `comment` is Markdown. */
export const highlight = z.strictObject({
  id: recordId,
  kind: z.literal('highlight'),
  paper: contentHash,
  quote: quoteSelector,
  parts: z.array(pagePart).min(1).max(500),
  color: annotationColor,
  comment: z.string().max(100_000),
  author: z.string().max(200),
  createdAt: instant,
  modifiedAt: instant,
})
export type Highlight = z.infer<typeof highlight>

/** A kind that a newer Folium wrote: kept word for word, shown nowhere. */
export const unknownAnnotation = z.looseObject({ id: recordId, kind: z.string() })

export const annotation = z.union([highlight, unknownAnnotation])
export type Annotation = z.infer<typeof annotation>

/** One file a paper: `annotations/<hash>.json`. */
export const annotationFile = z.strictObject({
  annotations: z.record(z.string(), annotation),
  trash: z.record(z.string(), trashed),
})
export type AnnotationFile = z.infer<typeof annotationFile>
