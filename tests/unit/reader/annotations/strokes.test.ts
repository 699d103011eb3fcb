import { describe, expect, test } from 'vitest'
import type { PointPt } from '../../../../electron/contract/annotation.ts'
import {
  boundsOf,
  distanceToSegment,
  erased,
  pathAlong,
  pathThrough,
  simplified,
} from '../../../../renderer/reader/annotations/strokes.ts'

const line = [0, 0, 100, 0]

describe('eraser', () => {
  test('cuts a stroke in two and leaves the rest', () => {
    const left = erased([line], [[50, 0]], 5, false)
    expect(left).toHaveLength(2)
    const [[x0 = NaN, , x1 = NaN] = [], [x2 = NaN, , x3 = NaN] = []] = left ?? []
    expect([x0, x3]).toEqual([0, 100])
    expect(x1).toBeGreaterThan(42)
    expect(x1).toBeLessThanOrEqual(45)
    expect(x2).toBeGreaterThanOrEqual(55)
  })

  test('takes the whole of a stroke that it touches, and no other', () => {
    const other = [0, 50, 100, 50]
    expect(erased([line, other], [[50, 3]], 5, true)).toEqual([other])
  })

  test('says so where it touches nothing', () => {
    expect(erased([line], [[50, 20]], 5, false)).toBeNull()
  })

  test('reaches what lies between two points of its path', () => {
    const across: PointPt[] = [
      [50, -40],
      [50, 40],
    ]
    expect(erased([line], across, 2, false)).toHaveLength(2)
  })

  test('leaves nothing of a stroke that it covers', () => {
    expect(erased([[0, 0, 4, 0]], [[2, 0]], 10, false)).toEqual([])
  })
})

describe('path', () => {
  test('begins and ends at the stroke’s ends', () => {
    const path = pathThrough([
      [0, 0],
      [5, 5],
      [10, 0],
    ])
    expect(path).toMatch(/^M0 0Q5 5 7\.5 2\.5L10 0$/)
    expect(pathThrough([[3, 4]])).toBe('M3 4L3 4')
    expect(pathThrough([])).toBe('')
  })

  test('keeps corners and drops what lies on a line', () => {
    const points: PointPt[] = [
      [0, 0],
      [5, 0.1],
      [10, 0],
      [10, 10],
    ]
    expect(simplified(points, 0.5)).toEqual([
      [0, 0],
      [10, 0],
      [10, 10],
    ])
  })

  test('measures to the nearest point of a segment', () => {
    expect(distanceToSegment([5, 3], [0, 0], [10, 0])).toBe(3)
    expect(distanceToSegment([-4, 3], [0, 0], [10, 0])).toBe(5)
    expect(distanceToSegment([3, 4], [0, 0], [0, 0])).toBe(5)
  })

  test('bounds strokes with their width', () => {
    expect(
      boundsOf(
        [
          [0, 0, 10, 20],
          [5, -5],
        ],
        2,
      ),
    ).toEqual([-1, -6, 11, 21])
  })
})

test('leads lines straight from point to point, and makes a dot of one', () => {
  const corners = [
    [0, 0],
    [10, 0],
    [5, 8],
    [0, 0],
  ]
  expect(pathAlong(corners)).toBe('M0 0L10 0L5 8L0 0')
  expect(pathAlong([[3, 4]])).toBe('M3 4L3 4')
  expect(pathAlong([])).toBe('')
  expect(pathThrough(corners)).toContain('Q')
})
