import { useEffect, useState } from 'react'
import { letGo } from '../lib/blob-address.ts'
import { readPicture } from './annotations.ts'

/** The address of a kept picture in this window; null as long as there is none. */
export function useKeptPicture(hash: string | null): string | null {
  const [address, setAddress] = useState<string | null>(null)
  useEffect(() => {
    if (hash === null) return
    let gone = false
    let made = ''
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
      if (made) letGo(made)
      setAddress(null)
    }
  }, [hash])
  return address
}
