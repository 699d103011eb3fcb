import type { ComponentProps } from 'react'
import { shortcutText } from '../lib/keys.ts'
import { Icon, type IconName } from './icons.tsx'
import './button.css'

export const isMac = /Mac|iPhone|iPad/.test(navigator.platform)

type NativeButton = Omit<ComponentProps<'button'>, 'children' | 'type'>

export function Button({
  look = 'plain',
  className = '',
  ...props
}: ComponentProps<'button'> & { look?: 'plain' | 'primary' | 'quiet' | 'bare' }) {
  return <button type="button" className={`button ${look} ${className}`} {...props} />
}

/** A button with a picture: its name is for screen readers, and with its key the tooltip. `side` is where the tooltip has room. */
export function IconButton({
  icon,
  label,
  shortcut,
  side,
  ...props
}: NativeButton & { icon: IconName; label: string; shortcut?: string | undefined; side?: 'left' | 'right' }) {
  const tip = shortcut ? `${label}  ${shortcutText(shortcut, isMac)}` : label
  return (
    <button
      type="button"
      className="icon-button"
      aria-label={label}
      data-tip={tip}
      data-side={side}
      // Who has pressed it knows what it does, and looks at what came of it: the tip would lie over that.
      onPointerDown={({ currentTarget }) => (currentTarget.dataset['pressed'] = '')}
      onPointerLeave={({ currentTarget }) => delete currentTarget.dataset['pressed']}
      {...props}
    >
      <Icon name={icon} />
    </button>
  )
}
