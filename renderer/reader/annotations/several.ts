import type { Ink, PagePart, TextMark, TextMarkKind } from '../../../electron/contract/annotation.ts'
import { inPageOrder } from './geometry.ts'
import type { Put, ShownAnnotation } from './tools/index.ts'

/** Stands in a quote between passages that do not follow each other. */
export const gapMark = ' … '
/** Two passages of a page with at most this between them follow each other, UTF-16 units. */
const nearUnits = 2

const isTextMark = (annotation: ShownAnnotation): annotation is TextMark => 'parts' in annotation
const isInk = (annotation: ShownAnnotation): annotation is Ink => annotation.kind === 'ink'
const now = (): string => new Date().toISOString()

export const recolored = (annotations: readonly ShownAnnotation[], color: string): Put[] =>
  changed(annotations, annotation => (annotation.color === color ? annotation : { ...annotation, color }))

/** Passages as another kind; what is no passage stays as it is. */
export const converted = (annotations: readonly ShownAnnotation[], kind: TextMarkKind): Put[] =>
  changed(annotations, annotation =>
    isTextMark(annotation) && annotation.kind !== kind ? { ...annotation, kind } : annotation,
  )

export const withTag = (annotations: readonly ShownAnnotation[], tag: string): Put[] =>
  changed(annotations, annotation =>
    annotation.tags?.includes(tag) ? annotation : { ...annotation, tags: [...(annotation.tags ?? []), tag] },
  )

/** The annotation with exactly these tags. */
export function tagged<A extends ShownAnnotation>(annotation: A, tags: readonly string[]): A {
  const { tags: _, ...rest } = annotation
  const unique = [...new Set(tags.map(tag => tag.trim()).filter(Boolean))]
  return { ...rest, ...(unique.length > 0 ? { tags: unique } : {}), modifiedAt: now() } as A
}

/** Puts for what a change really changes. */
function changed(annotations: readonly ShownAnnotation[], change: (annotation: ShownAnnotation) => ShownAnnotation) {
  return annotations.flatMap((annotation): Put[] => {
    const next = change(annotation)
    return next === annotation ? [] : [{ id: annotation.id, annotation: { ...next, modifiedAt: now() } }]
  })
}

/** Passages, or ink of one page, can become one; nothing else can. */
export function canMerge(annotations: readonly ShownAnnotation[]): boolean {
  if (annotations.length < 2) return false
  const pages = new Set(annotations.filter(isInk).map(({ page }) => page))
  return annotations.every(isTextMark) || (annotations.every(isInk) && pages.size === 1)
}

/** One annotation of several: the first in the order of the pages takes in the others. Empty where they cannot become one. */
export function merged(annotations: readonly ShownAnnotation[]): Put[] {
  if (!canMerge(annotations)) return []
  const [first, ...others] = annotations.toSorted(inPageOrder)
  if (!first) return []
  const all = [first, ...others]
  const shared = {
    comment: all
      .map(({ comment }) => comment.trim())
      .filter(Boolean)
      .join('\n\n'),
    createdAt: all.map(({ createdAt }) => createdAt).toSorted()[0] ?? first.createdAt,
  }
  const one = tagged(
    isInk(first)
      ? { ...first, ...shared, strokes: all.filter(isInk).flatMap(({ strokes }) => strokes) }
      : { ...first, ...shared, ...joinedPassages(all.filter(isTextMark)) },
    all.flatMap(({ tags = [] }) => tags),
  ) as ShownAnnotation
  return [{ id: one.id, annotation: one }, ...others.map(({ id }) => ({ id, annotation: null }))]
}

/** Quote and parts of passages in the order of the pages. Those that follow each other, or overlap, flow together. */
function joinedPassages(marks: readonly TextMark[]): Pick<TextMark, 'quote' | 'parts'> {
  const [first, ...others] = marks as [TextMark, ...TextMark[]]
  let { quote } = first
  let parts: PagePart[] = [...first.parts]
  for (const mark of others) {
    const [last, next] = [parts.at(-1), mark.parts[0]]
    if (last && next && mark.parts.length === 1 && last.page === next.page && next.end <= last.end) continue
    const follows = last?.page === next?.page && last && next && next.start - last.end <= nearUnits
    quote = {
      exact: quote.exact + (follows ? ' ' : gapMark) + mark.quote.exact,
      prefix: quote.prefix,
      suffix: mark.quote.suffix,
    }
    parts = [...parts, ...mark.parts]
  }
  return { quote, parts }
}
