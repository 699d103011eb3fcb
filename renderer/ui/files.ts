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

/** Gives bytes to the user as a download; `type` is their media type. */
export function saveFile(fileName: string, bytes: Uint8Array | readonly Uint8Array[], type = 'text/plain'): void {
  const parts = bytes instanceof Uint8Array ? [bytes] : [...bytes]
  const url = URL.createObjectURL(new Blob(parts as Uint8Array<ArrayBuffer>[], { type }))
  const link = document.createElement('a')
  link.href = url
  link.download = fileName
  link.click()
  // The download has the address by then; freeing it at once ends some downloads before they begin.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}

export const isPdf = (file: File): boolean => file.type === 'application/pdf' || /\.pdf$/i.test(file.name)

/** Files that annotations come in. */
export const annotationEndings = '.pdf,.json,.jsonld'
