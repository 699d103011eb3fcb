import type { Nodes, Root } from 'mdast'
import type { InlineMath } from 'mdast-util-math'
import { memo, useDeferredValue, useMemo, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Boundary } from '../ui/Boundary.tsx'
import { useStage } from '../ui/turns.ts'
import { blocks } from './blocks.tsx'
import { footnotes } from './footnotes.tsx'
import { inlines } from './inlines.tsx'
import { noteFromMarkdown } from './markdown.ts'
import { pictures } from './pictures.tsx'
import { piecesOf } from './pieces.ts'
import { definitionsOf, topDepthOf, type Drawings, type DrawNode } from './drawing.ts'
import { tables } from './tables.tsx'
import './notes.css'

const drawings: Drawings = { ...blocks, ...inlines, ...pictures, ...tables, ...footnotes }

/** A note nested deeper than this is shown as it is written: nobody writes so, and the drawing would run out of stack. */
const deepest = 100

/** A formula up to this length stays whole with the stop behind it; a longer one must be free to break. */
const wholeFormula = 40

/** Marks that must not begin a line. */
const stops = /^[,.;:!?)\]，。、；：！？）】》」』”’]+/

const isWhole = ({ value }: InlineMath): boolean => value.length <= wholeFormula

function draw(root: Root, markdown: string): ReactNode[] {
  const shared = { definitions: definitionsOf(root), topDepth: topDepthOf(root) }
  const one = (node: Nodes, key: number, depth: number): ReactNode => {
    if (depth > deepest) throw new RangeError('a note nested too deep')
    const Draw = drawings[node.type] as DrawNode<Nodes> | undefined
    return Draw ? (
      <Draw
        key={key}
        node={node}
        inner={'children' in node ? all(node.children, depth + 1) : null}
        written={markdown.slice(node.position?.start.offset, node.position?.end.offset)}
        {...shared}
      />
    ) : null
  }
  const all = (nodes: readonly Nodes[], depth: number): ReactNode[] =>
    nodes.map((node, index) => {
      const [before, after] = [nodes[index - 1], nodes[index + 1]]
      if (node.type === 'text' && before?.type === 'inlineMath' && isWhole(before))
        return one({ ...node, value: node.value.replace(stops, '') }, index, depth)
      const stop =
        node.type === 'inlineMath' && isWhole(node) && after?.type === 'text' ? stops.exec(after.value) : null
      if (!stop) return one(node, index, depth)
      return (
        <span key={index} className="kept">
          {one(node, index, depth)}
          {stop[0]}
        </span>
      )
    })
  return all(root.children, 0)
}

export interface NoteProps {
  readonly markdown: string
  /** Where it is shown from is further down: nothing is left for later. */
  readonly atOnce?: boolean
}

/** A note, drawn out of its Markdown: elements only, never a string of HTML. */
export const Note = memo(function Note({ markdown, atOnce = false }: NoteProps) {
  const { t } = useTranslation('notes')
  return (
    <Boundary
      subject={markdown}
      fallback={
        <div className="note">
          <p className="note-refused">{t('undrawable')}</p>
          <pre>{markdown}</pre>
        </div>
      }
    >
      <Drawn markdown={markdown} atOnce={atOnce} />
    </Boundary>
  )
})

function Drawn({ markdown, atOnce }: Required<NoteProps>) {
  // To read and draw a long note takes a frame by itself: what one pressed to come here answers in the one before.
  const text = useDeferredValue(markdown, atOnce ? markdown : '')
  const [drawn, ends] = useMemo(() => {
    const root = noteFromMarkdown(text)
    const sources = root.children.map(({ position }) => text.slice(position?.start.offset, position?.end.offset))
    return [draw(root, text), piecesOf(sources)] as const
  }, [text])
  const stage = useStage(atOnce ? 0 : ends.length - 1)
  // A note that has just become shorter has fewer pieces than were drawn.
  const shown = atOnce ? drawn.length : (ends[stage] ?? drawn.length)
  return (
    <div className="note" aria-busy={shown < drawn.length || text !== markdown || undefined}>
      {drawn.slice(0, shown)}
    </div>
  )
}
