/** What is being dragged inside the window: the browser tells it only at the drop, but the line that shows the landing needs it before. */
export type Dragged = { kind: 'topic' | 'entry'; id: string }
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
