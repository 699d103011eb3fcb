import { rectPxFromPt } from '../geometry.ts'
import { passageTool } from './passage.tsx'

export const highlightTool = passageTool(
  { label: 'kinds.highlight', icon: 'highlight', shortcut: 'Alt+Digit1' },
  (rect, _, space, key) => {
    const { left, top, right, bottom } = rectPxFromPt(rect, space)
    return <rect key={key} className="mark-fill" x={left} y={top} width={right - left} height={bottom - top} rx={1} />
  },
)
