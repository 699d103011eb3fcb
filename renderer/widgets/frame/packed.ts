import { deflateSync, inflateSync, strFromU8, strToU8 } from 'fflate'

/** A state up to this length is left as it is: one can read it. */
const longest = 400
const mark = 'deflate='

/** The state as it is where it is short; a long one, such as with a kernel or a table of one's own, deflated (RFC 1951) and in base64url. */
export function packed(text: string): string {
  if (text.length <= longest) return text
  const bytes = deflateSync(strToU8(text), { level: 9 })
  const short = mark + base64(bytes).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
  return short.length < text.length ? short : text
}

/** What `packed` was given; text that was never packed as it is, and nothing for what is damaged or holds more than `most` bytes. */
export function unpacked(text: string, most: number): string {
  if (!text.startsWith(mark)) return text
  try {
    const bytes = Uint8Array.from(atob(text.slice(mark.length).replaceAll('-', '+').replaceAll('_', '/')), letter =>
      letter.charCodeAt(0),
    )
    // It never grows beyond this, whatever the bytes say.
    const out = inflateSync(bytes, { out: new Uint8Array(most + 1) })
    return out.length > most ? '' : strFromU8(out)
  } catch {
    return ''
  }
}

function base64(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return btoa(text)
}
