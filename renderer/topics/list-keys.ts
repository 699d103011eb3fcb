import { useEffect, type KeyboardEvent, type MouseEvent, type RefObject } from 'react'
import type { ItemEntry } from '../../electron/contract/entry.ts'
import { chooseAll, chooseTo, focusEntry, lead, select, toggleChosen, useSelection } from '../state/selection.ts'
import { itemKey, type List } from './item-acts.ts'
import { placeByTyping } from './list-rows.ts'
import { isLetter, useTyping } from './typing.ts'

/** Chooses by a click: alone, in addition, or up to here. */
export function choose(event: MouseEvent, { places }: List, { id }: ItemEntry): void {
  if (event.shiftKey)
    chooseTo(
      places.map(place => place.id),
      id,
    )
  else if (event.ctrlKey || event.metaKey) toggleChosen(id)
  else select(id)
}

/** A row that the focus comes to by Tab is chosen; one that it is brought to is what it was made. */
export function chooseFirst({ id }: ItemEntry): void {
  const { entryId, chosen } = useSelection.getState()
  if (entryId !== id && chosen.size <= 1) select(id)
}

/** The keys of a list: walking, choosing, going to a title by its first letters; the others are `itemKey`'s. */
export function useListKeys(list: List, at: number, reveal: (index: number) => void) {
  const typed = useTyping()
  const { places } = list
  const goTo = (index: number, event: KeyboardEvent) => {
    const entry = places[index]
    if (!entry) return
    reveal(index)
    if (event.shiftKey && !isLetter(event))
      chooseTo(
        places.map(({ id }) => id),
        entry.id,
      )
    else if (event.ctrlKey || event.metaKey) lead(entry.id)
    else focusEntry(entry.id)
  }
  return (event: KeyboardEvent) => {
    const entry = places[Math.max(at, 0)]
    if (!entry || event.nativeEvent.isComposing || !(event.target as Element).matches('.item-row')) return
    const command = event.ctrlKey || event.metaKey
    const letter = isLetter(event)
    const to = letter
      ? placeByTyping(places, at, typed(event.key))
      : event.altKey
        ? undefined
        : rowByKey(event.key, at, places.length)
    if (to !== undefined && to >= 0) goTo(to, event)
    else if (event.key === ' ') toggleChosen(entry.id)
    else if (command && event.code === 'KeyA') chooseAll(places.map(({ id }) => id))
    else if (letter || !itemKey(event, list, entry)) return
    event.preventDefault()
    event.stopPropagation()
  }
}

const page = 12
const rowByKey = (key: string, at: number, count: number): number | undefined =>
  ({
    ArrowDown: Math.min(at + 1, count - 1),
    ArrowUp: Math.max(at - 1, 0),
    PageDown: Math.min(at + page, count - 1),
    PageUp: Math.max(at - page, 0),
    Home: 0,
    End: count - 1,
  })[key]

/** Gives the focus to the row that is to have it, once it is drawn. */
export function useGrabbedFocus(list: RefObject<HTMLElement | null>): void {
  const { entryId, grabsFocus } = useSelection()
  useEffect(() => {
    const row = grabsFocus ? list.current?.querySelector<HTMLElement>('[tabindex="0"]') : null
    if (!row || row.dataset.id !== entryId) return
    row.focus()
    useSelection.setState({ grabsFocus: false })
  })
}
