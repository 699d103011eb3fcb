import type { Highlight } from '../../../../electron/contract/annotation.ts'
import { rectPxFromPt } from '../geometry.ts'
import type { Tool } from './index.ts'

export const highlightTool: Tool<Highlight> = {
  label: 'kinds.highlight',
  Mark: ({ part, space }) =>
    part.rectsPt
      .map(rect => rectPxFromPt(rect, space))
      .map(({ left, top, right, bottom }, index) => (
        <rect key={index} x={left} y={top} width={right - left} height={bottom - top} rx={1} />
      )),
  Row: ({ annotation }) => <span className="annotation-quote">{annotation.quote.exact}</span>,
}
