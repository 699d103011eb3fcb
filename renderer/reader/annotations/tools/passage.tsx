import type { ReactNode } from 'react'
import type { PagePart, RectPt, TextMark, Turn } from '../../../../electron/contract/annotation.ts'
import { lineAlong, type PageSpace } from '../geometry.ts'
import type { Tool } from './tool.ts'

/** What the kinds that mark a passage share; `draw` draws one rectangle of the words. */
export const passageTool = (
  tool: Pick<Tool<TextMark>, 'label' | 'icon' | 'shortcut'>,
  draw: (rect: RectPt, turn: Turn, space: PageSpace, key: number) => ReactNode,
): Tool<TextMark> => ({
  ...tool,
  gesture: { kind: 'passage' },
  Mark: ({ annotation, page, space }) =>
    annotation.parts
      .filter(part => part.page === page)
      .flatMap(({ rectsPt, turn }: PagePart, part) =>
        rectsPt.map((rect, index) => draw(rect, turn ?? 0, space, part * 10_000 + index)),
      ),
  Row: ({ annotation }) => (
    <span className="annotation-quote" dir="auto">
      {annotation.quote.exact}
    </span>
  ),
})

/** A straight line along the words of a rectangle. */
export function lineThrough(rect: RectPt, turn: Turn, space: PageSpace, share: number, key: number): ReactNode {
  const [[x1 = 0, y1 = 0], [x2 = 0, y2 = 0]] = lineAlong(rect, turn, share).map(([x, y]) =>
    space.convertToViewportPoint(x, y),
  ) as [number[], number[]]
  return <line key={key} className="mark-line" x1={x1} y1={y1} x2={x2} y2={y2} />
}
