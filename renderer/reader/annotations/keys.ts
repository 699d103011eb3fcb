import { isShortcut, type KeyPress } from '../../lib/keys.ts'
import type { Edge, Step } from './ends.ts'
import { handTools } from './tools/index.ts'

/** What a key press asks for while annotating. */
export type AnnotationCommand =
  | { kind: 'tool'; name: string }
  /** The n-th colour of the palette, from 0. */
  | { kind: 'color'; index: number }
  | { kind: 'mark'; as: 'highlight' | 'underline' }
  | { kind: 'move'; edge: Edge; step: Step; by: 1 | -1 }

export const markShortcuts = { highlight: 'Ctrl+Alt+Digit1', underline: 'Ctrl+Alt+Digit2' } as const

const moves: Record<string, { step: Step; by: 1 | -1 }> = {
  ArrowLeft: { step: 'character', by: -1 },
  ArrowRight: { step: 'character', by: 1 },
  ArrowUp: { step: 'line', by: -1 },
  ArrowDown: { step: 'line', by: 1 },
}

interface Situation {
  /** The caret is in a text box. */
  typing: boolean
  mac: boolean
  /** A tool is in hand. */
  holding: boolean
}

/** Reads a press by its physical key; a press that an input method takes asks for nothing. */
export function annotationCommandFrom(
  press: KeyPress & { isComposing: boolean },
  { typing, mac, holding }: Situation,
): AnnotationCommand | null {
  if (press.isComposing) return null
  for (const as of ['highlight', 'underline'] as const)
    if (isShortcut(press, markShortcuts[as], mac)) return { kind: 'mark', as }
  if (typing) return null
  for (const [name, { shortcut }] of Object.entries(handTools))
    if (isShortcut(press, shortcut, mac)) return { kind: 'tool', name }
  const digit = /^(?:Digit|Numpad)([1-9])$/.exec(press.code)?.[1]
  const plain = !press.ctrlKey && !press.metaKey && !press.altKey && !press.shiftKey
  if (digit && plain) return holding ? { kind: 'color', index: Number(digit) - 1 } : null
  const move = moves[press.code]
  if (!move || !press.shiftKey) return null
  const startHeld = mac ? press.metaKey && !press.ctrlKey && !press.altKey : press.altKey && !press.ctrlKey
  if (startHeld) return { kind: 'move', edge: 'start', ...move }
  return !press.ctrlKey && !press.metaKey && !press.altKey ? { kind: 'move', edge: 'end', ...move } : null
}
