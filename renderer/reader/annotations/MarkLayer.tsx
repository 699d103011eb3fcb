import { createPortal } from 'react-dom'
import { useMarkStyle } from '../Palette.tsx'
import type { DrawnPage } from '../page/viewer.ts'
import { type ShownAnnotation, tools } from './tools/index.ts'

interface MarksProps {
  annotations: readonly ShownAnnotation[]
  /** Those that the host has not acknowledged yet, by id. */
  pending: Readonly<Record<string, unknown>> | undefined
  selected: string | null
}

export function MarkLayers({ drawn, ...marks }: MarksProps & { drawn: readonly DrawnPage[] }) {
  return drawn.map(page => <MarkLayer key={page.number} page={page} {...marks} />)
}

/** The marks of one page, in an SVG that scales with the page, so that a zoom redraws nothing. */
function MarkLayer({ page, annotations, pending, selected }: MarksProps & { page: DrawnPage }) {
  const markStyle = useMarkStyle()
  return createPortal(
    <svg viewBox={`0 0 ${page.space.width} ${page.space.height}`} preserveAspectRatio="none" aria-hidden>
      {annotations.flatMap(annotation =>
        annotation.parts
          .filter(part => part.page === page.number)
          .map(part => {
            const { Mark } = tools[annotation.kind]
            return (
              <g
                key={annotation.id}
                className="mark"
                data-mark={annotation.id}
                style={markStyle(annotation.color)}
                data-pending={(pending && annotation.id in pending) || undefined}
                data-selected={annotation.id === selected || undefined}
              >
                <Mark annotation={annotation} part={part} space={page.space} />
              </g>
            )
          }),
      )}
    </svg>,
    page.layer,
  )
}
