import { useEffect, useState } from 'react'
import { atStart, hearDocument, type Phase, reopen } from './kept-documents.ts'

/** Opens a paper for as long as the view is there. `again` starts anew. */
export function useDocument(hash: string): { phase: Phase; again(): void } {
  const [phase, setPhase] = useState(atStart)
  useEffect(() => hearDocument(hash, setPhase), [hash])
  return { phase, again: () => reopen(hash) }
}
