// @vitest-environment happy-dom
import { act } from 'react'
import { createRoot } from 'react-dom/client'
import { expect, test, vi } from 'vitest'
import { Formula } from '../../../renderer/ui/Formula.tsx'

// KaTeX asks once whether the page has a doctype; happy-dom does not know.
vi.hoisted(() => Object.defineProperty(document, 'compatMode', { value: 'CSS1Compat' }))
Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })

function drawn(tex: string): HTMLElement {
  const place = document.createElement('div')
  const root = createRoot(place)
  act(() => root.render(<Formula tex={tex} display />))
  return place
}

test('draws a formula with its MathML', () => {
  expect(drawn('\\frac{x}{2}').querySelector('.katex math')).not.toBeNull()
})

test.each([
  ['deep nesting', '{'.repeat(900) + '}'.repeat(900)],
  ['a long source', 'x'.repeat(3_000)],
  ['a table of many cells', `\\begin{matrix}${'&'.repeat(600)}\\end{matrix}`],
  ['a formula with a mistake', '\\frac{x}{'],
  ['an endless macro', '\\def\\a{\\a\\a}\\a'],
])('shows the source of %s', (_, tex) => {
  const place = drawn(tex)
  expect(place.textContent).toContain(tex.slice(0, 20))
})

test('follows no link and loads no picture', () => {
  const place = drawn('\\href{javascript:alert(1)}{x}\\includegraphics{https://example.org/a.png}\\htmlClass{a}{x}')
  expect(place.querySelector('a[href], img')).toBeNull()
})
