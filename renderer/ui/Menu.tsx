import { useLayoutEffect, useRef, type KeyboardEvent } from 'react'
import { shortcutText } from '../lib/keys.ts'
import { isMac } from './Button.tsx'
import './menu.css'

export interface MenuEntry {
  label: string
  shortcut?: string | undefined
  disabled?: boolean
  run: () => void
}
export interface MenuPlace {
  x: number
  y: number
}

/** A menu at a point of the window, for the mouse and the keyboard alike; the focus goes back where it was. */
export function Menu({
  label,
  place,
  entries,
  onClose,
}: {
  label: string
  place: MenuPlace
  entries: readonly MenuEntry[]
  onClose: () => void
}) {
  const menu = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const element = menu.current
    const before = document.activeElement
    if (!element) return
    element.showPopover()
    const { width, height } = element.getBoundingClientRect()
    element.style.left = `${Math.max(4, Math.min(place.x, innerWidth - width - 4))}px`
    element.style.top = `${Math.max(4, Math.min(place.y, innerHeight - height - 4))}px`
    element.querySelector('button')?.focus()
    return () => {
      if (before instanceof HTMLElement && document.activeElement === document.body) before.focus()
    }
  }, [place])
  const choose = (entry: MenuEntry) => {
    menu.current?.hidePopover()
    entry.run()
  }
  return (
    <div
      ref={menu}
      className="menu"
      role="menu"
      aria-label={label}
      popover="auto"
      onKeyDown={walk}
      onToggle={event => event.newState === 'closed' && onClose()}
    >
      {entries.map(entry => (
        <button
          key={entry.label}
          type="button"
          role="menuitem"
          tabIndex={-1}
          disabled={entry.disabled}
          onClick={() => choose(entry)}
        >
          <span className="clipped">{entry.label}</span>
          {entry.shortcut && <kbd>{shortcutText(entry.shortcut, isMac)}</kbd>}
        </button>
      ))}
    </div>
  )
}

function walk(event: KeyboardEvent<HTMLDivElement>): void {
  event.stopPropagation()
  const buttons = [...event.currentTarget.querySelectorAll<HTMLButtonElement>('button:enabled')]
  const at = buttons.findIndex(button => button === document.activeElement)
  const to = { ArrowDown: (at + 1) % buttons.length, ArrowUp: at - 1, Home: 0, End: -1 }[event.key]
  if (event.key === 'Tab') event.currentTarget.hidePopover()
  if (to === undefined) return
  event.preventDefault()
  buttons.at(to)?.focus()
}
