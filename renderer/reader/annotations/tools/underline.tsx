import { lineThrough, passageTool } from './passage.tsx'

export const underlineTool = passageTool(
  { label: 'kinds.underline', icon: 'underline', shortcut: 'Alt+Digit2' },
  (rect, turn, space, key) => lineThrough(rect, turn, space, 0.04, key),
)
