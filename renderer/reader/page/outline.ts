import type { OutlineEntry } from '../../../electron/contract/library.ts'
import type { PDFDocumentProxy } from './document.ts'

interface Node {
  title: string
  dest: string | unknown[] | null
  items: Node[]
}
const mostEntries = 20_000
/** A destination's kind and where in it the height stands (ISO 32000-2, table 149). */
const heights: Record<string, number> = { XYZ: 3, FitH: 2, FitBH: 2, FitR: 5 }

/** Where a destination of the document leads; null where it leads nowhere. */
export async function placeOf(
  document: PDFDocumentProxy,
  destination: string | unknown[] | null,
): Promise<{ page: number; topPt: number | null; leftPt: number | null } | null> {
  try {
    const explicit = typeof destination === 'string' ? await document.getDestination(destination) : destination
    if (!Array.isArray(explicit)) return null
    const [target, kind] = explicit as [unknown, { name?: string } | undefined]
    const index =
      typeof target === 'number' ? target : await document.getPageIndex(target as { num: number; gen: number })
    if (index < 0 || index >= document.numPages) return null
    const height = explicit[heights[kind?.name ?? ''] ?? -1] as unknown
    const left = kind?.name === 'XYZ' ? (explicit[2] as unknown) : null
    return {
      page: index + 1,
      topPt: typeof height === 'number' ? height : null,
      leftPt: typeof left === 'number' ? left : null,
    }
  } catch {
    return null
  }
}

/** The outline that the PDF has itself; empty where it has none. Lines that lead nowhere keep the page before them. */
export async function embeddedOutline(document: PDFDocumentProxy): Promise<OutlineEntry[]> {
  const entries: OutlineEntry[] = []
  const walk = async (nodes: readonly Node[], level: number): Promise<void> => {
    for (const { title, dest, items } of nodes) {
      if (entries.length >= mostEntries) return
      const place = await placeOf(document, dest)
      const page = place?.page ?? entries.at(-1)?.page ?? 1
      const named = title.replace(/[\p{Cc}\s]+/gu, ' ').trim()
      if (named)
        entries.push({ title: named.slice(0, 2000), level: Math.min(level, 20), page, topPt: place?.topPt ?? null })
      await walk(items, level + 1)
    }
  }
  try {
    await walk(((await document.getOutline()) ?? []) as Node[], 0)
  } catch {
    // A damaged outline is worth what could be read of it.
  }
  return entries
}
