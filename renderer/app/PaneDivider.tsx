import type { CSSProperties, KeyboardEvent, PointerEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { type DividerName, moveDivider, shareBounds, usePanes } from '../state/panes.ts'

interface PaneDividerProps {
  divider: DividerName
  /** The panes stand on top of each other. */
  stacked: boolean
}

/** What a divider gives the first of its panes, as a custom property of the element that holds them. */
export const shareStyle = (divider: DividerName, share: number): CSSProperties =>
  ({ [`--share-${divider}`]: share }) as CSSProperties

/** How far a key moves it: a part of 1. */
const step = 0.02

/** The line between two panes: dragged, or moved by the arrows; a double click brings the usual sizes back. */
export function PaneDivider({ divider, stacked }: PaneDividerProps) {
  const { t } = useTranslation('app')
  const share = usePanes(({ shares }) => shares[divider])
  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    const line = event.currentTarget
    const frame = line.parentElement?.getBoundingClientRect()
    if (!frame) return
    line.setPointerCapture(event.pointerId)
    line.onpointermove = ({ clientX, clientY }) =>
      moveDivider(divider, stacked ? (clientY - frame.top) / frame.height : (clientX - frame.left) / frame.width)
    line.onlostpointercapture = () => (line.onpointermove = null)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const steps = stacked ? { ArrowUp: -step, ArrowDown: step } : { ArrowLeft: -step, ArrowRight: step }
    const by = (steps as Record<string, number | undefined>)[event.key]
    if (by === undefined) return
    event.preventDefault()
    moveDivider(divider, share + by)
  }
  const percent = (part: number) => Math.round(part * 100)
  return (
    <div
      className="pane-divider"
      role="separator"
      aria-orientation={stacked ? 'horizontal' : 'vertical'}
      aria-label={t(`divider.${divider}`)}
      aria-valuenow={percent(share)}
      aria-valuemin={percent(shareBounds.least)}
      aria-valuemax={percent(shareBounds.most)}
      tabIndex={0}
      onPointerDown={onPointerDown}
      onKeyDown={onKeyDown}
      onDoubleClick={() => moveDivider(divider, null)}
    />
  )
}
