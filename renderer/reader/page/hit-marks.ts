import type { Hit, HitPart } from '../../../electron/contract/text/search.ts'
import { rangesIn } from './text.ts'

/** Names of the CSS highlights (page.css): every hit, and the one that is shown. */
const names = { all: 'folium-hit', current: 'folium-hit-current' } as const
type Kind = keyof typeof names
/** Class of the spans that hold some. */
const holder = 'has-hit'

/** The highlight of a kind, shared by all readers of the window. */
function shared(kind: Kind): Highlight {
  const known = CSS.highlights.get(names[kind])
  const highlight = known ?? new Highlight()
  if (!known) CSS.highlights.set(names[kind], highlight)
  return highlight
}

/** Marks the find hits in the text layers that are laid out. Nothing of the document changes: the marks are ranges. */
export class HitMarks {
  private readonly layerOf: (page: number) => HTMLElement | undefined
  private byPage = new Map<number, { part: HitPart; current: boolean }[]>()
  private readonly marked = new Map<number, { kind: Kind; range: Range }[]>()

  constructor(layerOf: (page: number) => HTMLElement | undefined) {
    this.layerOf = layerOf
  }

  show(hits: readonly Hit[], current: number): void {
    this.byPage = new Map()
    hits.forEach(({ parts }, index) => {
      for (const part of parts) {
        const marks = this.byPage.get(part.page) ?? []
        marks.push({ part, current: index === current })
        this.byPage.set(part.page, marks)
      }
    })
    for (const page of new Set([...this.marked.keys(), ...this.byPage.keys()])) this.paint(page)
  }

  /** Called again whenever a page's text has been laid out anew. */
  paint(page: number): void {
    this.clear(page)
    const layer = this.layerOf(page)
    const marks = layer && this.byPage.get(page)
    if (!marks) return
    const painted = marks.flatMap(({ part, current }) =>
      rangesIn(layer, part.start, part.end).map(range => ({
        kind: current ? ('current' as const) : ('all' as const),
        range,
      })),
    )
    for (const { kind, range } of painted) {
      shared(kind).add(range)
      range.startContainer.parentElement?.classList.add(holder)
    }
    this.marked.set(page, painted)
  }

  private clear(page: number): void {
    for (const { kind, range } of this.marked.get(page) ?? []) {
      shared(kind).delete(range)
      range.startContainer.parentElement?.classList.remove(holder)
    }
    this.marked.delete(page)
  }

  /** The hit that is shown, from its first word to its last; null where a page of it is not laid out. */
  range(): Range | null {
    for (const [page, marks] of this.byPage)
      if (marks.some(({ current }) => current) && !this.marked.has(page)) return null
    const ranges = [...this.marked.values()].flat().flatMap(({ kind, range }) => (kind === 'current' ? [range] : []))
    const [first, last] = [ranges[0], ranges.at(-1)]
    if (!first || !last) return null
    const whole = first.cloneRange()
    whole.setEnd(last.endContainer, last.endOffset)
    return whole
  }

  close(): void {
    for (const page of this.marked.keys()) this.clear(page)
  }
}
