import { useSyncExternalStore } from 'react'
import { create } from 'zustand'

export type Side = 'topics' | 'details'
interface Column {
  /** CSS pixels. */
  width: number
  folded: boolean
}
interface Layout extends Record<Side, Column> {
  /** On a narrow window a side column lies over the work, one at a time. */
  sheet: Side | null
}

const bounds: Record<Side, { usual: number; least: number; most: number }> = {
  topics: { usual: 240, least: 160, most: 480 },
  details: { usual: 320, least: 220, most: 560 },
}
const remembered = 'folium.columns'

const usual = (): Record<Side, Column> => ({
  topics: { width: bounds.topics.usual, folded: false },
  details: { width: bounds.details.usual, folded: false },
})

/** What the last window of this origin had. The browser door's origin changes with its port, so this is a courtesy only. */
function recalled(): Partial<Record<Side, Column>> {
  try {
    const { topics, details } = JSON.parse(localStorage.getItem(remembered) ?? '{}') as Partial<Record<Side, Column>>
    const isColumn = (column: Column | undefined) =>
      typeof column?.width === 'number' && typeof column.folded === 'boolean'
    return { ...(topics && isColumn(topics) ? { topics } : {}), ...(details && isColumn(details) ? { details } : {}) }
  } catch {
    return {}
  }
}

export const useLayout = create<Layout>(() => ({ ...usual(), ...recalled(), sheet: null }))

function change(side: Side, column: Partial<Column>): void {
  useLayout.setState(layout => ({ [side]: { ...layout[side], ...column } }))
  const { topics, details } = useLayout.getState()
  try {
    localStorage.setItem(remembered, JSON.stringify({ topics, details }))
  } catch {
    // A browser that keeps nothing still has the columns for as long as the window is open.
  }
}

export function resize(side: Side, width: number | null): void {
  const { usual: usualWidth, least, most } = bounds[side]
  change(side, { width: width === null ? usualWidth : Math.min(most, Math.max(least, Math.round(width))) })
}
export const widthBounds = (side: Side) => bounds[side]

/** Under this width the side columns become sheets: see app.css. */
const narrow = matchMedia('(max-width: 899px)')
narrow.addEventListener('change', () => showSheet(null))

/** The window is too narrow for columns. */
export const useNarrow = (): boolean =>
  useSyncExternalStore(
    told => {
      narrow.addEventListener('change', told)
      return () => narrow.removeEventListener('change', told)
    },
    () => narrow.matches,
  )

export const showSheet = (sheet: Side | null): void => useLayout.setState({ sheet })

/** Folds a side column or brings it back; on a narrow window, opens or closes its sheet. */
export function toggle(side: Side): void {
  const layout = useLayout.getState()
  if (narrow.matches) showSheet(layout.sheet === side ? null : side)
  else change(side, { folded: !layout[side].folded })
}

/** Makes a side column visible, whatever hides it. */
export function unfold(side: Side): void {
  if (narrow.matches) showSheet(side)
  else change(side, { folded: false })
}
