import { useEffect } from 'react'
import { isShortcut } from '../lib/keys.ts'
import { isMac } from '../ui/Button.tsx'
import { paperInHand, usePanes } from '../state/panes.ts'
import { actsOf } from '../state/reader-commands.ts'
import { keyedActions } from './actions.ts'

const isTextBox = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('input, textarea, select, [contenteditable]') !== null

/**
 * Carries out the actions' keys. A press that an input method takes is left alone, and so is one in a text box unless the
 * action allows it. A dialog has its own keys. In a paper, Mod+P prints.
 */
export function useShortcuts(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || document.querySelector('dialog[open]')) return
      const pressed = keyedActions.find(
        ({ shortcuts, keysWhen }) =>
          shortcuts.some(shortcut => isShortcut(event, shortcut, isMac)) && (keysWhen?.() ?? true),
      )
      if (!pressed || (isTextBox(event.target) && !pressed.inText)) return
      // Also while there is nothing to do: the browser's own meaning of the key would be a surprise.
      event.preventDefault()
      if (isForReader(event)) print()
      else if (pressed.enabled?.() ?? true) pressed.run()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])
}

/** A paper is read, and nothing else has the keys. */
const isForReader = (event: KeyboardEvent): boolean =>
  event.code === 'KeyP' && !event.shiftKey && paperInHand() !== null && event.target === document.body

const print = () =>
  actsOf(usePanes.getState().inHand)
    .find(({ id }) => id === 'print')
    ?.run()
