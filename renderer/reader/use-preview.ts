import { type RefObject, useCallback, useEffect, useRef, useState } from 'react'
import type { PDFDocumentProxy } from './page/document.ts'
import { placeOfLink } from './page/links.ts'
import { offsetUnder } from './page/text.ts'
import type { TextDesk } from './text/client.ts'
import type { MentionKind } from '../lib/mention-kinds.ts'
import type { Pointed } from './text/questions.ts'
import type { Reference } from './text/references.ts'
import type { PaperWords } from './use-text.ts'

/** What is shown of the place that a link or words point at. */
export type Previewed =
  | { kind: 'part'; of: MentionKind | 'place'; number: string; page: number; rectPt: [number, number, number, number] }
  | { kind: 'references'; references: readonly Reference[] }

export interface Preview {
  shown: Previewed
  /** Under which point of the window it stands (client coordinates). */
  xPx: number
  yPx: number
}

/** How long the pointer must rest, and how long the card stays when it goes on. */
const [restMs, stayMs] = [300, 250]
/** Most references of a range that are shown at once. */
const mostReferences = 6

/** Shows what a link, a citation or "Fig. 3" points at while the pointer rests on it, or a link has the focus. */
export function usePreview(
  container: RefObject<HTMLDivElement | null>,
  document: PDFDocumentProxy,
  { desk, text, want }: PaperWords,
): { preview: Preview | null; hold(): void; leave(): void; close(): void } {
  const [preview, setPreview] = useState<Preview | null>(null)
  const [timers] = useState(() => new Timers())
  /** What was asked about before the paper's text had been read. */
  const early = useRef<[target: Element | null, xPx: number, yPx: number] | null>(null)
  useEffect(() => {
    const element = container.current
    if (!element) return
    const ending = new AbortController()
    const { signal } = ending
    const views = text?.pages.map(page => page.view) ?? []
    const show = async (target: Element | null, xPx: number, yPx: number) => {
      early.current = desk ? null : [target, xPx, yPx]
      if (!desk) want()
      const link = target?.closest('.linkAnnotation a')
      const shown = await (link ? linked(document, link, desk, views) : pointed(desk, xPx, yPx))
      if (signal.aborted) return
      if (shown) timers.stop('close')
      setPreview(shown && { shown, xPx, yPx })
    }
    if (desk && early.current) void show(...early.current)
    const onMove = ({ target, clientX, clientY, buttons }: PointerEvent) => {
      early.current = null
      timers.start('show', restMs, () => buttons === 0 && void show(target as Element, clientX, clientY))
      timers.startOnce('close', stayMs, () => setPreview(null))
    }
    const onFocus = ({ target }: FocusEvent) => {
      const link = (target as Element).closest('.linkAnnotation a')
      const box = link?.getBoundingClientRect()
      if (link?.matches(':focus-visible') && box) void show(link, box.left, box.bottom)
    }
    const away = (event: Event) => {
      timers.stop('show')
      early.current = null
      // React tells of the card being entered before the pages hear that they were left.
      const to = 'relatedTarget' in event ? event.relatedTarget : null
      if (to instanceof Element && to.closest('.preview-card')) return
      timers.start('close', stayMs, () => setPreview(null))
    }
    element.addEventListener('pointermove', onMove, { signal })
    element.addEventListener('pointerleave', away, { signal })
    element.addEventListener('focusin', onFocus, { signal })
    element.addEventListener('focusout', away, { signal })
    element.addEventListener('pointerdown', away, { signal })
    element.addEventListener('scroll', away, { signal, passive: true })
    return () => {
      ending.abort()
      timers.stop('show')
      timers.stop('close')
    }
  }, [container, document, desk, text, want, timers])
  const close = useCallback(() => setPreview(null), [])
  return { preview, hold: () => timers.stop('close'), leave: () => timers.start('close', stayMs, close), close }
}

class Timers {
  private readonly running = new Map<string, ReturnType<typeof setTimeout>>()

  start(name: string, ms: number, run: () => void): void {
    this.stop(name)
    const timer = setTimeout(() => {
      this.running.delete(name)
      run()
    }, ms)
    this.running.set(name, timer)
  }

  startOnce(name: string, ms: number, run: () => void): void {
    if (!this.running.has(name)) this.start(name, ms, run)
  }

  stop(name: string): void {
    clearTimeout(this.running.get(name))
    this.running.delete(name)
  }
}

const previewOf = (found: Pointed): Previewed =>
  found.kind === 'references'
    ? { ...found, references: found.references.slice(0, mostReferences) }
    : { kind: 'part', of: found.of, number: found.number, ...found.target }

async function pointed(desk: TextDesk | null, xPx: number, yPx: number): Promise<Previewed | null> {
  const under = desk && offsetUnder(xPx, yPx)
  const found = under && (await desk.ask({ kind: 'pointed', ...under }).catch(() => null))
  return found ? previewOf(found) : null
}

async function linked(
  document: PDFDocumentProxy,
  link: Element,
  desk: TextDesk | null,
  views: readonly (readonly number[])[],
): Promise<Previewed | null> {
  const place = await placeOfLink(document, link)
  if (!place) return null
  const [left = 0, bottom = 0, right = 612, top = 792] = views[place.page - 1] ?? []
  const topPt = place.topPt ?? top
  const found = await desk?.ask({ kind: 'linked', ...place, topPt }).catch(() => null)
  if (found) return previewOf(found)
  const high = Math.min(top, topPt + 24)
  return {
    kind: 'part',
    of: 'place',
    number: '',
    page: place.page,
    rectPt: [left, Math.max(bottom, high - 200), right, high],
  }
}
