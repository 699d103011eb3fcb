import { isShortcut, type KeyPress } from '../lib/keys.ts'

/** The reader's keys, by physical key. Where several do the same, the first is the one shown. */
export const shortcuts = {
  find: ['Mod+KeyF'],
  'find-next': ['Mod+KeyG', 'F3'],
  'find-previous': ['Mod+Shift+KeyG', 'Shift+F3'],
  'page-box': ['Mod+Alt+KeyG'],
  'next-page': ['KeyN', 'KeyJ'],
  'previous-page': ['KeyP', 'KeyK'],
  'zoom-in': ['Mod+Equal', 'Mod+Shift+Equal', 'Mod+NumpadAdd'],
  'zoom-out': ['Mod+Minus', 'Mod+NumpadSubtract'],
  'zoom-reset': ['Mod+Digit0', 'Mod+Numpad0'],
  rotate: ['KeyR'],
  'rotate-back': ['Shift+KeyR'],
  sidebar: ['F4'],
  'history-back': ['Alt+ArrowLeft', 'Mod+BracketLeft'],
  'history-forward': ['Alt+ArrowRight', 'Mod+BracketRight'],
  split: ['Mod+Backslash'],
  pin: ['Alt+KeyP'],
  present: ['F5'],
  print: ['Mod+KeyP'],
  undo: ['Mod+KeyZ'],
  redo: ['Mod+Shift+KeyZ'],
  delete: ['Delete', 'Backspace'],
  back: ['Escape'],
} as const satisfies Record<string, readonly string[]>
export type ReaderCommand = keyof typeof shortcuts

/** What still works while the caret is in a text box of the reader. */
const inTextBox: readonly ReaderCommand[] = ['find', 'find-next', 'find-previous', 'page-box', 'sidebar', 'back']

/** What a key press asks for. `typing` while the caret is in a text box; a press that an input method takes asks for nothing. */
export function commandFrom(
  press: KeyPress & { isComposing: boolean },
  { typing, mac }: { typing: boolean; mac: boolean },
): ReaderCommand | null {
  if (press.isComposing) return null
  const commands = typing ? inTextBox : (Object.keys(shortcuts) as ReaderCommand[])
  return commands.find(command => shortcuts[command].some(shortcut => isShortcut(press, shortcut, mac))) ?? null
}

/** Boxes to tick in a PDF's form: no letter is meant for them. */
const ticks = '.annotationLayer :is([type="checkbox"], [type="radio"])'

export const isTextBox = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  target.matches('input, textarea, select, [contenteditable]') &&
  !target.matches(ticks)
