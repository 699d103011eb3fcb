import type { Nodes, Root, RootContent } from 'mdast'
import type { InlineMath } from 'mdast-util-math'
import { memo, useContext, useDeferredValue, useMemo, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Boundary } from '../ui/Boundary.tsx'
import { blocks, placed } from './blocks.tsx'
import { footnotes } from './footnotes.tsx'
import { inlines } from './inlines.tsx'
import { noteFromMarkdown } from './markdown.ts'
import { placeName, TextOfNote, TopicOfNote, type TextAround } from './note-place.ts'
import { pictures } from './pictures.tsx'
import { Pieces } from './Pieces.tsx'
import { piecesOf } from './pieces.ts'
import { definitionsOf, topDepthOf, type Drawings, type DrawNode } from './drawing.ts'
import { tables } from './tables.tsx'
import './notes.css'

const drawings: Drawings = { ...blocks, ...inlines, ...pictures, ...tables, ...footnotes }

/** A note nested deeper than this is shown as it is written: nobody writes so, and the drawing would run out of stack. */
const deepest = 100

/** A note stands under its topic's title, which is the page's first heading. */
const pageTitle = 1

/** A formula up to this length stays whole with the bracket before it and the stop behind it; a longer one must be free to break. */
const wholeFormula = 40

/** Blocks that carry the name by which a link leads to them; any other has it around it. */
const own = new Set<Nodes['type']>(['paragraph', 'blockquote', 'listItem'])

/** Marks that must not begin a line. */
const stops = /^[,.;:!?)\]，。、；：！？）】》」』”’]+/

/** Marks that must not end a line. */
const openers = /[([（【《「『“‘]+$/

const isWhole = ({ value }: InlineMath): boolean => value.length <= wholeFormula

/** A text between two nodes without what stays with a formula beside it. */
function apart(value: string, before: Nodes | undefined, after: Nodes | undefined): string {
  const rest = before?.type === 'inlineMath' && isWhole(before) ? value.replace(stops, '') : value
  return after?.type === 'inlineMath' && isWhole(after) ? rest.replace(openers, '') : rest
}

/** Draws blocks that stand under a heading of the page, by its level. */
function draw(root: Root, nodes: readonly RootContent[], base: number): ReactNode[] {
  const topDepth = topDepthOf(nodes)
  const levelOf = (depth: number) => Math.min(6, base + 1 + depth - topDepth)
  let under = base
  const definitions = definitionsOf(root)
  const one = (node: Nodes, key: number, depth: number): ReactNode => {
    if (depth > deepest) throw new RangeError('a note nested too deep')
    if (node.type === 'heading' && depth === 0) under = levelOf(node.depth)
    const Draw = drawings[node.type] as DrawNode<Nodes> | undefined
    const inner = 'children' in node ? all(node.children, depth + 1) : null
    if (!Draw) return null
    const drawn = <Draw key={key} {...{ node, inner, definitions, levelOf, under }} />
    return node.data?.blockId && !own.has(node.type) ? (
      <div key={key} {...placed(node)}>
        {drawn}
      </div>
    ) : (
      drawn
    )
  }
  const all = (pieces: readonly Nodes[], depth: number): ReactNode[] =>
    pieces.map((node, index) => {
      const [before, after] = [pieces[index - 1], pieces[index + 1]]
      if (node.type === 'text') return one({ ...node, value: apart(node.value, before, after) }, index, depth)
      const isTied = node.type === 'inlineMath' && isWhole(node)
      const opener = isTied && before?.type === 'text' ? openers.exec(before.value) : null
      const stop = isTied && after?.type === 'text' ? stops.exec(after.value) : null
      if (!opener && !stop) return one(node, index, depth)
      return (
        <span key={index} className="kept">
          {opener?.[0]}
          {one(node, index, depth)}
          {stop?.[0]}
        </span>
      )
    })
  return all(nodes, 0)
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
  const topicId = useContext(TopicOfNote)
  // To read and draw a long note takes a frame by itself: what one pressed to come here answers in the one before.
  const text = useDeferredValue(markdown, atOnce ? markdown : '')
  const [around, drawn, ends] = useMemo(() => {
    const root = noteFromMarkdown(text)
    const sources = root.children.map(({ position }) => text.slice(position?.start.offset, position?.end.offset))
    const here: TextAround = { root, within: topicId === null ? [] : [placeName(topicId)], draw }
    return [here, draw(root, root.children, pageTitle), piecesOf(sources)] as const
  }, [text, topicId])
  return (
    <TextOfNote value={around}>
      <Pieces className="note" drawn={drawn} ends={ends} atOnce={atOnce} isBusy={text !== markdown} />
    </TextOfNote>
  )
}
