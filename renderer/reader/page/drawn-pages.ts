import type { DrawnPage, PageView } from './page-view.ts'

/** The pages that are drawn now, each with a layer for marks. They come and go as one scrolls, so that only marks hear of it. */
export class DrawnPages {
  private pages: readonly DrawnPage[] = []
  private readonly hearers = new Set<() => void>()

  readonly now = (): readonly DrawnPage[] => this.pages

  /** Gives what ends it. */
  readonly hear = (onChange: () => void): (() => void) => {
    this.hearers.add(onChange)
    return () => this.hearers.delete(onChange)
  }

  /** Called when a page begins to be drawn. */
  add({ id: number, div, viewport }: PageView): void {
    const wrapper = div.querySelector('.canvasWrapper')
    if (!wrapper) return
    const known = this.pages.find(page => page.number === number && wrapper.contains(page.layer))
    // The layer scales with its page, but a turned page is another space.
    if (known?.rotation === viewport.rotation) return
    const layer = known?.layer ?? document.createElement('div')
    layer.className = 'mark-layer'
    wrapper.append(layer)
    const others = this.pages.filter(page => page.number !== number && page.layer.isConnected)
    this.pages = [...others, { number, layer, space: viewport.clone({ scale: 1 }), rotation: viewport.rotation }]
    for (const hear of this.hearers) hear()
  }
}
