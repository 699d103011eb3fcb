import { useState } from 'react'

export type OverKind = 'presentation' | 'print'
/** What is open over the whole window; each opening has a number of its own. */
export interface Opened {
  kind: OverKind
  number: number
}

/** Opens what lies over the whole window, anew where it is open; null closes it. */
export function useOver(): { over: Opened | null; open(kind: OverKind | null): void } {
  const [over, set] = useState<Opened | null>(null)
  return { over, open: kind => set(before => kind && { kind, number: (before?.number ?? 0) + 1 }) }
}
