// @vitest-environment happy-dom
import { act } from 'react'
import { createRoot } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Replaced, turned } from '../../../renderer/plot/turned.ts'
import { FirstDraw } from '../../../renderer/plot/use-width.ts'
import { Settled, useDrawing, useReplaced, vouching } from '../../../renderer/widgets/frame/replacing.ts'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })

let place: HTMLElement
let asked: (() => void)[] = []
beforeEach(() => {
  vi.stubGlobal('requestAnimationFrame', (next: () => void) => asked.push(next))
  place = document.body.appendChild(document.createElement('div'))
})
afterEach(() => {
  vi.unstubAllGlobals()
  asked = []
  place.remove()
})

const Plot = turned(({ what }: { what: string }) => <b>{what}</b>)
const Seal = vouching(({ what }: { what: string }) => <i>{what}</i>)

interface Shown {
  readonly values: { readonly name: string }
  readonly isWhole: boolean
}
function Drawn({ values, isWhole }: Shown) {
  const replaced = useReplaced(isWhole, values, values)
  const { begin, isSettled } = useDrawing(true, replaced)
  return (
    <figure aria-busy={!isSettled}>
      <Replaced value={replaced}>
        <FirstDraw value={begin}>
          <Plot what={values.name} />
          <Plot what={values.name} />
        </FirstDraw>
      </Replaced>
      <Settled value={isSettled}>
        <Seal what={values.name} />
      </Settled>
    </figure>
  )
}
const seen = () => place.textContent
const busy = () => place.firstElementChild?.getAttribute('aria-busy')
const frame = () =>
  act(() => {
    for (const next of asked.splice(0)) next()
  })

test('draws a plot a frame when all is replaced, and what vouches for them last', () => {
  const root = createRoot(place)
  act(() => root.render(<Drawn values={{ name: 'a' }} isWhole />))
  expect([seen(), busy()]).toEqual(['aaa', 'false'])
  act(() => root.render(<Drawn values={{ name: 'b' }} isWhole />))
  expect([seen(), busy()]).toEqual(['aaa', 'true'])
  frame()
  expect(seen()).toBe('baa')
  // What replaces it meanwhile is drawn by those that still wait, and again by those that do not.
  act(() => root.render(<Drawn values={{ name: 'c' }} isWhole />))
  expect(seen()).toBe('baa')
  frame()
  expect([seen(), busy()]).toEqual(['bca', 'true'])
  frame()
  expect([seen(), busy()]).toEqual(['cca', 'true'])
  frame()
  expect([seen(), busy()]).toEqual(['ccc', 'false'])
  act(() => root.unmount())
})

test('draws a plot again whose turn came together with the next answer', () => {
  const root = createRoot(place)
  act(() => root.render(<Drawn values={{ name: 'a' }} isWhole />))
  act(() => root.render(<Drawn values={{ name: 'b' }} isWhole />))
  // On a slow machine both are there before anything is drawn.
  act(() => {
    for (const next of asked.splice(0)) next()
    root.render(<Drawn values={{ name: 'c' }} isWhole />)
  })
  for (let i = 0; i < 4; i++) frame()
  expect([seen(), busy()]).toEqual(['ccc', 'false'])
  act(() => root.unmount())
})

test('draws all at once what is turned by hand', () => {
  const root = createRoot(place)
  act(() => root.render(<Drawn values={{ name: 'a' }} isWhole />))
  act(() => root.render(<Drawn values={{ name: 'b' }} isWhole={false} />))
  expect([seen(), busy()]).toEqual(['bbb', 'false'])
  act(() => root.unmount())
})
