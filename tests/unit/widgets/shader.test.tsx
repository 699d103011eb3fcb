// @vitest-environment happy-dom
import { EditorView } from '@codemirror/view'
import { act } from 'react'
import { createRoot } from 'react-dom/client'
import { expect, test, vi } from 'vitest'
import { shaders } from '../../../renderer/compute/index.ts'
import type { Values } from '../../../renderer/widgets/frame/model.ts'
import type { Fields } from '../../../renderer/widgets/kernels/fields.ts'
import { model } from '../../../renderer/widgets/kernels/model.ts'
import { Shader } from '../../../renderer/widgets/kernels/Shader.tsx'
import { stateFrom } from '../../../renderer/widgets/frame/state-text.ts'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })

test('what is typed stands while the state is still on its way, and goes when the state goes elsewhere', () => {
  const place = document.body.appendChild(document.createElement('div'))
  const root = createRoot(place)
  const set = vi.fn<(part: Partial<Values<Fields>>) => void>()
  const { values } = stateFrom(model, '')
  const nothing = { runs: {}, k: 0, last: 0, show: () => undefined, start: () => undefined }
  const draw = (code: string) => act(() => root.render(<Shader {...nothing} values={{ ...values, code }} set={set} />))
  draw('')
  const editor = EditorView.findFromDOM(place.querySelector<HTMLElement>('.cm-editor')!)!
  const type = (insert: string, from = editor.state.doc.length) =>
    act(() => editor.dispatch({ changes: { from, to: editor.state.doc.length, insert } }))
  const text = () => editor.state.doc.toString()

  type('', 0)
  expect(set).not.toHaveBeenCalled()
  expect(place.querySelector('.reason')).not.toBeNull()
  type('/')
  type('/')
  expect([text(), set.mock.lastCall]).toEqual(['//', [{ code: '//' }]])
  draw('/')
  expect(text()).toBe('//')
  draw('//')
  expect(text()).toBe('//')
  draw('')
  expect(text()).toBe(shaders['product-naive'])
  act(() => root.unmount())
  place.remove()
})
