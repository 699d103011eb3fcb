import { Presentation, type PresentationProps } from './Presentation.tsx'
import { PrintDialog } from './PrintDialog.tsx'
import type { Opened } from './use-over.ts'

/** What is open over the whole window. */
export function Over({ over, ...paper }: PresentationProps & { over: Opened | null }) {
  if (over?.kind === 'presentation') return <Presentation key={over.number} {...paper} />
  return over && <PrintDialog key={over.number} {...paper} />
}
