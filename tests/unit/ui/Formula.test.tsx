// @vitest-environment happy-dom
import { act } from 'react'
import { createRoot } from 'react-dom/client'
import { expect, test, vi } from 'vitest'
import { Formula } from '../../../renderer/ui/Formula.tsx'
import { MacrosContext } from '../../../renderer/ui/macros.ts'

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

test.each([
  ['\\frac{x}{\\wrong} + 1', '\\', '10: Undefined control sequence: \\wrong'],
  ['a^2 + \\frac{1', '\u00a0', '14:'],
  ['x^2^3', '^', '4: Double superscript'],
])('marks the place in %s and says why', (tex, sign, reason) => {
  const place = drawn(tex)
  expect(place.querySelector('.formula-fault')?.textContent).toBe(sign)
  expect(place.querySelector('.formula-reason')?.textContent).toContain(reason)
  const shown = [...place.querySelectorAll('.formula-source, .formula-fault')].map(part => part.textContent).join('')
  expect(shown.trim()).toBe(tex)
})

test('draws with the macros around it, and marks no place of its own where a macro is wrong', () => {
  const place = document.createElement('div')
  const macros = { '\\R': '\\mathbb{R}', '\\bad': '\\nobody' }
  act(() =>
    createRoot(place).render(
      <MacrosContext value={macros}>
        <Formula tex="x \in \R^n" />
        <Formula tex="x + \bad" />
      </MacrosContext>,
    ),
  )
  expect(place.querySelector('.katex math')).not.toBeNull()
  expect(place.querySelectorAll('.formula-refused')).toHaveLength(1)
  expect(place.querySelector('.formula-fault')).toBeNull()
  expect(place.querySelector('.formula-reason')?.textContent).toContain('\\nobody')
  expect(macros).toEqual({ '\\R': '\\mathbb{R}', '\\bad': '\\nobody' })
})

test('follows no link and loads no picture', () => {
  const place = drawn('\\href{javascript:alert(1)}{x}\\includegraphics{https://example.org/a.png}\\htmlClass{a}{x}')
  expect(place.querySelector('a[href], img')).toBeNull()
})

test('draws what was drawn before as a copy, and anew with other macros or in a line of its own', () => {
  const show = (macros: Readonly<Record<string, string>>) => {
    const place = document.createElement('div')
    act(() =>
      createRoot(place).render(
        <MacrosContext value={macros}>
          <Formula tex="\widehat{\set}" />
          <Formula tex="\widehat{\set}" />
          <Formula tex="\widehat{\set}" display />
        </MacrosContext>,
      ),
    )
    return [...place.querySelectorAll('.formula')]
  }
  const [first, copy, display] = show({ '\\set': 'A' })
  expect(first!.querySelector('.katex-html')!.textContent).toContain('A')
  expect(copy!.innerHTML).toBe(first!.innerHTML)
  expect(copy!.firstChild).not.toBe(first!.firstChild)
  expect(display!.querySelector('.katex-display')).not.toBeNull()
  expect(first!.querySelector('.katex-display')).toBeNull()
  expect(show({ '\\set': 'B' })[0]!.querySelector('.katex-html')!.textContent).toContain('B')
})

test('what is kept of a formula is none of those that stand in the page, which would hold all around it', () => {
  const first = drawn('a_1 + a_2').querySelector('.katex')
  first?.setAttribute('data-touched', '')
  const second = drawn('a_1 + a_2').querySelector('.katex')
  expect(second?.textContent).toBe(first?.textContent)
  expect(second?.hasAttribute('data-touched')).toBe(false)
})
