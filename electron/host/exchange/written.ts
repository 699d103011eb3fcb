import type { WrittenEntry } from '../../contract/reference.ts'
import { describedBibtex } from './bibtex/read.ts'
import { describedCsl } from './csl-json.ts'
import type { ListedItem } from './listed.ts'
import { describedRis } from './ris.ts'

const readers: Record<WrittenEntry['format'], (written: WrittenEntry) => ListedItem['item'] | null> = {
  bibtex: describedBibtex,
  ris: describedRis,
  'csl-json': describedCsl,
}

/** What an entry kept word for word says of its item; null where it cannot be read any more. */
export const describedAgain = (written: WrittenEntry): ListedItem['item'] | null => readers[written.format](written)
