import { letGo } from '../lib/blob-address.ts'

/** Asks for files; `accept` as of an input element. Resolves to none when the choice is called off. */
export function pickFiles(accept: string): Promise<File[]> {
  const input = document.createElement('input')
  input.type = 'file'
  input.accept = accept
  return new Promise(resolve => {
    input.addEventListener('change', () => resolve([...(input.files ?? [])]))
    input.addEventListener('cancel', () => resolve([]))
    input.click()
  })
}

/** A file's text: UTF-8 or UTF-16 by its mark, UTF-8 without one, else GB18030, which tables from a Chinese desk come in, else Windows-1252. */
export async function textOf(file: Blob): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  const [a, b] = bytes
  const marked = a === 0xff && b === 0xfe ? 'utf-16le' : a === 0xfe && b === 0xff ? 'utf-16be' : undefined
  for (const encoding of marked ? [marked] : ['utf-8', 'gb18030'])
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes)
    } catch {
      // Not in this one.
    }
  return new TextDecoder('windows-1252').decode(bytes)
}

/** Gives bytes to the user as a download; `type` is their media type. */
export function saveFile(fileName: string, bytes: Uint8Array | readonly Uint8Array[], type = 'text/plain'): void {
  const parts = bytes instanceof Uint8Array ? [bytes] : [...bytes]
  const url = URL.createObjectURL(new Blob(parts as Uint8Array<ArrayBuffer>[], { type }))
  const link = document.createElement('a')
  link.href = url
  link.download = fileName
  link.click()
  letGo(url)
}

export const isPdf = (file: File): boolean => file.type === 'application/pdf' || /\.pdf$/i.test(file.name)

/** Files that annotations come in. */
export const annotationEndings = '.pdf,.json,.jsonld'
