import type { Ink } from '../../../../electron/contract/annotation.ts'
import { madeNow } from '../anchor.ts'
import { turnOnScreen } from '../geometry.ts'
import { pathAlong, pathThrough, pointsOf, simplified, strokeFrom } from '../strokes.ts'
import type { Tool } from './tool.ts'

const widthPt = 2

export const inkTool: Tool<Ink> = {
  label: 'kinds.ink',
  icon: 'ink',
  shortcut: 'Alt+Digit6',
  gesture: {
    kind: 'drawing',
    edit: 'add',
    puts: (drawn, hand) => {
      // A quarter of a screen's pixel is not seen.
      const stroke = strokeFrom(simplified(drawn.pathPt, 0.25 / drawn.scale))
      const { open } = hand
      const ink: Ink =
        open?.kind === 'ink' && !open.straight && open.page === drawn.page && open.color === hand.color
          ? { ...open, strokes: [...open.strokes, stroke], modifiedAt: new Date().toISOString() }
          : { ...madeNow(hand), kind: 'ink', page: drawn.page, strokes: [stroke], widthPt, ...nearOf(hand.near(drawn)) }
      return [{ id: ink.id, annotation: ink }]
    },
  },
  Mark: ({ annotation, space }) => (
    <path
      className="mark-ink"
      style={{ strokeWidth: annotation.widthPt * turnOnScreen(0, space).scale }}
      d={annotation.strokes
        .map(stroke => [...pointsOf(stroke)].map(([x, y]) => space.convertToViewportPoint(x, y)))
        .map(annotation.straight ? pathAlong : pathThrough)
        .join('')}
    />
  ),
  Row: () => null,
}

const nearOf = (near: Ink['near'] | null) => (near ? { near } : {})
