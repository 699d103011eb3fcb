import { useTranslation } from 'react-i18next'
import { openableLink } from '../../electron/contract/link.ts'
import { openLink } from '../state/library.ts'
import { Icon } from '../ui/icons.tsx'
import type { Drawings } from './drawing.ts'
import { type Picture, pictureName } from './html-image.ts'

const within = /^data:image\/(png|jpeg|gif|webp|svg\+xml)[;,]/i

/**
 * A picture's place in a note. One that the note holds itself is shown; one that lies elsewhere is never fetched
 * by the app, since that would tell its host who reads what: a button opens it in the browser. Made of spans, so that it may stand in a paragraph.
 */
export function Figure(picture: Picture) {
  const { t } = useTranslation('notes')
  const name = pictureName(picture)
  const url = openableLink(picture.address)
  if (within.test(picture.address)) return <img src={picture.address} alt={picture.text} />
  return (
    <span className="figure" role="figure" aria-label={t('picture', { name })}>
      <Icon name="image" />
      <span className="clipped">{name}</span>
      {url && (
        <button
          type="button"
          className="figure-open"
          aria-label={t('openPicture', { name })}
          onClick={() => openLink(url)}
        >
          {t('openInBrowser')}
        </button>
      )}
    </span>
  )
}

export const pictures: Drawings = {
  image: ({ node }) => <Figure address={node.url} text={node.alt ?? ''} />,
  imageReference: ({ node, definitions }) => (
    <Figure address={definitions.get(node.identifier)?.url ?? ''} text={node.alt ?? ''} />
  ),
}
