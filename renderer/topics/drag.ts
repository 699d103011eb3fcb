/** What is being dragged inside the window: the browser tells it only at the drop, but the line that shows the landing needs it before. */
export type Dragged = { kind: 'topic'; id: string } | { kind: 'entries'; ids: readonly string[] }
let dragged: Dragged | null = null

export const startDrag = (what: Dragged, transfer: DataTransfer, text: string): void => {
  dragged = what
  transfer.effectAllowed = what.kind === 'topic' ? 'move' : 'copyMove'
  transfer.setData('text/plain', text)
}
export const endDrag = (): void => void (dragged = null)
export const inHand = (): Dragged | null => dragged

export const pdfOf = (transfer: DataTransfer): File | undefined =>
  [...transfer.files].find(file => /\.pdf$/i.test(file.name))
export const holdsFiles = (transfer: DataTransfer): boolean => transfer.types.includes('Files')

/** How near an edge of a scrolling column something dragged makes it scroll, and by how much at the edge itself; CSS pixels. */
const belt = 40
const fastest = 18

/** Scrolls the column that something is dragged over when it comes near the upper or lower edge. */
export function scrollAtEdge(event: { currentTarget: Element; clientY: number }): void {
  const scroller = event.currentTarget.closest('[data-scroller]')
  if (!scroller) return
  const { top, bottom } = scroller.getBoundingClientRect()
  const above = belt - (event.clientY - top)
  const below = belt - (bottom - event.clientY)
  if (above > 0) scroller.scrollTop -= (above / belt) * fastest
  else if (below > 0) scroller.scrollTop += (below / belt) * fastest
}
