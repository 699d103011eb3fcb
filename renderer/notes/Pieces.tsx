import { type ReactNode } from 'react'
import { useStage } from '../ui/turns.ts'

interface Props {
  drawn: readonly ReactNode[]
  /** How many of them stand after each turn. */
  ends: readonly number[]
  className: string
  atOnce?: boolean
  isBusy?: boolean
}

/** The blocks of a note, a screen of them at first and then some each turn. */
export function Pieces({ drawn, ends, className, atOnce = false, isBusy = false }: Props) {
  const stage = useStage(atOnce ? 0 : ends.length - 1)
  // A note that has just become shorter has fewer pieces than were drawn.
  const shown = atOnce ? drawn.length : (ends[stage] ?? drawn.length)
  return (
    <div className={className} aria-busy={shown < drawn.length || isBusy || undefined}>
      {drawn.slice(0, shown)}
    </div>
  )
}
