// @vitest-environment happy-dom
import { act, useRef } from 'react'
import { createRoot } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { isFocusLost } from '../../../renderer/ui/focus.ts'
import { actsOf, useActs, type WidgetAct } from '../../../renderer/widgets/frame/acts.ts'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })

let place: HTMLElement
beforeEach(() => {
  place = document.body.appendChild(document.createElement('div'))
})
afterEach(() => place.remove())

function Offering({ acts }: { acts: readonly WidgetAct[] }) {
  const element = useRef<HTMLParagraphElement>(null)
  useActs(element, () => acts)
  return <p ref={element} />
}

const named = (id: string, run = () => {}): WidgetAct => ({ id, label: id, run })
const offered = (figure: Element | null) => (figure ? actsOf(figure).map(({ id }) => id) : null)

test('offers what the parts of a figure can do, in their order, and to no other figure', () => {
  const root = createRoot(place)
  const show = (isLast: boolean) =>
    act(() =>
      root.render(
        <>
          <figure className="widget" id="one">
            <Offering acts={[named('open'), named('whole')]} />
            <div>{isLast && <Offering acts={[named('play')]} />}</div>
          </figure>
          <figure className="widget" id="two">
            <Offering acts={[named('reset')]} />
          </figure>
          <figure id="picture">
            <Offering acts={[named('lost')]} />
          </figure>
        </>,
      ),
    )
  show(true)
  expect(offered(place.querySelector('#one'))).toEqual(['open', 'whole', 'play'])
  expect(offered(place.querySelector('#two'))).toEqual(['reset'])
  expect(offered(place.querySelector('#picture'))).toEqual([])
  // What a part could do goes with it, and comes again with it.
  show(false)
  expect(offered(place.querySelector('#one'))).toEqual(['open', 'whole'])
  show(true)
  expect(offered(place.querySelector('#one'))).toEqual(['open', 'whole', 'play'])
  const figure = place.querySelector('#one')
  act(() => root.unmount())
  expect(offered(figure)).toEqual([])
})

test('does what stands in the figure now, not what stood there when it was first offered', () => {
  const root = createRoot(place)
  const [before, now] = [vi.fn(), vi.fn()]
  const show = (acts: readonly WidgetAct[]) =>
    act(() =>
      root.render(
        <figure className="widget">
          <Offering acts={acts} />
        </figure>,
      ),
    )
  show([named('play', before)])
  show([{ ...named('play', now), label: 'pause', disabled: true }])
  const figure = place.querySelector('figure')!
  expect(actsOf(figure)).toMatchObject([{ id: 'play', label: 'pause', disabled: true }])
  actsOf(figure)[0]!.run()
  expect(before).not.toHaveBeenCalled()
  expect(now).toHaveBeenCalledOnce()
  act(() => root.unmount())
})

test('knows the focus for lost when what had it is gone or hidden, and not before', () => {
  expect(isFocusLost()).toBe(true)
  const button = place.appendChild(document.createElement('button'))
  button.focus()
  expect(isFocusLost()).toBe(false)
  button.style.display = 'none'
  expect(isFocusLost()).toBe(true)
  button.style.display = ''
  expect(isFocusLost()).toBe(false)
  button.remove()
  expect(isFocusLost()).toBe(true)
})
