import type { FreeText } from '../../../../electron/contract/annotation.ts'
import { madeNow } from '../anchor.ts'
import { boxBetween, rectPxFromPt, turnOnScreen } from '../geometry.ts'
import { boxIsDrawn, type Tool } from './tool.ts'

const sizePt = 12
/** What a click alone makes, PDF points as it is read. */
const clicked = { widthPt: 180, heightPt: 36 }

export const freeTextTool: Tool<FreeText> = {
  label: 'kinds.free-text',
  icon: 'text',
  shortcut: 'Alt+Digit4',
  gesture: {
    kind: 'drawing',
    edit: 'add',
    asksComment: true,
    puts: (drawn, hand) => {
      const [first, last] = [drawn.pathPt[0], drawn.pathPt.at(-1)]
      if (!first || !last) return []
      const drag = boxBetween(first, last)
      const radians = (drawn.upright * Math.PI) / 180
      const [cos, sin] = [Math.round(Math.cos(radians)), Math.round(Math.sin(radians))]
      const { widthPt, heightPt } = clicked
      const rectPt = boxIsDrawn(drag, drawn.scale)
        ? drag
        : boxBetween(first, [first[0] + widthPt * cos + heightPt * sin, first[1] + widthPt * sin - heightPt * cos])
      const near = hand.near(drawn)
      const text: FreeText = {
        ...madeNow(hand),
        kind: 'free-text',
        page: drawn.page,
        rectPt,
        sizePt,
        ...(drawn.upright ? { turn: drawn.upright } : {}),
        ...(near ? { near } : {}),
      }
      return [{ id: text.id, annotation: text }]
    },
  },
  Mark: ({ annotation: { rectPt, comment, sizePt, turn }, space }) => {
    const { left, top, right, bottom } = rectPxFromPt(rectPt, space)
    const { degrees, scale } = turnOnScreen(turn ?? 0, space)
    const lying = degrees % 180 !== 0
    const [width, height] = lying ? [bottom - top, right - left] : [right - left, bottom - top]
    const [x, y] = [(left + right) / 2, (top + bottom) / 2]
    return (
      <g transform={`translate(${x} ${y}) rotate(${degrees}) translate(${-width / 2} ${-height / 2})`}>
        <rect className="mark-frame" width={width} height={height} />
        <foreignObject width={width} height={height}>
          <div className="mark-text" style={{ fontSize: sizePt * scale }}>
            {comment}
          </div>
        </foreignObject>
      </g>
    )
  },
  Row: () => null,
}
