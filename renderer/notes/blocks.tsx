import { useTranslation } from 'react-i18next'
import type { Code, Heading, ListItem } from 'mdast'
import type {} from 'mdast-util-math'
import { Formula } from '../ui/Formula.tsx'
import { Demo } from './Demo.tsx'
import type { Drawings, Drawn } from './drawing.ts'
import { solverBlock } from './solver-block.ts'

/** A note's headings stand right under its topic's title, which is the page's first, whatever depth the note begins with. */
function NoteHeading({ node, inner, topDepth }: Drawn<Heading>) {
  const Level = (['h2', 'h3', 'h4', 'h5', 'h6', 'h6'] as const)[node.depth - topDepth] ?? 'h6'
  return <Level>{inner}</Level>
}

function CodeBlock({ node }: Drawn<Code>) {
  const { t } = useTranslation('notes')
  const solver = node.lang === 'solver' ? solverBlock(node.value) : null
  return solver ? (
    <Demo {...solver} />
  ) : (
    // A long line scrolls, by keyboard too.
    <pre tabIndex={0} role="region" aria-label={t('codeBlock')}>
      <code>{node.value}</code>
    </pre>
  )
}

function Entry({ node, inner }: Drawn<ListItem>) {
  const { t } = useTranslation('notes')
  if (typeof node.checked !== 'boolean') return <li>{inner}</li>
  return (
    <li className="task">
      <input type="checkbox" checked={node.checked} disabled aria-label={t(node.checked ? 'taskDone' : 'taskOpen')} />
      {inner}
    </li>
  )
}

export const blocks: Drawings = {
  paragraph: ({ inner }) => <p>{inner}</p>,
  heading: NoteHeading,
  blockquote: ({ inner }) => <blockquote>{inner}</blockquote>,
  thematicBreak: () => <hr />,
  list: ({ node, inner }) => (node.ordered ? <ol start={node.start ?? 1}>{inner}</ol> : <ul>{inner}</ul>),
  listItem: Entry,
  code: CodeBlock,
  math: ({ node }) => <Formula tex={node.value} display />,
}
