import { expect, test } from 'vitest'
import { contoursFrom, levelsFrom } from '../../../renderer/plot/contour.ts'

const columns = 41
const rows = 31
const field = (f: (x: number, y: number) => number) =>
  Float64Array.from({ length: columns * rows }, (_, at) => f((at % columns) - 20, Math.floor(at / columns) - 15))

/** Corners of a path's polygons, in cells from the middle of the field, y upwards. */
const corners = (path: string) =>
  [...path.matchAll(/[ML]([\d.]+) ([\d.]+)/g)].map(([, x, y]) => [Number(x) - 20.5, rows - Number(y) - 15.5] as const)

test('draws the circles of a bowl at their radii', () => {
  const values = field((x, y) => x * x + y * y)
  for (const { level, path } of contoursFrom(values, columns, rows, 6)) {
    const inside = corners(path).filter(([x, y]) => Math.abs(x) < 19.5 && Math.abs(y) < 14.5)
    expect(inside.length).toBeGreaterThan(4)
    for (const [x, y] of inside) expect(Math.abs(Math.hypot(x, y) - Math.sqrt(level))).toBeLessThan(0.3)
  }
})

test('draws higher rows higher up', () => {
  const [region] = contoursFrom(
    field((_, y) => (y > 0 ? 1 : -1)),
    columns,
    rows,
    2,
  ).slice(-1)
  expect(corners(region!.path).every(([, y]) => y > -1)).toBe(true)
})

test('spaces levels by area, densest at the lowest values', () => {
  const levels = levelsFrom(
    field((x, y) => Math.exp(x / 4) + y * y),
    8,
  )
  expect(levels).toHaveLength(8)
  expect(levels).toEqual([...levels].sort((a, b) => a - b))
})

test('survives fields of one value, NaN and infinity', () => {
  expect(
    contoursFrom(
      field(() => 3),
      columns,
      rows,
      8,
    ),
  ).toEqual([])
  expect(
    contoursFrom(
      field(() => Number.NaN),
      columns,
      rows,
      8,
    ),
  ).toEqual([])
  const holed = contoursFrom(
    field((x, y) => Math.log(x) + 1 / y),
    columns,
    rows,
    8,
  )
  expect(holed.length).toBeGreaterThan(4)
  for (const { path } of holed) expect(path).not.toMatch(/NaN|Infinity/)
})
