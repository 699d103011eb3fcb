import { useTranslation } from 'react-i18next'
import type { Area } from '../../../electron/contract/annotation.ts'
import { useKeptPicture } from '../../state/kept-picture.ts'

/** The kept picture of an area; nothing as long as there is none. */
export function AreaPicture({ annotation }: { annotation: Area }) {
  const { picture } = annotation
  return picture ? <KeptPicture key={picture} hash={picture} /> : null
}

export function KeptPicture({ hash }: { hash: string }) {
  const { t } = useTranslation('annotations')
  const address = useKeptPicture(hash)
  return address ? <img className="annotation-picture" src={address} alt={t('picture')} /> : null
}
