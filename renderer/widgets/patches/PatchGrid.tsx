import type { KeyboardEvent, MouseEvent } from 'react'
import { words } from '../frame/fields.ts'
import { useWords } from '../frame/words.ts'
import './patches.css'

interface Props {
  readonly grid: readonly [number, number]
  /** Pixels of a patch's side on the screen. */
  readonly side: number
  readonly chosen: number
  readonly onPatch: (patch: number) => void
}

const linesOf = (count: number, line: (at: number) => string) =>
  Array.from({ length: count - 1 }, (_, i) => line(i + 1)).join('')

/** The lines between the patches of an image; one is chosen by a press, or by the arrow keys from the last. */
export function PatchGrid({ grid: [down, across], side, chosen, onPatch }: Props) {
  const say = useWords()
  const [width, height] = [across * side, down * side]
  const [row, column] = [Math.floor(chosen / across), chosen % across]
  const press = (event: KeyboardEvent) => {
    const steps: Readonly<Record<string, number>> = {
      ArrowLeft: column > 0 ? -1 : 0,
      ArrowRight: column < across - 1 ? 1 : 0,
      ArrowUp: row > 0 ? -across : 0,
      ArrowDown: row < down - 1 ? across : 0,
    }
    const step = steps[event.key]
    if (step === undefined || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    event.stopPropagation()
    if (step) onPatch(chosen + step)
  }
  const point = ({ clientX, clientY, currentTarget }: MouseEvent) => {
    const { left, top } = currentTarget.getBoundingClientRect()
    const within = (px: number, count: number) => Math.min(count - 1, Math.max(0, Math.floor(px / side)))
    onPatch(within(clientY - top, down) * across + within(clientX - left, across))
  }
  return (
    <>
      <path
        className="patch-lines"
        d={linesOf(across, at => `M${at * side} 0v${height}`) + linesOf(down, at => `M0 ${at * side}h${width}`)}
      />
      <rect
        className="patches"
        data-keys=""
        width={width}
        height={height}
        tabIndex={0}
        role="slider"
        aria-label={say(words('patch', '图像块'))}
        aria-valuemin={1}
        aria-valuemax={down * across}
        aria-valuenow={chosen + 1}
        aria-valuetext={say(
          words(`patch ${chosen + 1} of ${down * across}`, `第 ${chosen + 1} 块，共 ${down * across} 块`),
        )}
        onClick={point}
        onKeyDown={press}
      />
      <rect className="patch-chosen" x={column * side} y={row * side} width={side} height={side} />
    </>
  )
}
