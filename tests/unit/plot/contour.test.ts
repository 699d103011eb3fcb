import { expect, test } from 'vitest'
import { contoursFrom, levelsFrom, regionAbove } from '../../../renderer/plot/contour.ts'

const columns = 41
const rows = 31
const field = (f: (x: number, y: number) => number) =>
  Float64Array.from({ length: columns * rows }, (_, at) => f((at % columns) - 20, Math.floor(at / columns) - 15))

/** Corners of a path's polygons, in cells from the middle of the field, y upwards. */
const corners = (path: string) =>
  [...path.matchAll(/[ML]([\d.]+) ([\d.]+)/g)].map(
    ([, x, y]) => [Number(x) / 100 - 20.5, rows - Number(y) / 100 - 15.5] as const,
  )

test('draws the circles of a bowl at their radii', () => {
  const values = field((x, y) => x * x + y * y)
  for (const { level, path } of contoursFrom(values, columns, rows, 6)) {
    const inside = corners(path).filter(([x, y]) => Math.abs(x) < 19.5 && Math.abs(y) < 14.5)
    expect(inside.length).toBeGreaterThan(4)
    for (const [x, y] of inside) expect(Math.abs(Math.hypot(x, y) - Math.sqrt(level))).toBeLessThan(0.3)
  }
})

test('parts what is above at a saddle, whichever of its corners are', () => {
  for (const values of [Float64Array.of(1, 0, 0, 1), Float64Array.of(0, 1, 1, 0)]) {
    const rings = regionAbove(values, 2, 2, 0.5).split('Z').slice(0, -1)
    expect(rings.map(ring => corners(ring).length)).toEqual([4, 4])
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

test('closes every ring, and leaves a hole where the middle is below', () => {
  const ring = field((x, y) => -((Math.hypot(x, y) - 8) ** 2))
  const path = regionAbove(ring, columns, rows, -4)
  const rings = path.split('Z').filter(Boolean)
  expect(rings).toHaveLength(2)
  // Twice the area that each goes round: the outer one the one way, the hole the other.
  const [outer, hole] = rings.map(text => {
    const at = corners(text)
    return at.reduce((sum, [x, y], i) => {
      const [u, v] = at[(i + 1) % at.length]!
      return sum + x * v - u * y
    }, 0)
  })
  expect(outer! / 2 / (Math.PI * 10 ** 2)).toBeCloseTo(1, 1)
  expect(hole! / 2 / (-Math.PI * 6 ** 2)).toBeCloseTo(1, 1)
})

test('goes round saddles, borders and infinities without an open end', () => {
  const checks = field((x, y) => ((x + y) % 2 === 0 ? 1 : -1))
  const poles = field((x, y) => 1 / (x * y))
  for (const [values, level] of [
    [checks, 0],
    [poles, 0.01],
    [field(() => 2), 1],
  ] as const) {
    const path = regionAbove(values, columns, rows, level)
    expect(path).toMatch(/^(M[\d. ]+(L[\d. ]+){2,}Z)+$/)
  }
  // All of it is above: one ring around everything.
  expect(
    regionAbove(
      field(() => 2),
      columns,
      rows,
      1,
    ).match(/M/g),
  ).toHaveLength(1)
})
