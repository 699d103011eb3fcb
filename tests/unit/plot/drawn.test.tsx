// @vitest-environment happy-dom
import { act } from 'react'
import { createRoot } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Bars } from '../../../renderer/plot/Bars.tsx'
import { Cells } from '../../../renderer/plot/Cells.tsx'
import { coloursOf } from '../../../renderer/plot/Labels.tsx'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })

let place: HTMLElement
beforeEach(() => {
  place = document.body.appendChild(document.createElement('div'))
  // Nothing is laid out here: a page as wide as this.
  vi.spyOn(Element.prototype, 'getBoundingClientRect').mockReturnValue(new DOMRect(0, 0, 400, 300))
})
afterEach(() => {
  vi.restoreAllMocks()
  place.remove()
})

test('draws a bar without a number of its own as none, and the others in their places', () => {
  const root = createRoot(place)
  const values = [Number.NaN, Infinity, -Infinity, 2, 1e308]
  const bars = values.map((value, i) => ({ name: `${i}`, value, error: value, goal: 1 }))
  act(() => root.render(<Bars bars={bars} label="Bars" />))
  const drawn = [...place.querySelectorAll('svg *')].flatMap(element => [...element.attributes])
  expect(drawn.length).toBeGreaterThan(20)
  expect(drawn.filter(({ value }) => /NaN|Infinity/.test(value)).map(({ name, value }) => `${name} ${value}`)).toEqual(
    [],
  )
  act(() => root.unmount())
})

test('draws a large matrix by a few areas, as strong and as large as its cells', () => {
  const root = createRoot(place)
  const side = 100
  const values = Array.from({ length: side }, (_, i) =>
    Array.from({ length: side }, (__, j): number => (i === j ? -1 : 0.5)),
  )
  values[0]![1] = Number.NaN
  const marked = (i: number, j: number) => i === 3 && j === 4
  act(() => root.render(<Cells values={values} label="Matrix" signed from={-1} to={1} marked={marked} />))
  expect(place.querySelectorAll('svg *').length).toBeLessThan(20)
  expect(place.querySelectorAll('.cell-marked')).toHaveLength(1)
  const areas = [...place.querySelectorAll('path.cell-tone')].map(path => ({
    strength: Number(path.getAttribute('fill-opacity')),
    isBelow: path.classList.contains('series-2'),
    cells: [...(path.getAttribute('d') ?? '').matchAll(/h([\d.]+)v/g)].reduce(
      (sum, [, width]) => sum + Number(width),
      0,
    ),
  }))
  const cell = (400 - 3) / side
  const [half, below] = [areas.find(({ isBelow }) => !isBelow), areas.find(({ isBelow }) => isBelow)]
  expect(areas).toHaveLength(2)
  expect([half?.strength, below?.strength]).toEqual([0.5, 1])
  expect((half?.cells ?? 0) / cell).toBeCloseTo(side * side - side - 1, -1)
  expect((below?.cells ?? 0) / cell).toBeCloseTo(side, 0)
  act(() => root.unmount())
})

test('frames cells that are smaller than a frame’s own room', () => {
  const root = createRoot(place)
  const values = Array.from({ length: 150 }, () => Array.from({ length: 150 }, () => 1))
  act(() => root.render(<Cells values={values} label="Matrix" marked={(i, j) => i === j} />))
  const frames = [...place.querySelectorAll('.cell-marked')]
  expect(frames).toHaveLength(150)
  const sides = frames.flatMap(frame => [frame.getAttribute('width'), frame.getAttribute('height')].map(Number))
  expect(sides.filter(side => side <= 1)).toEqual([])
  act(() => root.unmount())
})

test('colours cells by their labels, beginning again after the last, and leaves the unlabelled clear', () => {
  const [red, blue] = [[255, 0, 0] as const, [0, 0, 255] as const]
  const rgba = coloursOf([1, -1, 2], [red, blue], 0.5)
  expect([...rgba]).toEqual([0, 0, 255, 128, 0, 0, 0, 0, 255, 0, 0, 128])
})
