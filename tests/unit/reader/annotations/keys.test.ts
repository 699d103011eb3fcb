import { expect, test } from 'vitest'
import { annotationCommandFrom } from '../../../../renderer/reader/annotations/keys.ts'

const press = (code: string, held: string[] = [], isComposing = false) => ({
  code,
  isComposing,
  ctrlKey: held.includes('Ctrl'),
  metaKey: held.includes('Meta'),
  altKey: held.includes('Alt'),
  shiftKey: held.includes('Shift'),
})
const reading = { typing: false, mac: false, holding: false }

test.each(['highlight', 'underline', 'note', 'free-text', 'area', 'ink', 'eraser'])(
  'takes %s by Alt and its digit',
  name => {
    const digit = ['highlight', 'underline', 'note', 'free-text', 'area', 'ink', 'eraser'].indexOf(name) + 1
    expect(annotationCommandFrom(press(`Digit${digit}`, ['Alt']), reading)).toEqual({ kind: 'tool', name })
  },
)

test('picks a colour by its digit only while a tool is in hand', () => {
  expect(annotationCommandFrom(press('Digit2'), reading)).toBeNull()
  expect(annotationCommandFrom(press('Digit2'), { ...reading, holding: true })).toEqual({ kind: 'color', index: 1 })
  expect(annotationCommandFrom(press('Digit0'), { ...reading, holding: true })).toBeNull()
})

test('marks what is selected, in a text box too', () => {
  for (const typing of [false, true])
    expect(annotationCommandFrom(press('Digit2', ['Ctrl', 'Alt']), { ...reading, typing })).toEqual({
      kind: 'mark',
      as: 'underline',
    })
})

test('moves the ends of a passage', () => {
  const end = { kind: 'move', edge: 'end', step: 'character', by: 1 }
  const start = { kind: 'move', edge: 'start', step: 'line', by: -1 }
  expect(annotationCommandFrom(press('ArrowRight', ['Shift']), reading)).toEqual(end)
  expect(annotationCommandFrom(press('ArrowUp', ['Shift', 'Alt']), reading)).toEqual(start)
  expect(annotationCommandFrom(press('ArrowUp', ['Shift', 'Meta']), { ...reading, mac: true })).toEqual(start)
  expect(annotationCommandFrom(press('ArrowRight'), reading)).toBeNull()
  expect(annotationCommandFrom(press('ArrowRight', ['Shift', 'Ctrl']), reading)).toBeNull()
})

test('leaves text boxes and input methods alone', () => {
  expect(annotationCommandFrom(press('Digit1', ['Alt']), { ...reading, typing: true })).toBeNull()
  expect(annotationCommandFrom(press('ArrowRight', ['Shift']), { ...reading, typing: true })).toBeNull()
  expect(annotationCommandFrom(press('Digit1', ['Alt'], true), reading)).toBeNull()
})
