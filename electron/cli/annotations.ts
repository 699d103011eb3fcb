import path from 'node:path'
import { annotationFormats } from '../contract/choices.ts'
import { contentHash } from '../contract/identity.ts'
import type { Item } from '../contract/item.ts'
import { Refusal } from '../contract/result.ts'
import type { Host } from '../host/index.ts'
import { readRegular, timeStamp, writeDurably, writeRefusal } from '../host/store/files.ts'
import type { Arguments } from './arguments.ts'
import { answer, fileAt, fileGiven, type LibraryCommand } from './command.ts'

/** The item named by its id, its paper's hash, its cite key or its title. Throws Refusal 'no-such-name' or 'no-paper'. */
function itemGiven(host: Host, named: string | undefined, usage: string): Item & { paper: string } {
  if (!named) throw new Refusal('missing-value', { name: usage })
  const items = Object.values(host.records.data.items)
  const item =
    items.find(each => each.id === named) ??
    items.find(each => contentHash.safeParse(named).success && each.paper === named) ??
    items.find(each => each.reference?.citeKey === named) ??
    items.find(each => each.title === named)
  if (!item) throw new Refusal('no-such-name', { name: named })
  if (!item.paper) throw new Refusal('no-paper', { name: item.title })
  return { ...item, paper: item.paper }
}

const formatGiven = (format: string): (typeof annotationFormats)[number] => {
  const found = annotationFormats.find(each => each === format)
  if (!found) throw new Refusal('bad-option', { name: '--format', known: annotationFormats.join(', ') })
  return found
}

/** Writes a file where none is; its name as it was typed. */
async function writeNew(file: string, bytes: Uint8Array): Promise<void> {
  const there = await readRegular(file)
  if (there && there.length > 0 && Buffer.compare(there, bytes) !== 0) throw new Refusal('file-exists', { name: file })
  await writeDurably(file, bytes).catch((error: unknown) => {
    throw writeRefusal(error, file)
  })
}

/** A paper's annotations as they are kept; with `--format`, as a file of another program, of one paper or of all. */
export const annotations: LibraryCommand = {
  usage: 'annotations ITEM [--format FORMAT [--out FILE]] | annotations --format FORMAT [--out DIR]',
  run: async (host, given) => {
    const format = given.options.get('format')
    const named = given.words[1] ?? given.options.get('item')
    if (format === undefined)
      return {
        document: await answer(host, 'annotation:list', { paper: itemGiven(host, named, annotations.usage).paper }),
      }
    const files = await answer(host, 'annotation:export', {
      itemIds: named === undefined ? null : [itemGiven(host, named, annotations.usage).id],
      format: formatGiven(format),
      ...(given.options.has('template')
        ? { template: new TextDecoder().decode((await fileAt(given.options.get('template') ?? '')).bytes) }
        : {}),
    })
    const out = given.options.get('out')
    const [only] = files
    if (out === undefined && only && files.length === 1) return { bytes: only.bytes }
    if (out === undefined) throw new Refusal('missing-value', { name: '--out DIR' })
    // Several papers are several files, in a folder.
    const isFolder = named === undefined && format === 'obsidian'
    for (const file of files) await writeNew(isFolder ? path.join(out, file.fileName) : out, file.bytes)
    return { document: { files: files.map(file => (isFolder ? path.join(out, file.fileName) : out)) } }
  },
}

/**
 * `folium export --format pdf --item ITEM --out FILE`: a copy of the paper with its annotations in it. A FILE that was
 * written from this paper before is brought up to date, after a copy of it was put aside; any other file is left alone.
 * With `--itself` they go into the library's own file, which is kept as it was as an earlier version.
 */
export async function exportPdf(host: Host, given: Arguments): Promise<{ document: unknown } | { bytes: Uint8Array }> {
  const usage = 'export --format pdf --item ITEM [--out FILE | --itself [--signed]] [--password WORD]'
  const item = itemGiven(host, given.options.get('item'), usage)
  if (given.options.has('itself')) return { document: await writtenInto(host, item.id, given) }
  const out = given.options.get('out')
  const there = out === undefined ? null : await readRegular(out)
  const base = there && there.length > 0 ? await sameBeginning(host, item.paper, out ?? '', there) : undefined
  const password = given.options.get('password')
  const { bytes, fileName, ...counts } = await answer(host, 'annotation:write', {
    itemId: item.id,
    ...(base ? { base: new Uint8Array(base) } : {}),
    ...(password === undefined ? {} : { password }),
  })
  if (out === undefined) return { bytes }
  if (base && Buffer.compare(base, bytes) !== 0)
    await writeNew(out.replace(/(\.pdf)?$/i, `.backup-${timeStamp()}.pdf`), base)
  if (!base || Buffer.compare(base, bytes) !== 0)
    await writeDurably(out, bytes).catch((error: unknown) => {
      throw writeRefusal(error, out)
    })
  return { document: { file: out, ...counts } }
}

const writtenInto = (host: Host, itemId: string, { options }: Arguments) => {
  const password = options.get('password')
  return answer(host, 'annotation:write-into', {
    itemId,
    signed: options.has('signed'),
    ...(password === undefined ? {} : { password }),
  })
}

/** The file, where it begins with the paper's own bytes; else it is somebody else's. */
async function sameBeginning(host: Host, paper: string, out: string, there: Buffer): Promise<Buffer> {
  const original = await host.papers.read(paper, { signal: new AbortController().signal, progress: () => undefined })
  if (Buffer.compare(there.subarray(0, original.length), original) !== 0)
    throw new Refusal('file-exists', { name: out })
  return there
}

/** Annotations out of a PDF or another program's JSON; without a file, those that the item's own PDF carries. */
export const importAnnotations: LibraryCommand = {
  usage: 'import-annotations [FILE] [--item ITEM] [--password WORD]',
  run: async (host, given) => {
    const named = given.options.get('item')
    const item = named === undefined ? null : itemGiven(host, named, importAnnotations.usage)
    const file =
      given.words[1] === undefined && item
        ? {
            fileName: item.title,
            bytes: new Uint8Array(
              await host.papers.read(item.paper, { signal: new AbortController().signal, progress: () => undefined }),
            ),
          }
        : await fileGiven(given, 1, importAnnotations.usage)
    const password = given.options.get('password')
    return {
      document: await answer(host, 'annotation:import', {
        itemId: item?.id ?? null,
        ...file,
        ...(password === undefined ? {} : { password }),
      }),
    }
  },
}
