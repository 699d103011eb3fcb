import { useRef } from 'react'

/** Collects letters typed one soon after another. */
export function useTyping(): (letter: string) => string {
  const typed = useRef({ text: '', at: 0 })
  return letter => {
    const now = performance.now()
    typed.current = { text: (now - typed.current.at < 700 ? typed.current.text : '') + letter, at: now }
    return typed.current.text
  }
}

/** Whether a key press is a letter that goes to a row. */
export const isLetter = (event: { key: string; ctrlKey: boolean; metaKey: boolean; altKey: boolean }): boolean =>
  event.key.length === 1 && event.key !== ' ' && !event.ctrlKey && !event.metaKey && !event.altKey
