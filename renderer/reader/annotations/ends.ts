import type { Piece } from './anchor.ts'

/** A place in the text of a page: in which piece (in reading order), and how far in it (UTF-16 units). */
export interface TextPlace {
  piece: number
  offset: number
}

export type Edge = 'start' | 'end'
export type Step = 'character' | 'line'

const isChosen = ({ from, to }: Piece): boolean => to > from

/** Where the selected stretch of a page begins and ends; null where nothing is selected. */
export function edgesOf(pieces: readonly Piece[]): Record<Edge, TextPlace> | null {
  const chosen = pieces.map(isChosen)
  const [first, last] = [chosen.indexOf(true), chosen.lastIndexOf(true)]
  const [a, b] = [pieces[first], pieces[last]]
  return a && b ? { start: { piece: first, offset: a.from }, end: { piece: last, offset: b.to } } : null
}

/** One grapheme further or back, from piece to piece; null at the end of the text. */
function besideCharacter(pieces: readonly Piece[], { piece, offset }: TextPlace, by: 1 | -1): TextPlace | null {
  const text = pieces[piece]?.text
  if (text === undefined) return null
  const rest = by > 0 ? text.slice(offset) : text.slice(0, offset)
  if (rest === '') {
    const next = piece + by
    const length = pieces[next]?.text.length
    if (length === undefined) return null
    return besideCharacter(pieces, { piece: next, offset: by > 0 ? 0 : length }, by)
  }
  const graphemes = [...new Intl.Segmenter().segment(rest)]
  const length = graphemes.at(by > 0 ? 0 : -1)?.segment.length ?? 1
  return { piece, offset: offset + by * length }
}

/** To the end (or the start) of this line, or of the line beside it when already there; null at the end of the text. */
function besideLine(pieces: readonly Piece[], { piece, offset }: TextPlace, by: 1 | -1, edge: Edge): TextPlace | null {
  const ends = (index: number) => (edge === 'end' ? pieces[index]?.endsLine : pieces[index - 1]?.endsLine) ?? true
  const atEdge = (index: number): TextPlace => ({
    piece: index,
    offset: edge === 'end' ? (pieces[index]?.text.length ?? 0) : 0,
  })
  const isThere = (index: number) => index === piece && offset === atEdge(index).offset
  for (let index = piece; index >= 0 && index < pieces.length; index += by) {
    // Going back inside its own line an end belongs to the line before.
    const passes = index === piece && (by > 0 ? edge === 'start' : edge === 'end')
    if (ends(index) && !passes && !isThere(index) && pieces[index]?.text.trim() !== '') return atEdge(index)
  }
  return null
}

/**
 * The selected stretch with one of its ends moved a step; null where it cannot go, or where nothing would be left. Pieces in
 * reading order.
 */
export function withEdgeMoved(
  pieces: readonly Piece[],
  edge: Edge,
  step: Step,
  by: 1 | -1,
): Record<Edge, TextPlace> | null {
  const edges = edgesOf(pieces)
  if (!edges) return null
  let place: TextPlace | null = edges[edge]
  // Space at an end is not seen, so a step that only takes space is none.
  do place = step === 'line' ? besideLine(pieces, place, by, edge) : besideCharacter(pieces, place, by)
  while (place && step === 'character' && isInSpace(pieces, place, edge))
  if (!place) return null
  const moved = { ...edges, [edge]: place }
  const { start, end } = moved
  return start.piece < end.piece || (start.piece === end.piece && start.offset < end.offset) ? moved : null
}

/** Whether the character on the inner side of an edge is a space. */
function isInSpace(pieces: readonly Piece[], { piece, offset }: TextPlace, edge: Edge): boolean {
  const text = pieces[piece]?.text ?? ''
  const inner = edge === 'end' ? text[offset - 1] : text[offset]
  return inner === undefined || inner.trim() === ''
}
