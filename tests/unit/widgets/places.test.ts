import { expect, test } from 'vitest'
import { solvers, type Field, type NumberField } from '../../../renderer/compute/index.ts'
import { placesOf } from '../../../renderer/widgets/frame/places.ts'

const numbers = Object.entries(solvers).flatMap(([id, { schema }]) =>
  Object.entries<Field>(schema).flatMap(([name, field]): [string, NumberField][] =>
    field.kind === 'number' && field.slider[1] > field.slider[0] ? [[`${id}.${name}`, field]] : [],
  ),
)

test('an arrow key moves every slider from wherever it stands, up and back', () => {
  expect(numbers.length).toBeGreaterThan(50)
  const stuck = numbers.filter(([, field]) => {
    const places = placesOf(field)
    const starts = [0, 0.3, 0.5, 0.9].map(share => places.moved(Number.NaN, Math.floor(share * places.last)))
    return starts.some(value => {
      if (value >= field.slider[1]) return false
      const up = places.moved(value, Math.min(places.last, places.placeOf(value) + 1))
      const back = places.moved(up, Math.max(0, places.placeOf(up) - 1))
      return !(up > value) || !(back < up)
    })
  })
  expect(stuck.map(([name]) => name)).toEqual([])
})

test('a slider reaches both its ends and gives round numbers', () => {
  for (const [name, field] of numbers) {
    const places = placesOf(field)
    const ends = [places.moved(Number.NaN, 0), places.moved(Number.NaN, places.last)]
    expect([name, ...ends.map(places.placeOf)]).toEqual([name, 0, places.last])
  }
})
