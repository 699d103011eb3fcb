import type { ComponentType } from 'react'
import type { Annotation, Highlight, PagePart } from '../../../../electron/contract/annotation.ts'
import type { PageSpace } from '../geometry.ts'
import { highlightTool } from './highlight.tsx'

/** The kinds that this window can show; each is a variant of the contract's record. */
export type ShownAnnotation = Highlight

/** What the reader knows of a kind. Layer and panel read this table. */
export interface Tool<A extends ShownAnnotation> {
  /** Key of the locales (`reader`) that names the kind. */
  label: string
  /** Draws the part that lies on one page into an SVG whose user space is the page's CSS pixels. */
  Mark: ComponentType<{ annotation: A; part: PagePart; space: PageSpace }>
  /** What its row in the panel shows above the comment. */
  Row: ComponentType<{ annotation: A }>
}

export const tools = { highlight: highlightTool } satisfies {
  [K in ShownAnnotation['kind']]: Tool<Extract<ShownAnnotation, { kind: K }>>
}

const isRect = (rect: unknown): boolean => Array.isArray(rect) && rect.length === 4 && rect.every(Number.isFinite)
const isPart = ({ page, start, rectsPt }: Partial<PagePart>): boolean =>
  Number.isInteger(page) && Number.isInteger(start) && Array.isArray(rectsPt) && rectsPt.every(isRect)

/** Kinds of a newer version, and forms of a known kind that this one does not understand, are kept by the host and shown nowhere. */
export function isShown(annotation: Annotation): annotation is ShownAnnotation {
  const { kind, quote, parts, color, comment, createdAt } = annotation as Partial<Highlight>
  return (
    Object.hasOwn(tools, kind ?? '') &&
    [quote?.exact, comment, createdAt].every(text => typeof text === 'string') &&
    typeof color === 'string' &&
    Array.isArray(parts) &&
    parts.every(part => typeof part === 'object' && part !== null && isPart(part))
  )
}
