import { lineAlong } from '../geometry.ts'
import { passageTool } from './passage.tsx'

/** Length of half a wave and its height, CSS pixels at 1 pixel a point. */
const [stepPx, heightPx] = [2, 1.6]

export const squigglyTool = passageTool(
  { label: 'kinds.squiggly', icon: 'squiggly', shortcut: 'Alt+Digit9' },
  (rect, turn, space, key) => {
    const [[x1 = 0, y1 = 0], [x2 = 0, y2 = 0]] = lineAlong(rect, turn, 0.02).map(([x, y]) =>
      space.convertToViewportPoint(x, y),
    ) as [number[], number[]]
    const length = Math.hypot(x2 - x1, y2 - y1) || 1
    const [dx, dy] = [(x2 - x1) / length, (y2 - y1) / length]
    const points = Array.from({ length: Math.floor(length / stepPx) + 1 }, (_, step) => {
      const [along, aside] = [step * stepPx, (step % 2) * heightPx]
      // To the left of the way, which is up for words that are read.
      return `${(x1 + dx * along + dy * aside).toFixed(2)},${(y1 + dy * along - dx * aside).toFixed(2)}`
    })
    return <polyline key={key} className="mark-line" points={points.join(' ')} />
  },
)
