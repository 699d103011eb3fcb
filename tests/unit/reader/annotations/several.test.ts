import { describe, expect, test } from 'vitest'
import { knownAnnotation } from '../../../../electron/contract/annotation.ts'
import {
  canMerge,
  converted,
  merged,
  recolored,
  tagged,
  withTag,
} from '../../../../renderer/reader/annotations/several.ts'
import { ink, note, passage } from './marks.ts'

describe('several at once', () => {
  const all = [passage('a', 1, 0, 'one'), note('b', 1), passage('c', 2, 0, 'two', { kind: 'underline', color: 'red' })]

  test('recolours what has another colour', () => {
    expect(recolored(all, 'red').map(({ id }) => id)).toEqual(['a', 'b'])
    expect(recolored(all, 'red')[0]?.annotation).toMatchObject({ color: 'red' })
  })

  test('converts passages only', () => {
    expect(converted(all, 'underline')).toMatchObject([{ id: 'a', annotation: { kind: 'underline' } }])
    for (const { annotation } of converted(all, 'squiggly'))
      expect(() => knownAnnotation.parse({ ...annotation, id: 'mark1' })).not.toThrow()
  })

  test('adds a tag where it is missing, and takes the last one off', () => {
    const [put] = withTag([note('b', 1)], 'later')
    expect(put?.annotation?.tags).toEqual(['later'])
    expect(withTag([note('b', 1, { tags: ['later'] })], 'later')).toEqual([])
    expect(tagged(note('b', 1, { tags: ['later'] }), [])).not.toHaveProperty('tags')
    expect(tagged(note('b', 1), [' x ', 'x', ''])).toMatchObject({ tags: ['x'] })
  })
})

describe('merging', () => {
  test('joins passages that follow each other, in the order of the pages', () => {
    const [first, gone] = merged([
      passage('b', 1, 4, 'two', { comment: 'second', tags: ['x'] }),
      passage('a', 1, 0, 'one', { comment: 'first', tags: ['x', 'y'], createdAt: '2026-01-01T00:00:00Z' }),
    ])
    expect(gone).toEqual({ id: 'b', annotation: null })
    expect(first?.annotation).toMatchObject({
      id: 'a',
      quote: { exact: 'one two', prefix: 'before a', suffix: 'after b' },
      comment: 'first\n\nsecond',
      tags: ['x', 'y'],
      createdAt: '2026-01-01T00:00:00Z',
    })
    expect(() => knownAnnotation.parse({ ...first?.annotation, id: 'mark1' })).not.toThrow()
  })

  test('marks the gap between passages apart, and takes in one inside another', () => {
    const [first] = merged([
      passage('a', 1, 0, 'a long passage'),
      passage('b', 1, 2, 'long'),
      passage('c', 3, 0, 'far'),
    ])
    expect(first?.annotation).toMatchObject({ quote: { exact: 'a long passage … far' } })
    expect(first?.annotation && 'parts' in first.annotation && first.annotation.parts).toHaveLength(2)
  })

  test('joins ink of one page, and nothing else', () => {
    expect(merged([ink('a', 1), ink('b', 1, [[5, 5, 6, 6]])])[0]?.annotation).toMatchObject({
      strokes: [
        [0, 0, 10, 10],
        [5, 5, 6, 6],
      ],
    })
    expect(canMerge([ink('a', 1), ink('b', 2)])).toBe(false)
    expect(canMerge([ink('a', 1), passage('b', 1, 0, 'x')])).toBe(false)
    expect(canMerge([note('a', 1), note('b', 1)])).toBe(false)
    expect(canMerge([passage('a', 1, 0, 'x')])).toBe(false)
    expect(merged([note('a', 1), note('b', 1)])).toEqual([])
  })
})
