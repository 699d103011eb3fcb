let context: CanvasRenderingContext2D | null = null

/** How wide a text is in a common serif face: what the letters of a run share its width by. */
export function widthOf(text: string): number {
  if (!context) {
    context = document.createElement('canvas').getContext('2d')
    if (context) context.font = '16px serif'
  }
  return context?.measureText(text).width ?? text.length
}
