import { erased } from '../strokes.ts'
import type { HandTool, Put } from './tool.ts'

/** Radius of the eraser on the screen, CSS pixels. */
const radiusPx = 8

/** Takes away what it goes over of ink; with Shift, every stroke that it touches. */
export const eraserTool: HandTool = {
  label: 'kinds.eraser',
  icon: 'eraser',
  shortcut: 'Alt+Digit7',
  gesture: {
    kind: 'drawing',
    edit: 'erase',
    puts: (drawn, { annotations, otherWay }) =>
      annotations.flatMap((annotation): Put[] => {
        if (annotation.kind !== 'ink' || annotation.page !== drawn.page) return []
        const radius = radiusPx / drawn.scale + annotation.widthPt / 2
        const strokes = erased(annotation.strokes, drawn.pathPt, radius, otherWay)
        if (!strokes) return []
        const modifiedAt = new Date().toISOString()
        return [{ id: annotation.id, annotation: strokes.length > 0 ? { ...annotation, strokes, modifiedAt } : null }]
      }),
  },
}
