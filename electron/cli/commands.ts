import { add } from './add.ts'
import { annotations, exportPdf, importAnnotations } from './annotations.ts'
import type { LibraryCommand } from './command.ts'
import { duplicates } from './duplicates.ts'
import { keepingCommands } from './keeping.ts'
import { cite, exportFiles, importFiles } from './exchange.ts'
import { search } from './search.ts'
import { treeFrom } from './tree.ts'

const tree: LibraryCommand = {
  usage: 'tree',
  run: async host => ({ document: { topics: treeFrom(host.records.data) } }),
}

const exportLibrary: LibraryCommand = {
  usage: `${exportFiles.usage}; export --format pdf --item ITEM [--out FILE | --itself [--signed]]`,
  run: (host, given, voice) =>
    given.options.get('format') === 'pdf' ? exportPdf(host, given) : exportFiles.run(host, given, voice),
}

/** Every command that works on a library: one entry each. */
export const libraryCommands: Record<string, LibraryCommand> = {
  import: importFiles,
  tree,
  search,
  add,
  cite,
  export: exportLibrary,
  duplicates,
  annotations,
  'import-annotations': importAnnotations,
  ...keepingCommands,
}
