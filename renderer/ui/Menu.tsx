import { Fragment, useLayoutEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { shortcutText } from '../lib/keys.ts'
import { isMac } from './Button.tsx'
import { Icon } from './icons.tsx'
import './menu.css'

export interface MenuEntry {
  label: string
  shortcut?: string | undefined
  disabled?: boolean
  /** One of several of which one or more are chosen; `mixed` where that differs among what the menu is for. */
  checked?: boolean | 'mixed'
  /** A picture before the label. */
  picture?: ReactNode
  /** A line stands above it. */
  apart?: boolean
  run?: () => void
  /** A menu in its place, instead of `run`. */
  children?: readonly MenuEntry[]
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
  const [opened, setOpened] = useState<MenuEntry | null>(null)
  useLayoutEffect(() => {
    const before = document.activeElement
    menu.current?.showPopover()
    return () => {
      if (before instanceof HTMLElement && document.activeElement === document.body) before.focus()
    }
  }, [])
  useLayoutEffect(() => {
    const element = menu.current
    if (!element) return
    const { width, height } = element.getBoundingClientRect()
    element.style.left = `${Math.max(4, Math.min(place.x, innerWidth - width - 4))}px`
    element.style.top = `${Math.max(4, Math.min(place.y, innerHeight - height - 4))}px`
    const first = element.querySelector<HTMLButtonElement>('button[aria-checked="true"]:enabled, button:enabled')
    first?.focus()
  }, [place, opened])
  const choose = (entry: MenuEntry) => {
    if (entry.children) return setOpened(entry)
    menu.current?.hidePopover()
    entry.run?.()
  }
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const at = document.activeElement
    if (event.key === 'ArrowRight' && at instanceof HTMLElement && at.dataset['sub']) at.click()
    else if (event.key === 'ArrowLeft' && opened) setOpened(null)
    else if (event.key === 'Escape' && opened) setOpened(null)
    else return walk(event)
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div
      ref={menu}
      className="menu"
      role="menu"
      aria-label={opened?.label ?? label}
      popover="auto"
      onKeyDown={onKeyDown}
      onToggle={event => event.newState === 'closed' && onClose()}
    >
      {(opened?.children ?? entries).map(entry => (
        <Fragment key={entry.label}>
          {entry.apart && <hr />}
          <Line entry={entry} onChoose={() => choose(entry)} />
        </Fragment>
      ))}
    </div>
  )
}

function Line({ entry, onChoose }: { entry: MenuEntry; onChoose: () => void }) {
  const { label, shortcut, checked, picture, children, disabled } = entry
  return (
    <button
      type="button"
      role={checked === undefined ? 'menuitem' : 'menuitemcheckbox'}
      aria-checked={checked}
      aria-haspopup={children ? 'menu' : undefined}
      data-sub={children ? true : undefined}
      disabled={disabled}
      onClick={onChoose}
    >
      {checked !== undefined && (
        <span className="menu-check">{checked !== false && <Icon name={checked === true ? 'check' : 'minus'} />}</span>
      )}
      {picture}
      <span className="clipped menu-label">{label}</span>
      {shortcut && <kbd>{shortcutText(shortcut, isMac)}</kbd>}
      {children && <Icon name="right" />}
    </button>
  )
}

function walk(event: KeyboardEvent<HTMLDivElement>): void {
  event.stopPropagation()
  const buttons = [...event.currentTarget.querySelectorAll<HTMLButtonElement>('button:enabled')]
  const at = buttons.findIndex(button => button === document.activeElement)
  const to = { ArrowDown: (at + 1) % buttons.length, ArrowUp: at - 1, Home: 0, End: -1 }[event.key]
  if (event.key === 'Tab') event.currentTarget.hidePopover()
  const letter = event.key.length === 1 && event.key !== ' ' ? event.key.toLocaleLowerCase() : null
  const named = (button: HTMLButtonElement) => letter && button.innerText.trim().toLocaleLowerCase().startsWith(letter)
  const typed = letter ? (buttons.slice(at + 1).find(named) ?? buttons.find(named)) : undefined
  if (to === undefined && !typed) return
  event.preventDefault()
  ;(typed ?? buttons.at(to ?? 0))?.focus()
}
