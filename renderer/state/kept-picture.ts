import { useEffect, useState } from 'react'
import { readPicture } from './annotations.ts'

/** Longer than an image takes to be read from its address, ms. */
const loadMs = 10_000

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
      // Its image may still be on the way: gone under it, the address would be told to the console as missing.
      if (made) setTimeout(() => URL.revokeObjectURL(made), loadMs)
      setAddress(null)
    }
  }, [hash])
  return address
}
