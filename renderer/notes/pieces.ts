/** About what a screen holds, in UTF-16 units of a note's source. */
const firstLength = 1_600
/** What one turn draws without being felt. */
const moreLength = 700
/** Formulas are many boxes to lay out, for each sign of theirs. */
const formulaWeight = 3
/** A widget keeps so much of the screen, however short its line is. */
const widgetLength = 1_000

const weightOf = (source: string): number => {
  if (/^\s*(?:```|~~~)\s*solver\b/.test(source)) return widgetLength
  const formulas = source.match(/\$[^$]+\$/g) ?? []
  return source.length + (formulaWeight - 1) * formulas.reduce((sum, { length }) => sum + length, 0)
}

/**
 * How many blocks stand after each turn when a long note is drawn from its top in pieces: a screen of it at first, then about
 * as much a turn, and never less than a block.
 */
export function piecesOf(sources: readonly string[]): readonly number[] {
  const ends: number[] = []
  let weight = 0
  for (const [i, source] of sources.entries()) {
    weight += weightOf(source)
    if (weight < (ends.length === 0 ? firstLength : moreLength)) continue
    ends.push(i + 1)
    weight = 0
  }
  return ends.at(-1) === sources.length ? ends : [...ends, sources.length]
}
