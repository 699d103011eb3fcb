import type { PageView } from './page-view.ts'

/** What is used of pdf.js's drawing of a page (6.5, `InternalRenderTask`), which its types leave out. */
interface Drawing {
  /** What the view knows of it. */
  task: object
  /** Waits for the next frame before each part. */
  _useRequestAnimationFrame: boolean
  /** What the parser has told so far. */
  operatorList: { fnArray: ArrayLike<number> }
}
interface Internals {
  _intentStates?: ReadonlyMap<string, { renderTasks?: ReadonlySet<Drawing> }>
}

/**
 * Has the first part of a page that begins to be drawn, mostly the whole of it, drawn as soon as the parser tells it. pdf.js
 * waits for the frame after that, and what is made of the page then is seen in the next but one. What more there is to draw
 * waits for its frames, which must not be held up.
 */
export function drawAtOnce({ pdfPage, renderTask }: PageView): void {
  const states = (pdfPage as Internals | null)?._intentStates?.values() ?? []
  const drawing = [...states].flatMap(state => [...(state.renderTasks ?? [])]).find(({ task }) => task === renderTask)
  if (!drawing || !renderTask?.onContinue) return
  const { onContinue } = renderTask
  drawing._useRequestAnimationFrame = false
  renderTask.onContinue = go => {
    onContinue(go)
    // It goes on also before there is anything to draw.
    if (drawing.operatorList.fnArray.length === 0) return
    drawing._useRequestAnimationFrame = true
    renderTask.onContinue = onContinue
  }
}
