import { readdir, rename, unlink } from 'node:fs/promises'
import path from 'node:path'
import { crc32 } from 'node:zlib'
import type { TextEntry } from '../../contract/entry.ts'
import { type Language, language as languages } from '../../contract/identity.ts'
import type { Library } from '../../contract/library.ts'
import { entriesOf } from '../library/index-of.ts'
import { ensureDirectory, isMissing, readRegular, textFromUtf8, timeStamp, writeDurably } from '../store/files.ts'

/** A note of one topic in one language, or (null) for every language, as it lies in a file under `notes/`. */
interface NoteFile {
  topicId: string
  language: Language | null
  /** CRC-32 of the text as Folium wrote it: a text that gives another was changed outside. */
  checksum: string
  text: string
}

const checksumOf = (text: string): string => crc32(text).toString(16).padStart(8, '0')

const frontMatter = /^---\r?\n([\s\S]*?)\r?\n---\r?\n/

/** The file's text; the title is for people, the rest is how Folium knows the note again. Strings are JSON, which YAML takes. */
export function fileFromNote(title: string, { topicId, language, text }: Omit<NoteFile, 'checksum'>): string {
  const lines = [`title: ${JSON.stringify(title)}`, `topic: ${JSON.stringify(topicId)}`]
  if (language) lines.push(`language: ${language}`)
  return `---\n${lines.join('\n')}\nchecksum: "${checksumOf(text)}"\n---\n${text}`
}

/** The note in a file, or null where the file is none of Folium's. */
export function noteFromFile(content: string): NoteFile | null {
  const head = frontMatter.exec(content)
  const field = (name: string): string | undefined =>
    new RegExp(`^${name}:[ \\t]*"?([^"\\r\\n]*?)"?[ \\t]*\\r?$`, 'm').exec(head?.[1] ?? '')?.[1]
  const [topicId, checksum] = [field('topic'), field('checksum')]
  if (!head || topicId === undefined || checksum === undefined) return null
  const language = languages.safeParse(field('language'))
  const text = content.slice(head[0].length)
  return { topicId, language: language.success ? language.data : null, checksum, text }
}

/** A name that says what the note is about, and is no other note's. */
function fileNameOf(title: string, topicId: string, language: Language | null): string {
  const words = title
    .normalize('NFC')
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 60)
  return `${words || 'note'}.${topicId}${language ? `.${language}` : ''}.md`
}

/** A note that was changed outside since Folium wrote it. `conflict`: it was changed here as well. */
export interface OutsideNote {
  topicId: string
  language: Language | null
  text: string
  conflict: boolean
}

/** The notes as Markdown files with YAML front matter. The library's journal holds what is true; the files follow it. */
export class NoteFiles {
  private readonly directory: string

  constructor(libraryPath: string) {
    this.directory = path.join(libraryPath, 'notes')
  }

  /** What was changed in the files by another program since they were written. */
  async changedOutside(library: Library): Promise<OutsideNote[]> {
    const found: OutsideNote[] = []
    for (const { note } of await this.read()) {
      if (!note || checksumOf(note.text) === note.checksum || !Object.hasOwn(library.topics, note.topicId)) continue
      const now = noteText(library, note.topicId, note.language)
      if (now === note.text) continue
      const { topicId, language, text } = note
      found.push({ topicId, language, text, conflict: checksumOf(now) !== note.checksum })
    }
    return found
  }

  /** Makes the files say what the library says. What another program changed meanwhile is kept beside, under another name. */
  async write(library: Library): Promise<void> {
    const wanted = new Map<string, string>()
    for (const topic of Object.values(library.topics))
      for (const language of [null, ...languages.options]) {
        const text = noteText(library, topic.id, language)
        if (text === '') continue
        const content = fileFromNote(topic.title, { topicId: topic.id, language, text })
        wanted.set(fileNameOf(topic.title, topic.id, language), content)
      }
    if (wanted.size > 0) await ensureDirectory(this.directory)
    for (const { name, content, note } of await this.read()) {
      if (!note || wanted.get(name) === content) {
        wanted.delete(name)
        continue
      }
      const isOurs = checksumOf(note.text) === note.checksum || wantedHas(wanted, note.text)
      const file = path.join(this.directory, name)
      if (!isOurs) await rename(file, path.join(this.directory, name.replace(/\.md$/, `.outside-${timeStamp()}.txt`)))
      else if (!wanted.has(name)) await unlink(file)
    }
    for (const [name, content] of wanted) await writeDurably(path.join(this.directory, name), content)
  }

  private async read(): Promise<{ name: string; content: string; note: NoteFile | null }[]> {
    const names = await readdir(this.directory).catch(error => {
      if (isMissing(error)) return []
      throw error
    })
    const files = []
    for (const name of names.filter(each => each.endsWith('.md')).sort()) {
      const bytes = await readRegular(path.join(this.directory, name)).catch(() => null)
      if (!bytes) continue
      try {
        const content = textFromUtf8(bytes)
        files.push({ name, content, note: noteFromFile(content) })
      } catch {
        // No UTF-8: none of ours, left as it is.
      }
    }
    return files
  }
}

const wantedHas = (wanted: Map<string, string>, text: string): boolean =>
  [...wanted.values()].some(content => noteFromFile(content)?.text === text)

/** A topic's note in one language: its stretches, which stand between items, one after another. */
export const noteText = (library: Library, topicId: string, language: Language | null): string =>
  entriesOf(library, topicId)
    .filter((entry): entry is TextEntry => entry.kind === 'text' && (entry.language ?? null) === language)
    .map(({ markdown }) => markdown)
    .join('')
