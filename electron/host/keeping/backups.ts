import { randomBytes } from 'node:crypto'
import { constants } from 'node:fs'
import { copyFile, mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { crc32 } from 'node:zlib'
import { z } from 'zod'
import { type AnnotationFile, annotationFile } from '../../contract/annotation.ts'
import { instant } from '../../contract/identity.ts'
import { type Backup, type BackupReason, backupReasons, type LibraryCounts } from '../../contract/keeping.ts'
import { emptyLibrary } from '../../contract/empty-library.ts'
import { type Library, library as librarySchema } from '../../contract/library.ts'
import { Refusal } from '../../contract/result.ts'
import type { AnnotationStore } from '../annotations/annotations.ts'
import { Document } from '../store/document.ts'
import {
  ensureDirectory,
  isMissing,
  readRegular,
  syncDirectory,
  textFromUtf8,
  writeDurably,
  writeRefusal,
} from '../store/files.ts'
import { stepsOf } from '../store/migrations/index.ts'
import { outlived } from './retention.ts'

const count = z.number().int().nonnegative()
/** `backup.json`, the last file of a backup to be written. */
const manifest = z.object({
  at: instant,
  reason: z.enum(backupReasons),
  counts: z.object({ topics: count, items: count, papers: count, annotations: count }),
  /** CRC-32 of every file, by its path in the backup. */
  files: z.record(z.string(), z.string()),
})
type Manifest = z.infer<typeof manifest>

const folderName = /^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d-\d{3}-[a-z]+$/
const readOnly = new Refusal('read-only')

/** What a backup holds, in the newest version of the schema. */
export interface BackupContent {
  library: Library
  annotations: Map<string, AnnotationFile>
  settings: unknown
}

/** The dated copies under `backups/`. Each is a folder like a library's own, so that it can also be opened as one. */
export class BackupStore {
  private readonly libraryPath: string
  private readonly directory: string

  constructor(libraryPath: string) {
    this.libraryPath = libraryPath
    this.directory = path.join(libraryPath, 'backups')
  }

  /** Newest first. A folder that is not whole is left out (`folium check` tells of it). */
  async list(): Promise<Backup[]> {
    const names = await this.names()
    const read = await Promise.all(names.map(async name => ({ name, manifest: await this.manifestOf(name) })))
    return read.flatMap(({ name, manifest: found }) =>
      found ? [{ name, at: found.at, reason: found.reason, counts: found.counts }] : [],
    )
  }

  /** The names of all backups, whole or not, newest first. */
  async names(): Promise<string[]> {
    const names = await readdir(this.directory).catch(error => {
      if (isMissing(error)) return []
      throw error
    })
    return names
      .filter(name => folderName.test(name))
      .sort()
      .reverse()
  }

  private async manifestOf(name: string): Promise<Manifest | null> {
    try {
      const bytes = await readRegular(path.join(this.directory, name, 'backup.json'))
      return bytes && manifest.parse(JSON.parse(textFromUtf8(bytes)))
    } catch {
      return null
    }
  }

  /** Copies the library as it is now. Throws Refusal 'disk-full', 'read-only', 'write-failed'. */
  async make(reason: BackupReason, document: Document<Library>, annotations: AnnotationStore): Promise<Backup> {
    const { topics, items, papers } = document.data
    const counts = {
      topics: Object.keys(topics).length,
      items: Object.keys(items).length,
      papers: Object.keys(papers).length,
      annotations: 0,
    }
    return this.write(reason, counts, async folder => {
      await document.copyTo(path.join(folder, 'library.json'))
      for (const paper of await annotations.papers()) {
        const opened = await annotations.of(paper)
        counts.annotations += Object.keys(opened.data.annotations).length
        await opened.copyTo(path.join(folder, 'annotations', `${paper}.json`))
      }
      await this.copySettings(folder)
    })
  }

  /** Copies the files as they lie, with the journal: before they are brought to a newer version. */
  async copyFiles(): Promise<Backup> {
    const counts = { topics: 0, items: 0, papers: 0, annotations: 0 }
    return this.write('migration', counts, async folder => {
      for (const inside of ['', 'annotations', 'journal']) {
        const from = path.join(this.libraryPath, inside)
        const names = (await readdir(from).catch(() => [])).filter(name => /^[\w-]+(?:\.\d+)?\.jsonl?$/.test(name))
        for (const name of names) await this.copy(path.join(from, name), path.join(folder, inside, name))
      }
      const { library } = await this.contentOf(folder)
      counts.topics = Object.keys(library.topics).length
      counts.items = Object.keys(library.items).length
      counts.papers = Object.keys(library.papers).length
    })
  }

  private async copy(from: string, to: string): Promise<void> {
    await ensureDirectory(path.dirname(to))
    await copyFile(from, to, constants.COPYFILE_FICLONE)
  }

  private async copySettings(folder: string): Promise<void> {
    await this.copy(path.join(this.libraryPath, 'settings.json'), path.join(folder, 'settings.json')).catch(error => {
      if (!isMissing(error)) throw error
    })
  }

  /** Fills a folder beside the others and gives it its name when it is whole. */
  private async write(
    reason: BackupReason,
    counts: LibraryCounts,
    fill: (folder: string) => Promise<void>,
  ): Promise<Backup> {
    const at = new Date().toISOString()
    const name = `${at.replaceAll(/[:.]/g, '-').replace('Z', '')}-${reason}`
    const folder = path.join(this.directory, `.${randomBytes(6).toString('hex')}.partial`)
    try {
      await ensureDirectory(this.directory)
      await mkdir(folder)
      await fill(folder)
      const files = await checksumsOf(folder)
      await writeDurably(
        path.join(folder, 'backup.json'),
        `${JSON.stringify({ at, reason, counts, files }, null, 2)}\n`,
      )
      await rename(folder, path.join(this.directory, name))
      await syncDirectory(this.directory)
    } catch (error) {
      await rm(folder, { recursive: true, force: true }).catch(() => undefined)
      throw writeRefusal(error, path.join(this.directory, name))
    }
    return { name, at, reason, counts }
  }

  /** Makes the day's backup where there is none yet, then lets those go that have outlived the rule. */
  async keepDaily(document: Document<Library>, annotations: AnnotationStore): Promise<void> {
    await this.sweep()
    const today = new Date().toISOString().slice(0, 10)
    const isMade = (await this.list()).some(({ at, reason }) => reason === 'daily' && at.startsWith(today))
    const isEmpty = Object.keys(document.data.topics).length === 0
    if (!isMade && !isEmpty) await this.make('daily', document, annotations)
    for (const { name } of outlived(await this.list()))
      await rm(path.join(this.directory, name), { recursive: true, force: true })
  }

  /** Removes what an interrupted backup left. */
  private async sweep(): Promise<void> {
    for (const name of await readdir(this.directory).catch(() => []))
      if (/^\.[0-9a-f]{12}\.partial$/.test(name))
        await rm(path.join(this.directory, name), { recursive: true, force: true })
  }

  /** Reads a backup. Throws Refusal 'not-found', 'backup-damaged', or 'newer-library'. */
  async read(name: string): Promise<{ backup: Backup; content: BackupContent }> {
    const found = folderName.test(name) ? await this.manifestOf(name) : null
    if (!found) throw new Refusal('not-found', { name: `backups/${name.slice(0, 100)}` })
    const damaged = await this.damagedFile(name)
    if (damaged !== null) throw new Refusal('backup-damaged', { name, file: damaged })
    const { at, reason, counts } = found
    return { backup: { name, at, reason, counts }, content: await this.contentOf(path.join(this.directory, name)) }
  }

  /** The first file of a backup that is not as it was written, or null. */
  async damagedFile(name: string): Promise<string | null> {
    const found = await this.manifestOf(name)
    if (!found) return 'backup.json'
    const folder = path.join(this.directory, name)
    const now = await checksumsOf(folder).catch(() => ({}) as Record<string, string>)
    return Object.entries(found.files).find(([file, sum]) => now[file] !== sum)?.[0] ?? null
  }

  private async contentOf(folder: string): Promise<BackupContent> {
    const options = { directory: folder, refusal: readOnly }
    const library = await Document.open<Library>({
      ...options,
      name: 'library',
      schema: librarySchema,
      steps: stepsOf('library'),
      empty: emptyLibrary,
    })
    const annotations = new Map<string, AnnotationFile>()
    for (const file of await readdir(path.join(folder, 'annotations')).catch(() => [])) {
      const paper = path.basename(file, '.json')
      const document = await Document.open<AnnotationFile>({
        ...options,
        name: `annotations/${paper}`,
        schema: annotationFile,
        steps: stepsOf('annotations'),
        empty: () => ({ annotations: {}, trash: {}, carried: {}, fields: {} }),
      })
      annotations.set(paper, document.data)
    }
    const settings = await readRegular(path.join(folder, 'settings.json'))
    return { library: library.data, annotations, settings: settings ? JSON.parse(textFromUtf8(settings)) : null }
  }
}

async function checksumsOf(folder: string, inside = ''): Promise<Record<string, string>> {
  const sums: Record<string, string> = {}
  for (const name of (await readdir(path.join(folder, inside))).sort()) {
    const file = path.posix.join(inside, name)
    if ((await stat(path.join(folder, file))).isDirectory()) Object.assign(sums, await checksumsOf(folder, file))
    else if (file !== 'backup.json')
      sums[file] = crc32((await readRegular(path.join(folder, file))) ?? '')
        .toString(16)
        .padStart(8, '0')
  }
  return sums
}
