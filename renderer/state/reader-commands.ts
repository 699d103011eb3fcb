import type { PaneName } from './panes.ts'

/** Something that the reader of a pane can do, for the palette. */
export interface ReaderAct {
  id: string
  label: string
  shortcut?: string
  run(): void
}

/** What the readers that are open can do now, by pane. */
const offers = new Map<PaneName, () => readonly ReaderAct[]>()

/** Called by a reader that opens; gives what takes the offer back. */
export function offerActs(pane: PaneName, acts: () => readonly ReaderAct[]): () => void {
  offers.set(pane, acts)
  return () => {
    if (offers.get(pane) === acts) offers.delete(pane)
  }
}

/** What the reader of a pane offers; nothing where none is open. */
export const actsOf = (pane: PaneName): readonly ReaderAct[] => offers.get(pane)?.() ?? []
