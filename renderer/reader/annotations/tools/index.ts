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

/** Kinds of a newer version are kept by the host and shown nowhere. */
export const isShown = (annotation: Annotation): annotation is ShownAnnotation =>
  Object.hasOwn(tools, annotation.kind) && 'parts' in annotation && 'quote' in annotation
