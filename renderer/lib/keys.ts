/** The part of a keyboard event that a shortcut is matched against. */
export interface KeyPress {
  code: string
  ctrlKey: boolean
  metaKey: boolean
  altKey: boolean
  shiftKey: boolean
}

const names: Record<string, string> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Delete: 'Del',
  Escape: 'Esc',
  Insert: 'Ins',
}
const nameOf = (code: string): string => names[code] ?? code.replace(/^(Key|Digit)/, '')

/**
 * Tells whether a key press is the shortcut, written by physical key: `Mod+Shift+KeyP`.
 * `Mod` is Cmd on macOS and Ctrl elsewhere; `Ctrl` is Ctrl on both.
 */
export function isShortcut(press: KeyPress, shortcut: string, mac: boolean): boolean {
  const parts = shortcut.split('+')
  const has = (part: string) => parts.includes(part)
  return (
    press.code === parts.at(-1) &&
    press.ctrlKey === (has('Ctrl') || (!mac && has('Mod'))) &&
    press.metaKey === (mac && has('Mod')) &&
    press.altKey === has('Alt') &&
    press.shiftKey === has('Shift')
  )
}

/** How a shortcut is shown to people: `⇧⌘P` on macOS, `Ctrl+Shift+P` elsewhere. */
export function shortcutText(shortcut: string, mac: boolean): string {
  const parts = shortcut.split('+')
  const key = nameOf(parts.at(-1) ?? '')
  const modifiers = parts.slice(0, -1)
  if (!mac) return [...modifiers.map(part => (part === 'Mod' ? 'Ctrl' : part)), key].join('+')
  const signs: Record<string, string> = { Ctrl: '⌃', Alt: '⌥', Shift: '⇧', Mod: '⌘' }
  return Object.keys(signs)
    .filter(part => modifiers.includes(part))
    .map(part => signs[part])
    .concat(key)
    .join('')
}
