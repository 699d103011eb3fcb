import { useContext } from 'react'
import { useTranslation } from 'react-i18next'
import type { Code, Heading, ListItem, Nodes } from 'mdast'
import type { Math } from 'mdast-util-math'
import { tickTask } from '../state/note-blocks.ts'
import { Formula } from '../ui/Formula.tsx'
import { Demo } from './Demo.tsx'
import { Embed } from './Embed.tsx'
import type { Drawings, Drawn } from './drawing.ts'
import { TopicOfNote } from './note-place.ts'
import { wordsOf } from './sections.ts'
import { solverBlock } from './solver-block.ts'
import { Wide } from './Wide.tsx'

/** A block to which a link leads by its name can have the keys. */
export const placed = ({ data }: Nodes) => (data?.blockId ? { 'data-block': data.blockId, tabIndex: -1 } : {})

/** A note's headings stand right under its topic's title, whatever depth the note begins with. */
function NoteHeading({ node, inner, levelOf }: Drawn<Heading>) {
  const Level = `h${levelOf(node.depth)}` as 'h2'
  return (
    <Level data-heading={wordsOf(node)} tabIndex={-1}>
      {inner}
    </Level>
  )
}

function CodeBlock({ node }: Drawn<Code>) {
  const { t } = useTranslation('notes')
  const solver = node.lang === 'solver' ? solverBlock(node.value) : null
  if (solver) return <Demo {...solver} place={node.position?.start.offset ?? 0} />
  return (
    <Wide label={t('codeBlock')}>
      <pre>
        <code>{node.value}</code>
      </pre>
    </Wide>
  )
}

function DisplayMath({ node }: Drawn<Math>) {
  const { t } = useTranslation('notes')
  return (
    <Wide label={t('formula')}>
      <Formula tex={node.value} display />
    </Wide>
  )
}

function Entry({ node, inner }: Drawn<ListItem>) {
  const { t } = useTranslation('notes')
  const topicId = useContext(TopicOfNote)
  const { checked } = node
  if (typeof checked !== 'boolean') return <li {...placed(node)}>{inner}</li>
  const place = node.position?.start.offset ?? 0
  return (
    <li className="task" {...placed(node)}>
      <input
        type="checkbox"
        checked={checked}
        disabled={topicId === null}
        aria-label={t(checked ? 'taskDone' : 'taskOpen')}
        onChange={() => topicId !== null && void tickTask(topicId, place, !checked)}
      />
      {inner}
    </li>
  )
}

export const blocks: Drawings = {
  paragraph: ({ node, inner }) => <p {...placed(node)}>{inner}</p>,
  heading: NoteHeading,
  blockquote: ({ node, inner }) => (
    <blockquote {...placed(node)}>
      {node.data?.callout && <p className="note-callout">{node.data.callout}</p>}
      {inner}
    </blockquote>
  ),
  thematicBreak: () => <hr />,
  list: ({ node, inner }) => (node.ordered ? <ol start={node.start ?? 1}>{inner}</ol> : <ul>{inner}</ul>),
  listItem: Entry,
  code: CodeBlock,
  math: DisplayMath,
  embed: ({ node: { target, text, position }, under }) => (
    <Embed target={target} text={text} place={position?.start.offset ?? 0} under={under} />
  ),
}
