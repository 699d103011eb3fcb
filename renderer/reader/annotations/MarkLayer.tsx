import { memo, useMemo } from 'react'
import { createPortal } from 'react-dom'
import { useMarkStyle } from '../Palette.tsx'
import type { DrawnPage } from '../page/page-view.ts'
import { placesOf, rectPxFromPt } from './geometry.ts'
import { type Put, type ShownAnnotation, toolOf } from './tools/index.ts'

interface MarksProps {
  /** Those that the host has not acknowledged yet, by id. */
  pending: Readonly<Record<string, unknown>> | undefined
  selected: readonly string[]
}

interface LayersProps extends MarksProps {
  drawn: readonly DrawnPage[]
  annotations: readonly ShownAnnotation[]
  /** What is being drawn, over what is there. */
  draft: { page: number; puts: readonly Put[] } | null
}

const nothing: readonly ShownAnnotation[] = []

function byPage(annotations: readonly ShownAnnotation[]): Map<number, ShownAnnotation[]> {
  const pages = new Map<number, ShownAnnotation[]>()
  for (const annotation of annotations)
    for (const page of new Set(placesOf(annotation).map(place => place.page))) {
      const list = pages.get(page)
      if (list) list.push(annotation)
      else pages.set(page, [annotation])
    }
  return pages
}

/** The marks of the pages that are drawn. */
export function MarkLayers({ drawn, annotations, draft, ...marks }: LayersProps) {
  const pages = useMemo(() => byPage(annotations), [annotations])
  return drawn.map(page => (
    <MarkLayer
      key={page.number}
      page={page}
      annotations={pages.get(page.number) ?? nothing}
      draft={draft?.page === page.number ? draft.puts : null}
      {...marks}
    />
  ))
}

interface LayerProps extends MarksProps {
  page: DrawnPage
  annotations: readonly ShownAnnotation[]
  draft: readonly Put[] | null
}

/** The marks of one page, in an SVG that scales with the page, so that a zoom redraws nothing. */
function MarkLayer({ page, annotations, draft, pending, selected }: LayerProps) {
  const drafted = new Map(draft?.map(put => [put.id, put.annotation]))
  const shown = annotations.filter(({ id }) => !drafted.has(id))
  const drawn = [...drafted.values()].filter(annotation => annotation !== null)
  // A layer that blends with its page costs at every frame, whether or not there is anything in it: see page.css.
  if (shown.length + drawn.length === 0) return null
  return createPortal(
    <svg viewBox={`0 0 ${page.space.width} ${page.space.height}`} preserveAspectRatio="none" aria-hidden>
      {[...shown, ...drawn].map(annotation => (
        <Mark
          key={annotation.id}
          annotation={annotation}
          page={page}
          isPending={Boolean(pending && annotation.id in pending)}
          isSelected={selected.includes(annotation.id)}
        />
      ))}
    </svg>,
    page.layer,
  )
}

interface MarkProps {
  annotation: ShownAnnotation
  page: DrawnPage
  isPending: boolean
  isSelected: boolean
}

/** The PDF's own picture stays where an icon or strokes of ours would lie over it: a caret, a filled polygon. */
const isDrawnByPdf = ({ kind, origin, anchoring }: ShownAnnotation): boolean =>
  origin?.shown === true && !anchoring && (kind === 'note' || kind === 'ink')

const Mark = memo(function Mark({ annotation, page, isPending, isSelected }: MarkProps) {
  const markStyle = useMarkStyle()
  const { Mark: Shape } = toolOf(annotation)
  return (
    <g
      className="mark"
      data-mark={annotation.id}
      data-kind={annotation.kind}
      style={markStyle(annotation.color)}
      data-pending={isPending || undefined}
      data-selected={isSelected || undefined}
    >
      {!isDrawnByPdf(annotation) && <Shape annotation={annotation} page={page.number} space={page.space} />}
      {isSelected &&
        placesOf(annotation)
          .flatMap(place => (place.page === page.number ? place.rectsPt : []))
          .map(rect => rectPxFromPt(rect, page.space))
          .map(({ left, top, right, bottom }, index) => (
            <rect
              key={index}
              className="mark-chosen"
              x={left - 1}
              y={top - 1}
              width={right - left + 2}
              height={bottom - top + 2}
              rx={2}
            />
          ))}
    </g>
  )
})
