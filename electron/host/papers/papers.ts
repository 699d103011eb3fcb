import { createHash } from 'node:crypto'
import { open, readdir, stat } from 'node:fs/promises'
import path from 'node:path'
import type { PaperText } from '../../contract/text/page-text.ts'
import type { Library, Paper } from '../../contract/library.ts'
import { Refusal } from '../../contract/result.ts'
import type { CallContext, HandlersOf } from '../handlers.ts'
import { type LibraryRecords, put } from '../library/library.ts'
import type { Put } from '../store/document.ts'
import { ensureDirectory, readRegular, writeDurably, writeRefusal } from '../store/files.ts'
import { firstPageOf } from '../lookup/first-page.ts'
import { filled } from '../lookup/found.ts'
import type { TextStore } from './texts.ts'

/** Largest PDF taken in, bytes. */
const paperLimit = 512 << 20
/** How much of a paper is read between two reports, bytes. */
const readStep = 4 << 20

/** ISO 32000-2, 7.5.2 and Annex I: readers look for the header within the first 1,024 bytes. */
const isPdf = (bytes: Uint8Array): boolean => {
  const head = Buffer.from(bytes.subarray(0, 1024)).toString('latin1')
  // Some lack the header and are sound behind it: their first object tells them.
  return head.includes('%PDF-') || /(^|\s)\d+ \d+ obj\b/.test(head)
}

export const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** Throws Refusal 'empty-file', 'not-a-pdf' or 'file-too-large' for what cannot be a paper. */
export function pdfOrRefusal(fileName: string, bytes: Uint8Array): void {
  if (bytes.length === 0) throw new Refusal('empty-file', { name: fileName })
  if (bytes.length > paperLimit)
    throw new Refusal('file-too-large', { name: fileName, limit: `${paperLimit >> 20} MB` })
  if (!isPdf(bytes)) throw new Refusal('not-a-pdf', { name: fileName })
}

/** The PDFs of a library: `papers/<SHA-256>.pdf`, so that the same file is kept once. */
export class PaperStore {
  readonly directory: string

  constructor(libraryPath: string) {
    this.directory = path.join(libraryPath, 'papers')
  }

  fileOf(hash: string): string {
    return path.join(this.directory, `${hash}.pdf`)
  }

  /** Every kept paper with its size, bytes. */
  async sizes(): Promise<Map<string, number>> {
    const sizes = new Map<string, number>()
    for (const name of await readdir(this.directory).catch(() => [])) {
      const hash = /^([0-9a-f]{64})\.pdf$/.exec(name)?.[1]
      if (hash) sizes.set(hash, (await stat(this.fileOf(hash))).size)
    }
    return sizes
  }

  /** Writes the bytes to the disk. Throws Refusal 'empty-file', 'not-a-pdf', 'file-too-large', 'disk-full', … */
  async keep(fileName: string, bytes: Uint8Array): Promise<Paper> {
    pdfOrRefusal(fileName, bytes)
    const id = hashOf(bytes)
    try {
      await ensureDirectory(this.directory)
      const there = await readRegular(this.fileOf(id))
      // A file that was cut short is mended by a sound copy.
      if (!there || hashOf(there) !== id) await writeDurably(this.fileOf(id), bytes)
    } catch (error) {
      throw writeRefusal(error, fileName)
    }
    return { id, fileName: path.basename(fileName), bytes: bytes.length, addedAt: new Date().toISOString() }
  }

  /** The bytes of a kept paper, read in steps so that the call can be followed and cancelled. Throws Refusal 'paper-gone'. */
  async read(hash: string, { signal, progress }: CallContext): Promise<Uint8Array> {
    const file = await open(this.fileOf(hash)).catch(() => null)
    if (!file) throw new Refusal('paper-gone', { name: `papers/${hash.slice(0, 12)}….pdf` })
    try {
      const bytes = new Uint8Array((await file.stat()).size)
      for (let done = 0; done < bytes.length;) {
        signal.throwIfAborted()
        const { bytesRead } = await file.read(bytes, done, Math.min(readStep, bytes.length - done))
        if (bytesRead === 0) return bytes.subarray(0, done) // cut short by another program meanwhile
        progress({ done: (done += bytesRead), total: bytes.length })
      }
      return bytes
    } finally {
      await file.close()
    }
  }
}

/** The records that attach a kept paper to an item; the one it had becomes an earlier version. */
export function attachment(library: LibraryRecords, itemId: string, paper: Paper): Put<Library>[] {
  const known = library.data.papers[paper.id]
  const item = library.get('items', itemId)
  const earlier = [...(item.versions ?? []), ...(item.paper ? [item.paper] : [])]
  const versions = [...new Set(earlier)].filter(hash => hash !== paper.id)
  return [
    ...(known ? [] : [put('papers', paper)]),
    put('items', { ...item, paper: paper.id, ...(versions.length > 0 ? { versions } : {}) }),
  ]
}

/** What the paper's own first page says, for an item that does not know it yet. */
function ownWords(library: LibraryRecords, itemId: string, paper: string, text: PaperText): Put<Library>[] {
  const item = library.data.items[itemId]
  if (!item || item.paper !== paper) return []
  const { title, doi, arxivId, year } = firstPageOf(text)
  const isNamed = item.doi !== null || item.arxivId !== null
  const next = filled(item, {
    title: title ?? '',
    url: null,
    // A number on the page of a paper that has one already may be that of another's.
    doi: isNamed ? null : doi,
    arxivId: isNamed ? null : arxivId,
    reference: year === null ? null : { type: arxivId ? 'article' : 'document', issued: { 'date-parts': [[year]] } },
  })
  return next === item ? [] : [put('items', next)]
}

export const paperHandlers = (
  library: LibraryRecords,
  papers: PaperStore,
  texts: TextStore,
  refusal: Refusal | null,
): Omit<HandlersOf<'paper'>, 'paper:check' | 'paper:put-back'> => ({
  'paper:attach': async ({ itemId, fileName, bytes }) => {
    if (refusal) throw refusal
    const { title } = library.get('items', itemId)
    const paper = await papers.keep(fileName, bytes)
    await library.commit({ key: 'paper-attach', name: title }, attachment(library, itemId, paper))
    // Read in the background, so that finding in it and in the library is fast by the time one wants to.
    const learn = (text: PaperText): Promise<void> =>
      library.commit({ key: 'paper-facts' }, ownWords(library, itemId, paper.id, text), 'none')
    const stored = await texts.stored(paper.id)
    if (stored) await learn(stored)
    else
      texts
        .of(paper.id, paper.fileName)
        .then(learn)
        .catch(() => undefined)
    return library.get('papers', paper.id)
  },
  'paper:read': ({ hash }, context) => papers.read(hash, context),
  'paper:outline': async ({ hash, outline }) => {
    const { outline: before, ...paper } = library.get('papers', hash)
    if (!outline && !before) return
    await library.commit({ key: 'paper-outline', name: paper.fileName }, [
      put('papers', outline ? { ...paper, outline } : paper),
    ])
  },
  'paper:has-text': ({ hash }) => texts.has(hash),
  'paper:kept-text': ({ hash, from }) => texts.pagesOf(hash, from),
  'paper:searchable': ({ hash }) => texts.searchable(hash),
  'paper:learn': ({ hash }) => texts.learn(hash, library.get('papers', hash).fileName),
  'paper:leave': async ({ hash, place, pages }) => {
    if (refusal) return
    const left = { ...library.get('papers', hash), place, ...(pages === undefined ? {} : { pages }) }
    await library.commit({ key: 'paper-leave' }, [put('papers', left)], 'none')
  },
})
