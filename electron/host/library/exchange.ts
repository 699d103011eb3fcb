import type { Settings } from '../../contract/settings.ts'
import { referenceHandlers } from '../cite/index.ts'
import type { HandlersOf } from '../handlers.ts'
import { importHandlers, type Imports } from './imports.ts'
import type { LibraryRecords } from './library.ts'
import { transferHandlers } from './transfer.ts'

/** What goes in and out: imports, exports, references. */
export function exchangeHandlers(
  library: LibraryRecords,
  imports: Imports,
  settings: { readonly current: Settings },
): HandlersOf<'library'> & HandlersOf<'import'> & HandlersOf<'reference'> {
  const formula = (): string => settings.current.keyFormula
  return {
    ...transferHandlers(library, { formula, companions: imports.companions }),
    ...importHandlers(imports),
    ...referenceHandlers(library, formula),
  }
}
