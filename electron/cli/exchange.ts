import { copyFile, mkdir, readdir, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { ExportedFile } from '../contract/answers.ts'
import { citeStyles, type FormatName, formatNames } from '../contract/choices.ts'
import type { ImportPreview } from '../contract/import.ts'
import type { Library } from '../contract/library.ts'
import { Refusal } from '../contract/result.ts'
import { isCiteStyle } from '../host/cite/index.ts'
import { formats } from '../host/exchange/index.ts'
import type { Host } from '../host/index.ts'
import { dumpName, type GivenFile } from '../host/library/bundle.ts'
import type { Arguments } from './arguments.ts'
import { answer, context, fileAt, type LibraryCommand, type Said } from './command.ts'

function formatGiven(given: Arguments): FormatName | null {
  const wanted = given.options.get('format')
  const format = formatNames.find(name => name === wanted)
  if (wanted !== undefined && !format)
    throw new Refusal('bad-option', { name: '--format', known: formatNames.join(', ') })
  return format ?? null
}

/** The files of a folder that an import can read: those of our own dump, its notes, else its bibliography and what may be annotations. */
async function filesOf(folder: string): Promise<string[]> {
  const all = (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter(entry => entry.isFile())
    .map(entry => path.join(path.relative(folder, entry.parentPath), entry.name))
    .filter(name => !name.split(path.sep).some(part => part.startsWith('.')))
    .sort()
  if (all.includes(dumpName))
    return all.filter(
      name => name === dumpName || /^(?:annotations|pictures)[\\/][0-9a-f]{64}\.(?:json|png)$/.test(name),
    )
  const notes = all.filter(name => /\.(?:md|markdown)$/i.test(name))
  if (notes.length > 0) return notes
  const listed = all.filter(name => /\.(?:bib|ris|json|csv|opml|html?)$/i.test(name))
  if (listed.length === 0) throw new Refusal('not-one-list', { path: folder, count: 0 })
  return listed
}

/** What is named on the command line: a file, or a folder of notes. `folder` is where the paths that it names begin. */
async function filesGiven(
  given: Arguments,
  usage: string,
): Promise<{ name: string; files: GivenFile[]; folder: string }> {
  const named = given.words[1]
  if (!named) throw new Refusal('missing-value', { name: usage })
  const place = path.resolve(named)
  const isFolder = (await stat(place).catch(() => null))?.isDirectory() ?? false
  const folder = isFolder ? place : path.dirname(place)
  const names = isFolder ? await filesOf(place) : [path.basename(place)]
  const files: GivenFile[] = []
  for (const name of names)
    files.push({
      name: name.replaceAll(path.sep, '/'),
      bytes: (await fileAt(isFolder ? path.join(place, name) : named)).bytes,
    })
  return { name: isFolder && names.length === 1 ? (names[0] as string) : path.basename(place), files, folder }
}

/** What was refused and what was done to the file, one sentence each. */
export const saidOf = ({ name, refused, said }: ImportPreview): Said[] => [
  ...said.map(({ key, params }) => ({ namespace: 'import', key: `said.${key}`, params })),
  ...refused.map(({ file = name, line, reason, name: words }) => ({
    namespace: 'import',
    key: `refused.${reason}`,
    params: { file, line, name: words },
  })),
]

export const importFiles: LibraryCommand = {
  usage: 'import FILE|FOLDER [--format FORMAT] [--dry-run]',
  run: async (host, given) => {
    const { name, files, folder } = await filesGiven(given, importFiles.usage)
    const preview = await host.imports.preview(name, files, formatGiven(given), context(), folder)
    const { id, rows, ...shown } = preview
    if (given.options.has('dry-run')) return { document: { ...shown, rows }, said: saidOf(preview) }
    const report = await answer(host, 'import:apply', { id })
    return { document: { ...report, ...shown }, said: saidOf(preview) }
  },
}

/** Writes files below a folder; their names never lead out of it. */
async function writeFolder(folder: string, files: readonly ExportedFile[]): Promise<void> {
  for (const { fileName: name, bytes } of files) {
    const place = path.join(folder, ...name.split('/'))
    await mkdir(path.dirname(place), { recursive: true })
    await writeFile(place, bytes)
  }
}

/** Our own dump as a folder, with the PDFs. A name that ends in `.json` takes the records alone. */
async function writeDump(
  host: Host,
  out: string,
  files: readonly ExportedFile[],
): Promise<{ folder: string; files: number }> {
  await writeFolder(out, files)
  const { papers } = JSON.parse(new TextDecoder().decode(files[0]?.bytes)) as Pick<Library, 'papers'>
  let count = files.length
  await mkdir(path.join(out, 'papers'), { recursive: true })
  for (const hash of Object.keys(papers)) {
    const copied = copyFile(host.papers.fileOf(hash), path.join(out, 'papers', `${hash}.pdf`))
    // A PDF that is missing here is missing there; `folium check` tells of it.
    count += await copied.then(
      () => 1,
      () => 0,
    )
  }
  return { folder: path.resolve(out), files: count }
}

export const exportFiles: LibraryCommand = {
  usage: 'export --format FORMAT [--topic ID|TITLE] [--source NAME] [--out FILE|FOLDER]',
  run: async (host, given) => {
    const { topics, sources } = host.records.data
    const format = formatGiven(given) ?? 'markdown'
    const [topicName, sourceName] = [given.options.get('topic'), given.options.get('source')]
    const topic = Object.values(topics).find(({ id, title }) => id === topicName || title === topicName)
    const source = Object.values(sources).find(({ id, name }) => id === sourceName || name === sourceName)
    if (topicName !== undefined && !topic) throw new Refusal('no-such-name', { name: topicName })
    if (sourceName !== undefined && !source) throw new Refusal('no-such-name', { name: sourceName })
    const scope = { ...(topic ? { topicId: topic.id } : {}), ...(source ? { sourceId: source.id } : {}) }
    const out = given.options.get('out')
    if (formats[format].writeFolder) {
      if (out === undefined) throw new Refusal('missing-value', { name: '--out FOLDER' })
      const files = await answer(host, 'library:export', { format, ...scope })
      await writeFolder(out, files)
      return { document: { folder: path.resolve(out), files: files.length } }
    }
    const files = await answer(host, 'library:export', { format, ...scope })
    const [{ bytes } = { bytes: new Uint8Array() }] = files
    if (format === 'folium' && out !== undefined && !/\.json$/i.test(out))
      return { document: await writeDump(host, out, files) }
    if (out === undefined) return { bytes }
    await writeFile(out, bytes)
    return { document: { file: path.resolve(out), bytes: bytes.length } }
  },
}

const forms = ['plain', 'markdown', 'html'] as const

export const cite: LibraryCommand = {
  usage: `cite ITEM [--style ${citeStyles.join('|')}] [--format ${forms.join('|')}]`,
  run: async (host, given) => {
    const named = given.words[1]
    if (!named) throw new Refusal('missing-value', { name: cite.usage })
    const items = Object.values(host.records.data.items)
    const item =
      items.find(({ id }) => id === named) ??
      items.find(({ reference }) => reference?.citeKey === named) ??
      items.find(({ doi, arxivId, title }) => doi === named.toLowerCase() || arxivId === named || title === named)
    if (!item) throw new Refusal('no-such-name', { name: named })
    const style = given.options.get('style') ?? 'apa'
    if (!isCiteStyle(style)) throw new Refusal('bad-option', { name: '--style', known: citeStyles.join(', ') })
    const wanted = given.options.get('format') ?? 'plain'
    const form = forms.find(name => name === wanted)
    if (!form) throw new Refusal('bad-option', { name: '--format', known: forms.join(', ') })
    const text = (await answer(host, 'reference:format', { itemIds: [item.id], style }))[form]
    return { bytes: new TextEncoder().encode(`${text}\n`) }
  },
}
