/** A picture that a note names. */
export interface Picture {
  address: string
  text: string
}

/** The picture of an `<img>` element written in a note, or null for any other HTML. Nothing of it is ever run: only these two words are read. */
export function pictureFromHtml(html: string): Picture | null {
  const [, attributes] = /^\s*<img\b([^<>]*)>\s*$/i.exec(html) ?? []
  if (attributes === undefined) return null
  const values = new Map<string, string>()
  for (const [, name = '', quoted, single, bare] of attributes.matchAll(
    /([a-z-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/gi,
  ))
    values.set(name.toLowerCase(), quoted ?? single ?? bare ?? '')
  const address = values.get('src')
  return address ? { address, text: values.get('alt') ?? '' } : null
}

/** What a picture is called: its text, else its file's name. */
export function pictureName({ address, text }: Picture): string {
  if (text.trim()) return text.trim()
  const file = address.split(/[?#]/)[0]?.split('/').at(-1) ?? ''
  try {
    return decodeURIComponent(file)
  } catch {
    return file
  }
}

/** Whether a link means a picture's file, as `![[graph.png|300]]` does elsewhere. */
export const isPictureFile = (name: string): boolean => /\.(?:png|jpe?g|gif|webp|svg|avif|bmp)$/i.test(name.trim())
