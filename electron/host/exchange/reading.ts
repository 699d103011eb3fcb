// What every format is read into, and what a reader may use.
import type { Refused, Statement } from '../../contract/import.ts'
import type { RecordChange } from '../../contract/library.ts'
import type { ListedTopic } from './listed.ts'

export type { Refused, Statement }

/** A file given to a reader, as text. Its name may be a path below the folder that was given. */
export interface TextFile {
  name: string
  text: string
}

/** Files as a tree of what they list, and what of them could not be taken in. */
export interface ReadFiles {
  topics: ListedTopic[]
  refused: Refused[]
  said?: Statement[]
  /** A list says where its items stand; a bibliography does not: what stands somewhere in the library stays there. */
  places?: 'stay'
  /** Of our own dump: the records as they are. */
  records?: RecordChange[]
  /** What stands in the file beside its entries and goes out with them. */
  rest?: string
}

/** Lets the event loop turn now and then, tells how far the work is, and throws once it is cancelled. */
export interface Pace {
  /** To be awaited when it gives a promise. */
  step(done: number, total: number): Promise<void> | undefined
}

/** The 1-based line of offsets that only grow. */
export function lineCounter(text: string): (offset: number) => number {
  let line = 1
  let at = 0
  return offset => {
    for (let next = text.indexOf('\n', at); next >= 0 && next < offset; next = text.indexOf('\n', at)) {
      line++
      at = next + 1
    }
    return line
  }
}
