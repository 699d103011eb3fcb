import { expect, test } from 'vitest'
import { growingLine } from '../../../renderer/plot/line-path.ts'

const frame = { left: 0, top: 0, width: 100, height: 100 }

/** Places as they stand in a line: x and y in turn, no numbers for none. */
const flat = (places: readonly (readonly [x: number, y: number] | undefined)[]) =>
  Float64Array.from(places.flatMap(place => place ?? [Number.NaN, Number.NaN]))
const linePath = (places: Parameters<typeof flat>[0], box: typeof frame) =>
  growingLine(flat(places), box)(places.length)

/** The ends of every stroke of a path, in its order. */
const strokes = (path: string) =>
  path
    .split('M')
    .slice(1)
    .map(stroke => stroke.split('L').map(place => place.split(' ').map(Number)))

test('leaves a line inside the frame as it is, in one stroke', () => {
  const places = [[0, 0], [50, 20.04], [100, 100]] as const // oxfmt-ignore
  expect(strokes(linePath(places, frame))).toEqual([[[0, 0], [50, 20], [100, 100]]]) // oxfmt-ignore
})

test('cuts a line that runs away where it leaves, in its direction', () => {
  const [stroke] = strokes(linePath([[50, 50], [50 + 3e6, 50 + 4e6]], frame)) // oxfmt-ignore
  const [x = 0, y = 0] = stroke!.at(-1)!
  expect(y).toBe(124)
  expect((y - 50) / (x - 50)).toBeCloseTo(4 / 3, 2)
})

test('keeps every part that is seen of a line that swings to and fro', () => {
  const places = Array.from({ length: 40 }, (_, i) => [50, i % 2 ? -1e7 : 1e7] as const)
  const drawn = strokes(linePath(places, frame))
  expect(drawn).toHaveLength(39)
  for (const stroke of drawn) expect(stroke.map(([, y]) => y).sort((a, b) => a! - b!)).toEqual([-24, 124])
})

test('draws nothing of what lies outside, and breaks where there is no place', () => {
  expect(linePath([[-50, 0], [-50, 100], [-1e300, 1e300]], frame)).toBe('') // oxfmt-ignore
  expect(linePath([[Number.NaN, Number.NaN], [5, 5]], frame)).toBe('') // oxfmt-ignore
  const broken = linePath([[0, 0], [10, 0], undefined, [20, 0], [30, 0]], frame) // oxfmt-ignore
  expect(strokes(broken)).toEqual([[[0, 0], [10, 0]], [[20, 0], [30, 0]]]) // oxfmt-ignore
})

test('goes on where it was, back where it was not, and on to a head that stays no part of it', () => {
  const places = [[0, 0], [10, 0], undefined, [20, 0], [30, 5], [1e6, 5], [40, 5]] as const // oxfmt-ignore
  const grown = growingLine(flat(places), frame)
  const whole = (count: number) => linePath(places.slice(0, count), frame)
  for (const count of [0, 1, 2, 5, 4, 7, 7, 3, 100]) expect(grown(count), `${count}`).toBe(whole(count))
  expect(strokes(grown(2, { x: 10, y: 10 }))).toEqual([[[0, 0], [10, 0], [10, 10]]]) // oxfmt-ignore
  expect(strokes(grown(4, { x: 20, y: 9 })).at(-1)).toEqual([[20, 0], [20, 9]]) // oxfmt-ignore
  expect(grown(0, { x: 1, y: 1 })).toBe('')
  expect(grown(7)).toBe(whole(7))
})
