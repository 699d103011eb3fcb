import type { Html } from 'mdast'
import type {} from 'mdast-util-math'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { openableLink } from '../../electron/contract/link.ts'
import { openLink } from '../state/library.ts'
import { Formula } from '../ui/Formula.tsx'
import type { Drawings, Drawn } from './drawing.ts'
import { pictureFromHtml } from './html-image.ts'
import { NoteLink } from './NoteLinks.tsx'
import { Figure } from './pictures.tsx'

/** A link to what the system's browser may open; any other is shown with its address, and leads nowhere. */
function Link({ address, children }: { address: string; children: ReactNode }) {
  const { t } = useTranslation('notes')
  const url = openableLink(address)
  if (url === null)
    return (
      <span className="note-refused">
        {children} ({t('linkRefused', { address })})
      </span>
    )
  return (
    <a
      href={url}
      target="_blank"
      rel="noreferrer"
      onClick={event => {
        event.preventDefault()
        openLink(url)
      }}
    >
      {children}
    </a>
  )
}

/** HTML in a note is text, but for a picture. */
function HtmlText({ node }: Drawn<Html>) {
  const picture = pictureFromHtml(node.value)
  return picture ? <Figure {...picture} /> : <code>{node.value}</code>
}

export const inlines: Drawings = {
  text: ({ node }) => node.value,
  mark: ({ inner }) => <mark>{inner}</mark>,
  noteLink: ({ node: { target, text } }) => <NoteLink target={target} text={text} />,
  emphasis: ({ inner }) => <em>{inner}</em>,
  strong: ({ inner }) => <strong>{inner}</strong>,
  delete: ({ inner }) => <del>{inner}</del>,
  inlineCode: ({ node }) => <code>{node.value}</code>,
  inlineMath: ({ node }) => <Formula tex={node.value} />,
  break: () => <br />,
  link: ({ node, inner }) => <Link address={node.url}>{inner}</Link>,
  linkReference: ({ node, inner, definitions }) => (
    <Link address={definitions.get(node.identifier)?.url ?? ''}>{inner}</Link>
  ),
  html: HtmlText,
}
