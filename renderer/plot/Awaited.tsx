import { useContext, type ReactNode } from 'react'
import { FirstDraw } from './use-width.ts'
import './plot.css'

const never = () => () => undefined

/**
 * Keeps the room of pictures while their answer is under way. They are given numbers of the same shape in its place: laid out
 * by those, shown empty, and drawn once the answer has come.
 */
export function Awaited({ when, className, children }: { when: boolean; className?: string; children: ReactNode }) {
  const begin = useContext(FirstDraw)
  return (
    <div className={className} data-awaited={when || undefined} aria-hidden={when || undefined}>
      <FirstDraw value={when ? never : begin}>{children}</FirstDraw>
    </div>
  )
}
