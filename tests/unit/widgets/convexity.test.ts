import { expect, test } from 'vitest'
import { sectionOf, stretchesAbove } from '../../../renderer/widgets/convexity/model.ts'

test('shades each stretch in which f lies above its chord, and no other', () => {
  // x³ − x lies on its chord from −1 to 1 at −1, 0 and 1: above it before 0, below it after.
  const [stretch = [], ...more] = stretchesAbove(sectionOf('x^3 - x', [-1], [1]))
  expect(more).toEqual([])
  const ts = stretch.map(([t]) => t)
  expect(Math.min(...ts)).toBeCloseTo(0.01, 9)
  expect(Math.max(...ts)).toBeCloseTo(0.49, 9)
  // Along f and back along the chord, which is 0 here.
  expect(stretch.slice(stretch.length / 2).every(([, value]) => Math.abs(value) < 1e-12)).toBe(true)
  expect(stretchesAbove(sectionOf('x^2', [-1], [1]))).toEqual([])
  expect(stretchesAbove(sectionOf('cos(4*pi*x)', [-1], [1])).length).toBe(0)
  expect(stretchesAbove(sectionOf('sin(2*pi*x)', [-1], [1])).length).toBe(2)
})
