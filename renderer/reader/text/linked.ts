import { linesOf } from '../../../electron/contract/text/lines.ts'
import type { PageText } from '../../../electron/contract/text/page-text.ts'
import { bodyStyle } from './headings.ts'
import { mentionKinds } from '../../lib/mention-kinds.ts'
import { mentionsIn } from './mentions.ts'
import type { Reference } from './references.ts'
import { stretchOf } from './stretch.ts'
import type { Part, Target } from './targets.ts'

/** Where a link leads, in the column that begins at `leftPt` where that is known, and the words that it lies over. */
export interface Link {
  page: number
  topPt: number
  leftPt: number | null
  words: string
}

/** How far a link may lead from the line of the entry that it means, PDF points. */
const nearPt = 16
/** How far from what is shown of a part the link to it may lead: to its top, its caption or its end. PDF points. */
const partPt = 40
/** How far from where a line begins a link may lead within its column, PDF points: numbers hang out. */
const columnPt = 72

const isBeside = (x: number, leftPt: number | null): number =>
  Number(leftPt !== null && Math.abs(x - leftPt) > columnPt)

/**
 * The reference that a link leads to: the one of the number in its words, else that which stands at the height, in the column
 * where that is known.
 */
export function referenceOf(
  { page, topPt, leftPt, words }: Link,
  references: readonly Reference[],
): Reference | undefined {
  // Some programs lead links a few lines beside the entry; the list's own page they do not miss.
  const number = /^[\s[,;–-]*([\p{L}+]*\d{1,4}[a-z]?)[\s\],;–-]*$/u.exec(words)?.[1]
  const named = references.find(reference => reference.number !== null && reference.number === number)
  if (named && Math.abs(named.page - page) <= 1) return named
  const near = references.filter(reference => reference.page === page && Math.abs(reference.topPt - topPt) < nearPt)
  // Entries of two columns stand at one height.
  const away = (reference: Reference): number => Math.abs(reference.topPt - topPt)
  return near.sort((a, b) => isBeside(a.leftPt, leftPt) - isBeside(b.leftPt, leftPt) || away(a) - away(b))[0]
}

/** The part of the paper that a link leads to: of the name and number in its words, or of the number alone, at its place. */
export function partOf({ page, topPt, leftPt, words }: Link, targets: ReadonlyMap<string, Target>): Part | null {
  const [named] = mentionsIn(words)
  const number = named?.number ?? /^\P{L}*?([A-H]?\.?\d+(?:\.\d+)*|[A-H])\P{L}*$/u.exec(words)?.[1]
  if (number === undefined) return null
  const parts = (named ? [named.kind] : mentionKinds).flatMap((of): Part[] => {
    const target = targets.get(`${of} ${number}`)
    return target?.page === page ? [{ of, number, target }] : []
  })
  const away = ({ target: { rectPt } }: Part): number => Math.max(rectPt[1] - topPt, topPt - rectPt[3], 0)
  const isElsewhere = ({ target: { rectPt } }: Part): number =>
    Number(leftPt !== null && (leftPt < rectPt[0] - columnPt || leftPt > rectPt[2]))
  const heightOf = ({ target: { rectPt } }: Part): number => rectPt[3] - rectPt[1]
  const [nearest] = parts.toSorted(
    (a, b) => isElsewhere(a) - isElsewhere(b) || away(a) - away(b) || heightOf(a) - heightOf(b),
  )
  // A name is enough; a number alone may be one of anything on that page.
  return nearest && (named || away(nearest) < partPt) ? nearest : null
}

/** The stretch of its page that a link leads to: as wide as the column; null where no words stand there. */
export function placeOf({ page, topPt, leftPt }: Link, shown: PageText | undefined): Target | null {
  const lines = shown ? linesOf(shown) : []
  const away = (line: { y: number; sizePt: number }): number => Math.abs(line.y + line.sizePt - topPt)
  const [nearest] = lines
    .filter(line => line.text.trim() !== '' && away(line) < partPt)
    .toSorted((a, b) => isBeside(a.x, leftPt) - isBeside(b.x, leftPt) || away(a) - away(b))
  if (!nearest || !shown) return null
  return { page, rectPt: stretchOf('section', nearest, { lines, view: shown.view, body: bodyStyle([lines]) }) }
}
