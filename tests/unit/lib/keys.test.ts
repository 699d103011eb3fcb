import { describe, expect, test } from 'vitest'
import { isShortcut, type KeyPress, shortcutText } from '../../../renderer/lib/keys.ts'

const press = (code: string, held: Partial<KeyPress> = {}): KeyPress => ({
  code,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
})

describe('isShortcut', () => {
  test('takes Mod for Cmd on macOS, for Ctrl elsewhere', () => {
    expect(isShortcut(press('KeyK', { ctrlKey: true }), 'Mod+KeyK', false)).toBe(true)
    expect(isShortcut(press('KeyK', { metaKey: true }), 'Mod+KeyK', true)).toBe(true)
    expect(isShortcut(press('KeyK', { ctrlKey: true }), 'Mod+KeyK', true)).toBe(false)
    expect(isShortcut(press('KeyK', { metaKey: true }), 'Mod+KeyK', false)).toBe(false)
  })

  test('keeps Ctrl apart from Mod on macOS', () => {
    expect(isShortcut(press('Tab', { ctrlKey: true }), 'Ctrl+Tab', true)).toBe(true)
    expect(isShortcut(press('Tab', { ctrlKey: true }), 'Ctrl+Tab', false)).toBe(true)
  })

  test('refuses a press with one modifier too many', () => {
    expect(isShortcut(press('KeyK', { ctrlKey: true, shiftKey: true }), 'Mod+KeyK', false)).toBe(false)
    expect(isShortcut(press('F6', { altKey: true }), 'F6', false)).toBe(false)
  })
})

test('writes a shortcut as each system does', () => {
  expect(shortcutText('Mod+Shift+KeyP', false)).toBe('Ctrl+Shift+P')
  expect(shortcutText('Mod+Shift+KeyP', true)).toBe('⇧⌘P')
  expect(shortcutText('Alt+ArrowUp', false)).toBe('Alt+↑')
  expect(shortcutText('F6', true)).toBe('F6')
})
