import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Area } from '../../../electron/contract/annotation.ts'
import { readPicture } from '../../state/annotations.ts'

/** The kept picture of an area; nothing as long as there is none. */
export function AreaPicture({ annotation }: { annotation: Area }) {
  const { picture } = annotation
  return picture ? <KeptPicture key={picture} hash={picture} /> : null
}

export function KeptPicture({ hash }: { hash: string }) {
  const { t } = useTranslation('annotations')
  const [address, setAddress] = useState<string | null>(null)
  useEffect(() => {
    let gone = false
    let made: string | null = null
    readPicture(hash).then(
      bytes => {
        if (gone) return
        made = URL.createObjectURL(new Blob([bytes as Uint8Array<ArrayBuffer>], { type: 'image/png' }))
        setAddress(made)
      },
      () => undefined, // the file was taken away; the area itself is still there
    )
    return () => {
      gone = true
      if (made) URL.revokeObjectURL(made)
    }
  }, [hash])
  return address ? <img className="annotation-picture" src={address} alt={t('picture')} /> : null
}
