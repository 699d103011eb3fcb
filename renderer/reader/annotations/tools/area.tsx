import type { Area } from '../../../../electron/contract/annotation.ts'
import { madeNow } from '../anchor.ts'
import { boxBetween, rectPxFromPt } from '../geometry.ts'
import { AreaPicture } from '../AreaPicture.tsx'
import { boxIsDrawn, type Tool } from './tool.ts'

export const areaTool: Tool<Area> = {
  label: 'kinds.area',
  icon: 'area',
  shortcut: 'Alt+Digit5',
  gesture: {
    kind: 'drawing',
    edit: 'add',
    puts: (drawn, hand) => {
      const [first, last] = [drawn.pathPt[0], drawn.pathPt.at(-1)]
      if (!first || !last) return []
      const rectPt = boxBetween(first, last)
      if (!boxIsDrawn(rectPt, drawn.scale)) return []
      const near = hand.near(drawn)
      const area: Area = { ...madeNow(hand), kind: 'area', page: drawn.page, rectPt, ...(near ? { near } : {}) }
      return [{ id: area.id, annotation: area }]
    },
  },
  Mark: ({ annotation, space }) => {
    const { left, top, right, bottom } = rectPxFromPt(annotation.rectPt, space)
    return <rect className="mark-box" x={left} y={top} width={right - left} height={bottom - top} />
  },
  Row: ({ annotation }) => <AreaPicture annotation={annotation} />,
}
