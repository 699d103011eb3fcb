import type { KeyboardEvent, ReactNode } from 'react'
import { Icon, type IconName } from './icons.tsx'
import './search-line.css'

interface Props {
  readonly icon: IconName
  readonly label: string
  readonly hint: string
  readonly value: string
  readonly maxLength: number
  readonly onChange: (value: string) => void
  readonly onKeyDown?: (event: KeyboardEvent<HTMLInputElement>) => void
  /** What stands at its end. */
  readonly children?: ReactNode
}

/** The line at the head of a list in which one types what the list is to show; it has the focus when it appears. */
export function SearchLine({ icon, label, hint, value, maxLength, onChange, onKeyDown, children }: Props) {
  return (
    <div className="search-line">
      <Icon name={icon} />
      <input
        type="search"
        className="search-text"
        aria-label={label}
        placeholder={hint}
        value={value}
        maxLength={maxLength}
        autoFocus
        spellCheck={false}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      {children}
    </div>
  )
}
