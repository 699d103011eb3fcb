import { expect, test } from 'vitest'
import type { Piece } from '../../../../renderer/reader/annotations/anchor.ts'
import { edgesOf, withEdgeMoved } from '../../../../renderer/reader/annotations/ends.ts'

/** Two lines of two pieces each; what stands in brackets is selected. */
function piecesOf(...lines: string[][]): Piece[] {
  let inside = false
  return lines.flatMap(pieces =>
    pieces.map((marked, index): Piece => {
      let [from, to, text] = [0, 0, '']
      if (inside) from = 0
      for (const character of marked) {
        if (character === '[') [inside, from] = [true, text.length]
        else if (character === ']') [inside, to] = [false, text.length]
        else text += character
      }
      if (inside) to = text.length
      return { text, start: 0, from, to, endsLine: index === pieces.length - 1 }
    }),
  )
}
const pieces = piecesOf(['It was ', 'the [best '], ['of ti]mes, ', 'it was'], ['the worst'])

const moved = (edge: 'start' | 'end', step: 'character' | 'line', by: 1 | -1, of = pieces) =>
  withEdgeMoved(of, edge, step, by)?.[edge]

test('finds where the selection begins and ends', () => {
  expect(edgesOf(pieces)).toEqual({ start: { piece: 1, offset: 4 }, end: { piece: 2, offset: 5 } })
  expect(edgesOf(piecesOf(['nothing']))).toBeNull()
})

test('moves an end by a character', () => {
  expect(moved('end', 'character', 1)).toEqual({ piece: 2, offset: 6 })
  expect(moved('end', 'character', -1)).toEqual({ piece: 2, offset: 4 })
  expect(moved('start', 'character', -1)).toEqual({ piece: 1, offset: 2 })
  expect(moved('start', 'character', 1)).toEqual({ piece: 1, offset: 5 })
})

test('takes a space together with the character behind it', () => {
  const spaced = piecesOf(['[one] two'])
  expect(moved('end', 'character', 1, spaced)).toEqual({ piece: 0, offset: 5 })
  expect(moved('end', 'character', -1, piecesOf(['[one t]wo']))).toEqual({ piece: 0, offset: 3 })
})

test('goes from piece to piece', () => {
  const across = piecesOf(['[one]', 'two'])
  expect(moved('end', 'character', 1, across)).toEqual({ piece: 1, offset: 1 })
})

test('moves an end to the end of its line, then of the next', () => {
  expect(moved('end', 'line', 1)).toEqual({ piece: 3, offset: 6 })
  expect(moved('end', 'line', 1, piecesOf(['[one]'], ['two']))).toEqual({ piece: 1, offset: 3 })
  expect(moved('end', 'line', -1)).toEqual({ piece: 1, offset: 9 })
  expect(moved('start', 'line', -1)).toEqual({ piece: 0, offset: 0 })
})

test('takes no half of a character', () => {
  expect(moved('end', 'character', 1, piecesOf(['[a]👩‍🔬b']))).toEqual({ piece: 0, offset: 1 + '👩‍🔬'.length })
})

test('leaves something selected, and stays within the text', () => {
  expect(withEdgeMoved(piecesOf(['[a]bc']), 'end', 'character', -1)).toBeNull()
  expect(withEdgeMoved(piecesOf(['ab[c]']), 'end', 'character', 1)).toBeNull()
  expect(withEdgeMoved(piecesOf(['[ab]c']), 'start', 'line', -1)).toBeNull()
})
