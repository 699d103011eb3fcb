import type { Nodes, Root } from 'mdast'
import { memo, useMemo, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Boundary } from '../ui/Boundary.tsx'
import { blocks } from './blocks.tsx'
import { footnotes } from './footnotes.tsx'
import { inlines } from './inlines.tsx'
import { noteFromMarkdown } from './markdown.ts'
import { pictures } from './pictures.tsx'
import { definitionsOf, topDepthOf, type Drawings, type DrawNode } from './drawing.ts'
import { tables } from './tables.tsx'
import './notes.css'

const drawings: Drawings = { ...blocks, ...inlines, ...pictures, ...tables, ...footnotes }

/** A node deeper than this is shown as its text: nobody writes so, and the drawing would run out of stack. */
const deepest = 100

function draw(root: Root): ReactNode {
  const shared = { definitions: definitionsOf(root), topDepth: topDepthOf(root) }
  const one = (node: Nodes, key: number, depth: number): ReactNode => {
    const Draw = drawings[node.type] as DrawNode<Nodes> | undefined
    const children = () =>
      'children' in node && depth < deepest ? node.children.map((child, index) => one(child, index, depth + 1)) : null
    return Draw ? <Draw key={key} node={node} inner={children()} {...shared} /> : null
  }
  return root.children.map((node, index) => one(node, index, 0))
}

/** A note, drawn out of its Markdown: elements only, never a string of HTML. */
export const Note = memo(function Note({ markdown }: { markdown: string }) {
  const { t } = useTranslation('notes')
  return (
    <Boundary
      key={markdown}
      fallback={
        <div className="note">
          <p className="note-refused">{t('undrawable')}</p>
          <pre>{markdown}</pre>
        </div>
      }
    >
      <Drawn markdown={markdown} />
    </Boundary>
  )
})

function Drawn({ markdown }: { markdown: string }) {
  const drawn = useMemo(() => draw(noteFromMarkdown(markdown)), [markdown])
  return <div className="note">{drawn}</div>
}
