// Files that are imported together: what a format reads, and what comes with it.
import { stat } from 'node:fs/promises'
import path from 'node:path'
import { Refusal } from '../../contract/result.ts'
import { isAnnotationFile } from '../annotations/formats/index.ts'
import { isZip, readZip } from '../exchange/zip.ts'
import { readRegular } from '../store/files.ts'

export interface GivenFile {
  /** Its name, or its path below the folder that was given. */
  name: string
  bytes: Uint8Array
}

/** The list in Folium's own dump; annotations, papers and pictures lie beside it as in a library's folder. */
export const dumpName = 'library.folium.json'
const besideDump = /^(annotations|papers|pictures)\/([0-9a-f]{64})\.(?:json|pdf|png)$/

export interface Bundle {
  /** What the format reads. */
  lists: GivenFile[]
  /** Annotations out of other programs. */
  marks: GivenFile[]
  /** Of our own dump, by content hash: its paper's annotations, and pictures. */
  annotations: Map<string, () => Uint8Array>
  pictures: Map<string, () => Uint8Array>
  /** How to read a file that the list or the dump names, from where the list lies; null where it is not there. */
  beside(name: string): Promise<(() => Promise<Uint8Array | null>) | null>
}

interface Lazy {
  name: string
  read(): Uint8Array
}

/** Takes an archive apart, and finds what is a list and what belongs to it. `folder` is where the list lies on the disk, if it does. */
export function bundleOf(given: readonly GivenFile[], folder: string | null): Bundle {
  const [only] = given
  const isArchive = given.length === 1 && only !== undefined && isZip(only.bytes)
  const files: Lazy[] = isArchive
    ? readZip(only.bytes, only.name)
    : given.map(({ name, bytes }) => ({ name: name.replaceAll('\\', '/'), read: () => bytes }))
  const dump = files.find(({ name }) => path.posix.basename(name) === dumpName)
  const bundle: Bundle = { lists: [], marks: [], annotations: new Map(), pictures: new Map(), beside: fromDisk(folder) }
  if (dump) readDump(bundle, dump, files)
  else if (files.length === 1 && !isArchive) bundle.lists = [...given]
  else readLists(bundle, files, isArchive ? (only?.name ?? '') : null)
  if (isArchive) bundle.beside = fromArchive(files, bundle.lists[0]?.name ?? '')
  return bundle
}

const fromDisk =
  (folder: string | null): Bundle['beside'] =>
  async name => {
    const file = folder === null ? null : path.resolve(folder, name)
    const isThere = file !== null && (await stat(file).catch(() => null))?.isFile()
    return isThere ? () => readRegular(file) : null
  }

function fromArchive(files: readonly Lazy[], list: string): Bundle['beside'] {
  const byName = new Map(files.map(file => [file.name, file]))
  return name => {
    const place = path.posix.join(path.posix.dirname(list), name.replaceAll('\\', '/'))
    const file = byName.get(place) ?? byName.get(name)
    return Promise.resolve(file ? () => Promise.resolve(file.read()) : null)
  }
}

function readDump(bundle: Bundle, dump: Lazy, files: readonly Lazy[]): void {
  bundle.lists = [{ name: dump.name, bytes: dump.read() }]
  const root = dump.name.slice(0, -dumpName.length)
  for (const file of files) {
    const [, table, hash] = (file.name.startsWith(root) && besideDump.exec(file.name.slice(root.length))) || []
    if (hash && (table === 'annotations' || table === 'pictures')) bundle[table].set(hash, file.read)
  }
}

const isNote = ({ name }: Lazy): boolean => /\.(?:md|markdown)$/i.test(name)
const isHidden = ({ name }: Lazy): boolean => name.split('/').some(part => part.startsWith('.') || part === '__MACOSX')

/** Notes all together, else the one bibliography with annotations of its papers. */
function readLists(bundle: Bundle, files: readonly Lazy[], archive: string | null): void {
  const seen = files.filter(file => !isHidden(file))
  const notes = seen.filter(isNote)
  const listed = notes.length > 0 ? notes : seen.filter(({ name }) => /\.(?:bib|ris|json|csv|opml|html?)$/i.test(name))
  for (const { name, read } of listed) {
    const file = { name, bytes: read() }
    const isMarks = /\.json$/i.test(name) && isAnnotationFile(file.bytes)
    bundle[isMarks ? 'marks' : 'lists'].push(file)
  }
  if (notes.length === 0 && bundle.lists.length !== 1)
    throw new Refusal('not-one-list', { path: archive ?? files[0]?.name ?? '', count: bundle.lists.length })
}
