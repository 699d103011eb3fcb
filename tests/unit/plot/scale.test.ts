import fc from 'fast-check'
import { expect, test } from 'vitest'
import { spanOf } from '../../../renderer/plot/Chart.tsx'
import { viridis } from '../../../renderer/plot/colour.ts'
import { decades, linearScale, ticks } from '../../../renderer/plot/scale.ts'

test('maps ends to ends and back', () => {
  const scale = linearScale(-2, 3, 40, 540)
  expect([scale(-2), scale(3), scale(0.5)]).toEqual([40, 540, 290])
  expect(scale.invert(290)).toBe(0.5)
  expect(linearScale(1, 1, 0, 100)(1)).toBe(50)
})

test('keeps numbers in their places that are further apart than any number', () => {
  const scale = linearScale(-1e308, 1e308, 0, 100)
  expect([-1e308, -5e307, 0, 1e308].map(scale)).toEqual([0, 25, 50, 100])
  expect(scale.invert(75)).toBe(5e307)
  const { from, to } = spanOf([-1.5e308, 1, 1.7e308])
  expect(from).toBeLessThan(-1.5e308)
  expect(to).toBeGreaterThanOrEqual(1.7e308)
  expect(linearScale(from, to, 0, 100)(from / 2 + to / 2)).toBeCloseTo(50, 9)
})

test('places round ticks within their span', () => {
  expect(ticks(-3, 3, 6).map(tick => tick.text)).toEqual(['−3', '−2', '−1', '0', '1', '2', '3'])
  expect(ticks(0, 0.31, 4).map(tick => tick.text)).toEqual(['0.0', '0.1', '0.2', '0.3'])
  expect(ticks(1, 1, 4)).toEqual([])
  expect(ticks(0, Infinity, 4)).toEqual([])
  const spans = fc.tuple(
    fc.double({ min: -1e6, max: 1e6, noNaN: true }),
    fc.double({ min: 1e-3, max: 1e6, noNaN: true }),
  )
  fc.assert(
    fc.property(spans, fc.integer({ min: 1, max: 12 }), ([from, length], count) => {
      const found = ticks(from, from + length, count)
      expect(found.length).toBeLessThanOrEqual(2 * count + 2)
      expect(new Set(found.map(tick => tick.text)).size).toBe(found.length)
      for (const { value } of found)
        expect(value >= from - 1e-6 * length && value <= from + 1.000001 * length).toBe(true)
    }),
    { seed: 1 },
  )
})

test('thins decades out on a long logarithmic axis', () => {
  expect(decades(-2, 1, 5)).toEqual([-2, -1, 0, 1])
  expect(decades(-9, 2, 5)).toEqual([-8, -6, -4, -2, 0, 2])
  expect(decades(0, 0, 5)).toEqual([0])
})

test('colours from dark violet to yellow and stays within', () => {
  expect([viridis(0), viridis(1), viridis(-1), viridis(2)]).toEqual([
    'rgb(68 1 84)',
    'rgb(253 231 37)',
    'rgb(68 1 84)',
    'rgb(253 231 37)',
  ])
  expect(viridis(0.5)).toBe('rgb(33 145 140)')
})
