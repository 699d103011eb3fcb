import { describe, expect, test } from 'vitest'
import type { Highlight } from '../../../../electron/contract/annotation.ts'
import {
  annotationAt,
  inPageOrder,
  mergedByLine,
  type PageSpace,
  rectPtFromPx,
  rectPxFromPt,
} from '../../../../renderer/reader/annotations/geometry.ts'

/** A page's space by ISO 32000: crop box, quarter turns clockwise, CSS pixels a point. */
function spaceOf([x0, y0, x1, y1]: [number, number, number, number], turns: number, scale: number): PageSpace {
  return {
    convertToViewportPoint: (x, y) => {
      const [right, down] = [x - x0, y1 - y]
      const [width, height] = [x1 - x0, y1 - y0]
      const turned = [
        [right, down],
        [height - down, right],
        [width - right, height - down],
        [down, width - right],
      ][turns]
      return (turned ?? []).map(value => value * scale)
    },
    convertToPdfPoint: (x, y) => {
      const [width, height] = [x1 - x0, y1 - y0]
      const [u, v] = [x / scale, y / scale]
      const [right = 0, down = 0] =
        [
          [u, v],
          [v, height - u],
          [width - u, height - v],
          [width - v, u],
        ][turns] ?? []
      return [x0 + right, y1 - down]
    },
  }
}

const mark = (id: string, page: number, start: number, rects: Highlight['parts'][0]['rectsPt']): Highlight => ({
  id,
  kind: 'highlight',
  paper: 'a'.repeat(64),
  quote: { exact: id, prefix: '', suffix: '' },
  parts: [{ page, start, end: start + 1, rectsPt: rects }],
  color: 'yellow',
  comment: '',
  author: '',
  createdAt: `2026-01-0${id.length}T00:00:00Z`,
  modifiedAt: '2026-01-01T00:00:00Z',
})

describe('conversion', () => {
  test.each([0, 1, 2, 3])('comes back after %i quarter turns', turns => {
    const space = spaceOf([-30, 40, 582, 832], turns, 1.5)
    const px = { left: 30, top: 60, right: 150, bottom: 75 }
    const pt = rectPtFromPx(px, space)
    expect(pt[0]).toBeLessThan(pt[2])
    expect(pt[1]).toBeLessThan(pt[3])
    const back = rectPxFromPt(pt, space)
    for (const side of ['left', 'top', 'right', 'bottom'] as const) expect(back[side]).toBeCloseTo(px[side], 1)
  })

  test('measures from the bottom left of user space', () => {
    const space = spaceOf([0, 0, 612, 792], 0, 2)
    expect(rectPtFromPx({ left: 20, top: 40, right: 60, bottom: 60 }, space)).toEqual([10, 762, 30, 772])
  })
})

describe('lines', () => {
  const box = (left: number, top: number, width: number, height = 12) => ({
    left,
    top,
    right: left + width,
    bottom: top + height,
  })

  test('joins the pieces of a line', () => {
    expect(mergedByLine([box(10, 10, 20), box(34, 11, 20), box(55, 7, 6, 8)])).toEqual([
      { left: 10, top: 7, right: 61, bottom: 23 },
    ])
  })

  test('keeps lines and columns apart', () => {
    const pieces = [box(10, 10, 100), box(10, 26, 100), box(200, 26, 100)]
    expect(mergedByLine(pieces)).toEqual(pieces)
  })

  test('leaves out what has no extent', () => {
    expect(mergedByLine([box(10, 10, 0), box(10, 10, 5, 0)])).toEqual([])
  })
})

describe('marks', () => {
  const wide = mark('wide', 1, 0, [[0, 0, 100, 100]])
  const inner = mark('inner', 1, 5, [[40, 40, 60, 60]])

  test('finds the smallest mark under a point', () => {
    expect(annotationAt([inner, wide], 1, [50, 50])).toBe(inner)
    expect(annotationAt([inner, wide], 1, [10, 50])).toBe(wide)
    expect(annotationAt([inner, wide], 1, [110, 50])).toBeNull()
    expect(annotationAt([inner, wide], 2, [50, 50])).toBeNull()
  })

  test('sorts by page, place in the text and age', () => {
    const later = mark('later1', 1, 5, [])
    const other = mark('x', 2, 0, [])
    expect([other, later, inner, wide].sort(inPageOrder)).toEqual([wide, inner, later, other])
  })
})
