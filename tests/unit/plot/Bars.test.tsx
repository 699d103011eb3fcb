// @vitest-environment happy-dom
import { act } from 'react'
import { createRoot } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Bars } from '../../../renderer/plot/Bars.tsx'

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
