import { expect, test } from 'vitest'
import { commandFrom } from '../../../renderer/reader/keys.ts'
import { pageAfter } from '../../../renderer/reader/presented.ts'

const press = (code: string, held: string[] = [], isComposing = false) => ({
  code,
  isComposing,
  ctrlKey: held.includes('Ctrl'),
  metaKey: held.includes('Meta'),
  altKey: held.includes('Alt'),
  shiftKey: held.includes('Shift'),
})
const reading = { typing: false, mac: false }

test.each([
  ['KeyF', ['Ctrl'], 'find'],
  ['KeyG', ['Ctrl', 'Shift'], 'find-previous'],
  ['KeyJ', [], 'next-page'],
  ['KeyP', [], 'previous-page'],
  ['Equal', ['Ctrl'], 'zoom-in'],
  ['KeyZ', ['Ctrl', 'Shift'], 'redo'],
  ['KeyP', ['Ctrl'], 'print'],
  ['KeyP', ['Ctrl', 'Shift'], null],
] as const)('reads %s with %j as %s', (code, held, command) => {
  expect(commandFrom(press(code, [...held]), reading)).toBe(command)
})

test('takes Cmd for Mod on macOS', () => {
  const mac = { typing: false, mac: true }
  expect(commandFrom(press('KeyF', ['Meta']), mac)).toBe('find')
  expect(commandFrom(press('KeyF', ['Ctrl']), mac)).toBeNull()
})

test('leaves letters and undo to a text box', () => {
  const typing = { typing: true, mac: false }
  expect(commandFrom(press('KeyN'), typing)).toBeNull()
  expect(commandFrom(press('Delete'), typing)).toBeNull()
  expect(commandFrom(press('KeyZ', ['Ctrl']), typing)).toBeNull()
  expect(commandFrom(press('Escape'), typing)).toBe('back')
})

test('leaves every press to an input method that composes', () => {
  expect(commandFrom(press('KeyN', [], true), reading)).toBeNull()
  expect(commandFrom(press('Escape', [], true), reading)).toBeNull()
})

test.each([
  ['Space', [], 3],
  ['Space', ['Shift'], 1],
  ['PageUp', [], 1],
  ['ArrowDown', [], 3],
  ['End', [], 9],
  ['Home', [], 1],
  ['ArrowRight', ['Alt'], null],
  ['KeyX', [], null],
] as const)('goes while presenting from page 2 by %s with %j to %s', (code, held, page) => {
  expect(pageAfter(press(code, [...held]), 2, 9)).toBe(page)
})

test('turns no further than the first and the last page', () => {
  expect(pageAfter(press('ArrowLeft'), 1, 9)).toBe(1)
  expect(pageAfter(press('ArrowRight'), 9, 9)).toBe(9)
})
