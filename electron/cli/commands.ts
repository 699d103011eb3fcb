import { Refusal } from '../contract/result.ts'
import { add } from './add.ts'
import { annotations, exportPdf, importAnnotations } from './annotations.ts'
import { answer, type LibraryCommand } from './command.ts'
import { duplicates } from './duplicates.ts'
import { importFiles } from './exchange.ts'
import { treeFrom } from './tree.ts'

const tree: LibraryCommand = {
  usage: 'tree',
  run: async host => ({ document: { topics: treeFrom(host.records.data) } }),
}

const exportLibrary: LibraryCommand = {
  usage: 'export --format markdown|pdf [--source NAME] [--item ITEM] [--out FILE]',
  run: async (host, given) => {
    if (given.options.get('format') === 'pdf') return exportPdf(host, given)
    const name = given.options.get('source')
    const source = Object.values(host.records.data.sources).find(({ name: known, id }) => known === name || id === name)
    if (name !== undefined && !source) throw new Refusal('not-found', { name })
    const format = given.options.get('format') ?? 'markdown'
    const file = await answer(host, 'library:export', {
      format: format as 'markdown',
      ...(source ? { sourceId: source.id } : {}),
    })
    return { bytes: file.bytes }
  },
}

/** Every command that works on a library: one entry each. */
export const libraryCommands: Record<string, LibraryCommand> = {
  import: importFiles,
  tree,
  add,
  export: exportLibrary,
  duplicates,
  annotations,
  'import-annotations': importAnnotations,
}
