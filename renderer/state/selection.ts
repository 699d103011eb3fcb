import { create } from 'zustand'

interface Selection {
  /** The place that has the focus of the list: the details column tells of its item. */
  entryId: string | null
  /** Every chosen place; edits are made to all of them. */
  chosen: ReadonlySet<string>
  /** From where Shift chooses. */
  anchor: string | null
  /** Its row takes the window's focus as soon as it is drawn. */
  grabsFocus: boolean
}

const none: ReadonlySet<string> = new Set()
export const useSelection = create<Selection>(() => ({ entryId: null, chosen: none, anchor: null, grabsFocus: false }))

/** Chooses one place, or none. */
export function select(entryId: string | null): void {
  const { entryId: before, chosen } = useSelection.getState()
  if (before === entryId && chosen.size === (entryId === null ? 0 : 1)) return
  useSelection.setState({ entryId, anchor: entryId, chosen: entryId === null ? none : new Set([entryId]) })
}
export function focusEntry(entryId: string | null): void {
  select(entryId)
  useSelection.setState({ grabsFocus: entryId !== null })
}

/** Chooses a place in addition, or no longer. */
export function toggleChosen(entryId: string): void {
  const chosen = new Set(useSelection.getState().chosen)
  if (!chosen.delete(entryId)) chosen.add(entryId)
  useSelection.setState({ entryId, anchor: entryId, chosen })
}

/** Moves the list's focus to a place without choosing it. */
export const lead = (entryId: string): void => useSelection.setState({ entryId, grabsFocus: true })

/** Chooses everything between the anchor and a place, in the list's order. */
export function chooseTo(ids: readonly string[], entryId: string): void {
  const { anchor } = useSelection.getState()
  const [from, to] = [Math.max(0, ids.indexOf(anchor ?? entryId)), ids.indexOf(entryId)]
  useSelection.setState({
    entryId,
    anchor: ids[from] ?? entryId,
    grabsFocus: true,
    chosen: new Set(ids.slice(Math.min(from, to), Math.max(from, to) + 1)),
  })
}

export const chooseAll = (ids: readonly string[]): void =>
  useSelection.setState(({ entryId }) => ({ entryId: entryId ?? ids[0] ?? null, chosen: new Set(ids) }))

/** Chooses these places; the first has the focus. What is not among the list's places is left out by the list. */
export function chooseThese(ids: readonly string[]): void {
  useSelection.setState({
    entryId: ids[0] ?? null,
    anchor: ids[0] ?? null,
    chosen: new Set(ids),
    grabsFocus: ids.length > 0,
  })
}
