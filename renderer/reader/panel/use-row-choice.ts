import { type KeyboardEvent, type MouseEvent, type RefObject, useEffect, useRef, useState } from 'react'
import { revealAnnotation, selectAnnotations, selectedIn, useDesk } from '../../state/annotation-desk.ts'
import { deleteAnnotations } from '../../state/annotations.ts'
import { isTextBox } from '../keys.ts'

/** Chooses one or several rows of a list by pointer (Shift, Ctrl) and by keys. `keys` are the annotations' ids in order. */
export function useRowChoice(
  hash: string,
  keys: readonly string[],
  list: RefObject<HTMLElement | null>,
  reveal: (row: number) => void,
) {
  const selected = useDesk(state => selectedIn(state, hash))
  /** The row that the keys start from. */
  const [at, setAt] = useState(0)
  /** Where a stretch of chosen rows began. */
  const anchor = useRef(0)
  const current = Math.min(at, keys.length - 1)
  const sawAlready = useSightOf(selected.at(-1), keys, row => {
    setAt(row)
    reveal(row)
  })
  const focusRow = useFocusOnRow(list)
  useFocusKept(list, current)

  /** Chooses rows by what is done here: the last of them need not be brought into sight. */
  const take = (ids: readonly string[]) => {
    sawAlready(ids.at(-1))
    selectAnnotations(hash, ids)
  }
  const stretch = (to: number) => {
    const [from, end] = [Math.min(anchor.current, to), Math.max(anchor.current, to)]
    take([...keys.slice(from, end + 1).filter(id => id !== keys[to]), keys[to] ?? ''])
  }
  const flip = (row: number) => {
    const id = keys[row] ?? ''
    anchor.current = row
    take(selected.includes(id) ? selected.filter(other => other !== id) : [...selected, id])
  }
  const choose = (row: number, event: MouseEvent) => {
    setAt(row)
    if (event.shiftKey) return stretch(row)
    if (event.ctrlKey || event.metaKey) return flip(row)
    anchor.current = row
    revealAnnotation(hash, keys[row] ?? '')
  }
  const walk = (to: number, event: KeyboardEvent) => {
    const row = Math.max(0, Math.min(keys.length - 1, to))
    setAt(row)
    reveal(row)
    if (event.shiftKey) stretch(row)
    else anchor.current = row
    focusRow(row)
  }
  const remove = (ids: readonly string[]) => {
    setAt(keys.findIndex(id => ids.includes(id)))
    void deleteAnnotations(hash, ids)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const asked = askedBy(event, at, keys.length - 1)
    if (asked === null) return
    event.preventDefault()
    event.stopPropagation()
    if (typeof asked === 'number') walk(asked, event)
    else if (asked === 'all') take(keys)
    else if (asked === 'flip') flip(current)
    else remove(selected.length > 0 ? selected : keys.slice(current, current + 1))
  }
  return { selected, current, choose, onKeyDown }
}

/** Brings what is chosen on the page into sight here, once. Gives a way to say that it need not be. */
function useSightOf(lead: string | undefined, keys: readonly string[], bring: (row: number) => void) {
  const row = lead === undefined ? -1 : keys.indexOf(lead)
  const seen = useRef<string | undefined>(undefined)
  useEffect(() => {
    if (lead !== seen.current && row >= 0) bring(row)
    seen.current = lead
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- how it is brought does not matter
  }, [lead, row])
  return (id: string | undefined) => {
    seen.current = id
  }
}

/** The row to go to, or what to do with the rows; null for a key that is not the list's. */
function askedBy(event: KeyboardEvent, at: number, last: number): number | 'all' | 'flip' | 'delete' | null {
  if (isTextBox(event.target) || event.nativeEvent.isComposing || event.altKey) return null
  if (event.ctrlKey || event.metaKey) return event.code === 'KeyA' ? 'all' : event.code === 'Space' ? 'flip' : null
  if (event.code === 'Delete' || event.code === 'Backspace') return 'delete'
  return { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: last }[event.code] ?? null
}

/** Gives a row the focus as soon as it is drawn, which may be only after the list has scrolled. */
function useFocusOnRow(list: RefObject<HTMLElement | null>): (row: number) => void {
  const wanted = useRef<number | null>(null)
  useEffect(() => {
    const row = list.current?.querySelector<HTMLElement>(`[data-row="${wanted.current}"] .annotation-jump`)
    if (wanted.current === null || !row) return
    row.focus({ preventScroll: true })
    wanted.current = null
  })
  return row => {
    wanted.current = row
  }
}

/** Where the row that has the focus is deleted, the row in its place has it; where none is left, what stands over the list. */
function useFocusKept(list: RefObject<HTMLElement | null>, current: number): void {
  const last = useRef<Element | null>(null)
  useEffect(() => {
    const element = list.current
    const note = ({ target }: FocusEvent) => void (last.current = target as Element)
    element?.addEventListener('focusin', note)
    return () => element?.removeEventListener('focusin', note)
  }, [list])
  useEffect(() => {
    if (!last.current || last.current.isConnected || document.activeElement !== document.body) return
    last.current = null
    const row = list.current?.querySelector<HTMLElement>(`[data-row="${current}"] .annotation-jump`)
    const above = list.current?.parentElement?.querySelector<HTMLElement>('input, button')
    ;(row ?? above)?.focus({ preventScroll: true })
  })
}
