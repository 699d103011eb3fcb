/**
 * The name of a field whose widget lies in its page's own list and so has no number: its page (1-based) and its rectangle,
 * PDF points, in hundredths. pdf.js numbers such widgets by what else it happened to meet on the page first.
 */
export const fieldAt = (page: number, rectPt: readonly number[]): string =>
  `at${page}_${rectPt.map(each => String(Math.round(each * 100)).replace('-', 'm')).join('_')}`

/** The page of a field that is named by its place; null where it is named by its number. */
export const pageOfField = (id: string): number | null => Number(/^at(\d+)_/.exec(id)?.[1]) || null
