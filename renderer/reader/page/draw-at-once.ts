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
/** For so long one waits for a page without a frame in between, ms: who has gone to it sees nothing else meanwhile. */
const atOnceMs = 50

interface Internals {
  _intentStates?: ReadonlyMap<string, { renderTasks?: ReadonlySet<Drawing> }>
}

/**
 * Has a page that begins to be drawn drawn as soon as the parser tells it. pdf.js waits for the frame after that, and for
 * another after each 15 ms, and what is made of the page then is seen in the next but one. What there is to draw behind
 * `atOnceMs` waits for its frames, which must not be held up for long.
 */
export function drawAtOnce({ pdfPage, renderTask }: PageView): void {
  const states = (pdfPage as Internals | null)?._intentStates?.values() ?? []
  const drawing = [...states].flatMap(state => [...(state.renderTasks ?? [])]).find(({ task }) => task === renderTask)
  if (!drawing || !renderTask?.onContinue) return
  const { onContinue } = renderTask
  drawing._useRequestAnimationFrame = false
  let begunMs: number | null = null
  renderTask.onContinue = go => {
    // It goes on also before there is anything to draw.
    if (drawing.operatorList.fnArray.length > 0) {
      begunMs ??= performance.now()
      if (performance.now() - begunMs > atOnceMs) {
        drawing._useRequestAnimationFrame = true
        renderTask.onContinue = onContinue
      }
    }
    onContinue(go)
  }
}
