import type { KeyboardEvent, PointerEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { resize, type Side, useLayout, widthBounds } from './layout.ts'

/** The line between two columns: dragged, or moved by the arrows; a double click brings the usual width back. */
export function Divider({ side }: { side: Side }) {
  const { t } = useTranslation('app')
  const width = useLayout(layout => layout[side].width)
  const towards = side === 'topics' ? 1 : -1
  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    const line = event.currentTarget
    const from = event.clientX
    line.setPointerCapture(event.pointerId)
    line.onpointermove = moved => resize(side, width + (moved.clientX - from) * towards)
    line.onlostpointercapture = () => (line.onpointermove = null)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowLeft: -16, ArrowRight: 16 }[event.key]
    if (step === undefined) return
    event.preventDefault()
    resize(side, width + step * towards)
  }
  const { least, most } = widthBounds(side)
  return (
    <div
      className="divider"
      data-side={side}
      role="separator"
      aria-orientation="vertical"
      aria-label={t(`divider.${side}`)}
      aria-valuenow={width}
      aria-valuemin={least}
      aria-valuemax={most}
      tabIndex={0}
      onPointerDown={onPointerDown}
      onKeyDown={onKeyDown}
      onDoubleClick={() => resize(side, null)}
    />
  )
}
