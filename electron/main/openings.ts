import { stat } from 'node:fs/promises'
import path from 'node:path'
import { importEndings } from '../contract/choices.ts'
import { messageLimit } from '../contract/frames.ts'
import { recordId } from '../contract/identity.ts'
import { Refusal } from '../contract/result.ts'
import { readRegular } from '../host/store/files.ts'

/** Something that the system asks Folium to open. */
export type Opening = { file: string } | { topicId: string }

/** What a `folium://topic/ID` link asks for, or null when it is no such link. */
export function openingFromLink(link: string): Opening | null {
  const id = recordId.safeParse(/^folium:\/\/topic\/([^/?#]+)\/?$/i.exec(link)?.[1])
  return id.success ? { topicId: id.data } : null
}

/** The lists, papers and links named on a command line; `directory` is where it was typed. The system puts its own arguments between. */
export function openingsFrom(argv: readonly string[], directory: string): Opening[] {
  return argv.flatMap(argument => {
    const link = openingFromLink(argument)
    if (link) return [link]
    const ending = path.extname(argument).slice(1).toLowerCase()
    const isFile = !argument.startsWith('-') && [...importEndings, 'pdf'].includes(ending)
    return isFile ? [{ file: path.resolve(directory, argument) }] : []
  })
}

/** A file's name and bytes. Throws Refusal `file-unreadable` or `file-too-large`. */
export async function readOpened(file: string): Promise<{ fileName: string; bytes: Uint8Array }> {
  const name = path.basename(file)
  try {
    if ((await stat(file)).size > messageLimit)
      throw new Refusal('file-too-large', { name, limit: `${messageLimit >> 20} MB` })
    const bytes = await readRegular(file)
    if (bytes) return { fileName: name, bytes: new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length) }
  } catch (error) {
    if (error instanceof Refusal) throw error
  }
  throw new Refusal('file-unreadable', { name, reason: '' })
}
