import type { Note } from '../../../../electron/contract/annotation.ts'
import { madeNow } from '../anchor.ts'
import { noteHalfPt, turnOnScreen } from '../geometry.ts'
import type { Tool } from './tool.ts'

export const noteTool: Tool<Note> = {
  label: 'kinds.note',
  icon: 'note',
  shortcut: 'Alt+Digit3',
  gesture: {
    kind: 'drawing',
    edit: 'add',
    asksComment: true,
    puts: (drawn, hand) => {
      const pointPt = drawn.pathPt.at(-1)
      if (!pointPt) return []
      const near = hand.near({ ...drawn, pathPt: [pointPt] })
      const note: Note = { ...madeNow(hand), kind: 'note', page: drawn.page, pointPt, ...(near ? { near } : {}) }
      return [{ id: note.id, annotation: note }]
    },
  },
  Mark: ({ annotation, space }) => {
    const [x = 0, y = 0] = space.convertToViewportPoint(...annotation.pointPt)
    const half = noteHalfPt * turnOnScreen(0, space).scale
    return (
      <g transform={`translate(${x - half} ${y - half}) scale(${half / 8})`} className="mark-note">
        <path d="M2 2.500h12v8.500h-7l-3.500 3v-3h-1.500z" />
        <path d="M4.500 5.500h7M4.500 8h4.500" />
      </g>
    )
  },
  Row: () => null,
}
