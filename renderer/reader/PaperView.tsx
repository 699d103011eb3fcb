import { lazy, Suspense } from 'react'
import './reader.css'

export interface PaperProps {
  /** The paper's content hash. */
  hash: string
  /** The item it is read for. */
  itemId: string
}

// pdf.js is loaded with the first paper, not with the window.
const Paper = lazy(async () => ({ default: (await import('./Paper.tsx')).Paper }))

/** A paper with its toolbar, for the work column; it fills its place. */
export function PaperView(props: PaperProps) {
  return (
    <Suspense fallback={<div className="reader" aria-busy />}>
      <Paper key={props.hash} {...props} />
    </Suspense>
  )
}
