// @vitest-environment happy-dom
import { act, Suspense } from 'react'
import { createRoot } from 'react-dom/client'
import { flushSync } from 'react-dom'
import { expect, test, vi } from 'vitest'
import { partsOf } from '../../../renderer/ui/parts.ts'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })

const fetched = async () => ({ Page: ({ number }: { number: number }) => <b>page {number}</b> })

test('draws a part that was loaded ahead without an empty place before it', async () => {
  const parts = partsOf(fetched)
  const Page = parts.part(({ Page: page }) => page)
  await parts.load()
  const place = document.createElement('div')
  const root = createRoot(place)
  const tree = (
    <Suspense fallback="waiting">
      <Page number={3} />
    </Suspense>
  )
  let drawn = ''
  act(() => {
    flushSync(() => root.render(tree))
    drawn = place.textContent
  })
  expect(drawn).toBe('page 3')
})

test('loads a part when it is first shown', async () => {
  const loading = vi.fn(fetched)
  const Page = partsOf(loading).part(({ Page: page }) => page)
  expect(loading).not.toHaveBeenCalled()
  const place = document.createElement('div')
  await act(async () =>
    createRoot(place).render(
      <Suspense fallback="waiting">
        <Page number={1} />
      </Suspense>,
    ),
  )
  expect(place.textContent).toBe('page 1')
  expect(loading).toHaveBeenCalledOnce()
})
