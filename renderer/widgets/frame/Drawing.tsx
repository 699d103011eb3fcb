import { useEffect, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react'
import { paint } from '../../plot/Raster.tsx'
import { useWords } from './words.ts'

type Rows = readonly (readonly number[])[]
type Place = readonly [row: number, column: number]

const steps: Readonly<Record<string, Place>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
}
const within = (value: number, count: number) => Math.min(count - 1, Math.max(0, value))

/** All places of a straight line: a pointer that is quick skips some. */
function lineOf([i, j]: Place, [a, b]: Place): Place[] {
  const count = Math.max(1, Math.abs(a - i), Math.abs(b - j))
  return Array.from({ length: count + 1 }, (_, at) => [
    Math.round(i + ((a - i) * at) / count),
    Math.round(j + ((b - j) * at) / count),
  ])
}

/** Grey levels to draw on: a press turns dark to light or light to dark, and what is dragged over follows it. */
export function Drawing({ value, label, onChange }: { value: Rows; label: string; onChange: (value: Rows) => void }) {
  const say = useWords()
  const canvas = useRef<HTMLCanvasElement>(null)
  const [cursor, setCursor] = useState<Place>([0, 0])
  const [ink, setInk] = useState(1)
  const [height, width] = [value.length, value[0]?.length ?? 0]
  const [row, column] = [within(cursor[0], height), within(cursor[1], width)]
  useEffect(() => {
    if (canvas.current) paint(canvas.current, value)
  }, [value])
  const touch = (places: readonly Place[], grey: number) => {
    const next = value.map(line => [...line])
    for (const [i, j] of places) if (next[i]?.[j] !== undefined) next[i][j] = grey
    onChange(next)
  }
  const opposite = ([i, j]: Place) => ((value[i]?.[j] ?? 0) > 0.5 ? 0 : 1)
  const placeOf = (event: PointerEvent<HTMLCanvasElement>): Place => {
    const { left, top, width: wide, height: tall } = event.currentTarget.getBoundingClientRect()
    return [
      within(Math.floor(((event.clientY - top) / tall) * height), height),
      within(Math.floor(((event.clientX - left) / wide) * width), width),
    ]
  }
  const down = (event: PointerEvent<HTMLCanvasElement>) => {
    if (event.button !== 0) return
    event.currentTarget.setPointerCapture(event.pointerId)
    const place = placeOf(event)
    setInk(opposite(place))
    setCursor(place)
    touch([place], opposite(place))
  }
  const move = (event: PointerEvent<HTMLCanvasElement>) => {
    if (event.buttons !== 1) return
    const place = placeOf(event)
    setCursor(place)
    touch(lineOf([row, column], place), ink)
  }
  const press = (event: KeyboardEvent) => {
    const step = steps[event.key]
    if (!step && event.key !== ' ' && event.key !== 'Enter') return
    event.preventDefault()
    if (step) setCursor([within(row + step[0], height), within(column + step[1], width)])
    else touch([[row, column]], opposite([row, column]))
  }
  const where = say({ en: `row ${row + 1}, column ${column + 1}`, 'zh-CN': `第 ${row + 1} 行，第 ${column + 1} 列` })
  const place = {
    left: `${(100 * column) / width}%`,
    top: `${(100 * row) / height}%`,
    width: `${100 / width}%`,
    height: `${100 / height}%`,
  }
  return (
    <div className="drawing">
      <canvas
        ref={canvas}
        style={{ aspectRatio: `${width} / ${height}` }}
        data-keys=""
        tabIndex={0}
        role="button"
        aria-label={`${label}, ${where}: ${value[row]?.[column] ?? 0}`}
        onPointerDown={down}
        onPointerMove={move}
        onKeyDown={press}
      />
      <span className="cursor" style={place} />
    </div>
  )
}
