import { useRef } from 'react'

interface Line {
  label: string
  value: string
  placeholder?: string
  /** Characters; 2000 where none is said, as titles have. */
  maxLength?: number
  /** The text on Enter or on leaving, null after Esc. Called once. */
  onDone: (text: string | null) => void
}

/** A line that is written in place; its keys are its own. While an input method composes, Enter and Esc belong to it. */
export function InlineEdit({ label, value, placeholder, maxLength = 2000, onDone }: Line) {
  const over = useRef(false)
  const before = useRef<Element>(null)
  const end = (text: string | null) => {
    if (!over.current) onDone(text)
    over.current = true
  }
  return (
    <input
      className="text-field"
      aria-label={label}
      placeholder={placeholder}
      defaultValue={value}
      maxLength={maxLength}
      ref={input => {
        if (input && document.activeElement !== input) {
          before.current = document.activeElement
          input.focus()
          input.select()
        }
      }}
      onBlur={event => end(event.currentTarget.value)}
      onClick={event => event.stopPropagation()}
      onKeyDown={event => {
        event.stopPropagation()
        if (event.nativeEvent.isComposing) return
        if (event.key !== 'Enter' && event.key !== 'Escape') return
        end(event.key === 'Enter' ? event.currentTarget.value : null)
        if (before.current instanceof HTMLElement) before.current.focus()
      }}
    />
  )
}
