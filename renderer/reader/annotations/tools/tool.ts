import type { ComponentType } from 'react'
import type {
  AnnotationColor,
  KnownAnnotation,
  NearText,
  PointPt,
  RectPt,
  Turn,
} from '../../../../electron/contract/annotation.ts'
import type { AnnotationEdit } from '../../../../electron/contract/choices.ts'
import type { IconName } from '../../../ui/icons.tsx'
import type { PageSpace } from '../geometry.ts'

/** Every kind that this window shows; each is a variant of the contract's record. */
export type ShownAnnotation = KnownAnnotation

/** What the pointer (or the arrow keys) drew on one page. */
export interface Drawn {
  page: number
  /** At least one point, PDF user space. */
  pathPt: readonly PointPt[]
  /** Which way words run that are upright on the screen. */
  upright: Turn
  /** CSS pixels a point at the size at which the page is shown. */
  scale: number
}

/** Who draws, and with what. */
export interface Hand {
  paper: string
  color: AnnotationColor
  author: string
  /** The annotations of the page that is drawn on. */
  annotations: readonly ShownAnnotation[]
  /** What this tool made last, as long as it is still to be added to. */
  open: ShownAnnotation | null
  /** A key (Shift) asks for the tool's other way: the eraser takes whole strokes. */
  otherWay: boolean
  near(drawn: Drawn): NearText | null
}

export interface Put {
  id: string
  annotation: ShownAnnotation | null
}

/** How a tool makes annotations. */
export type Gesture =
  /** Of the text that is selected. */
  | { kind: 'passage' }
  /** Of what is drawn on a page: what to put so far, shown while it is drawn and kept at its end. */
  | {
      kind: 'drawing'
      edit: AnnotationEdit
      puts(drawn: Drawn, hand: Hand): readonly Put[]
      /** The comment is asked for at once. */
      asksComment?: boolean
    }

/** What can be taken in hand: toolbar, keys and palette read this. */
export interface HandTool {
  /** Key of the locales (`annotations`) that names it. */
  label: string
  icon: IconName
  /** Physical key. */
  shortcut: string
  gesture: Gesture
}

/** A kind of annotation: layer, panel and card read this too. */
export interface Tool<A extends ShownAnnotation> extends HandTool {
  /** Draws what lies on one page into an SVG whose user space is the page's CSS pixels at 1 pixel a point. */
  Mark: ComponentType<{ annotation: A; page: number; space: PageSpace }>
  /** What its row in the panel shows above the comment; null for nothing. */
  Row: ComponentType<{ annotation: A }>
}

/** Smallest side of a box that someone meant to draw, CSS pixels. */
const leastPx = 6
export const boxIsDrawn = ([x0, y0, x1, y1]: RectPt, scale: number): boolean =>
  Math.min(x1 - x0, y1 - y0) * scale >= leastPx
