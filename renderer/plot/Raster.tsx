import { useEffect, useRef, type ReactNode } from 'react'
import { turned } from './turned.ts'
import { useWidth } from './use-width.ts'
import './plot.css'

type Rows = readonly (readonly number[])[]

interface Props {
  /** Grey levels, 0 black and 1 white; what is no number is left clear. */
  readonly values: Rows
  readonly label: string
  readonly title?: string
  /** No wider than this. */
  readonly largestPx?: number
  /** What is drawn over it; `pixel` is the side of one grey level. */
  readonly children?: (pixel: number) => ReactNode
}

/** Writes grey levels into a canvas, one pixel each. */
export function paint(canvas: HTMLCanvasElement, values: Rows): void {
  const [height, width] = [values.length, values[0]?.length ?? 0]
  if (!height || !width) return
  canvas.width = width
  canvas.height = height
  const context = canvas.getContext('2d')!
  const data = new ImageData(width, height)
  values.flat().forEach((value, i) => {
    data.data.fill(Math.round(255 * Math.min(1, Math.max(0, value))), 4 * i, 4 * i + 3)
    data.data[4 * i + 3] = Number.isFinite(value) ? 255 : 0
  })
  context.putImageData(data, 0, 0)
}

/** A picture from its grey levels, with room for lines over it. */
export const Raster = turned(function Raster({ values, label, title, largestPx = 320, children }: Props) {
  const [box, outer, isDrawn] = useWidth<HTMLDivElement>()
  const canvas = useRef<HTMLCanvasElement>(null)
  const width = Math.min(outer, largestPx)
  const pixel = width / Math.max(1, values[0]?.length ?? 1)
  const height = pixel * values.length
  useEffect(() => {
    if (canvas.current) paint(canvas.current, values)
  }, [values, width, isDrawn])
  return (
    <div ref={box} className="plot">
      {title && <div className="chart-title flush">{title}</div>}
      {width > 0 && (
        <div className="raster" style={{ width, height }}>
          {isDrawn && <canvas ref={canvas} role="img" aria-label={label} />}
          {isDrawn && children && (
            <svg width={width} height={height}>
              {children(pixel)}
            </svg>
          )}
        </div>
      )}
    </div>
  )
})
