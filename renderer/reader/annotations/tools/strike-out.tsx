import { lineThrough, passageTool } from './passage.tsx'

export const strikeOutTool = passageTool(
  { label: 'kinds.strike-out', icon: 'strike-out', shortcut: 'Alt+Digit8' },
  (rect, turn, space, key) => lineThrough(rect, turn, space, 0.42, key),
)
