import type { Library, TableName } from '../../electron/contract/library.ts'

/** Puts the records of a view's lines (see `LibraryView`) into tables, one line a step. */
export function* readLines(lines: Uint8Array, into: Library): Generator<void> {
  const decoder = new TextDecoder()
  for (let at = 0; at < lines.length;) {
    const end = lines.indexOf(0x0a, at)
    const [table, records] = JSON.parse(decoder.decode(lines.subarray(at, end))) as [TableName, object]
    Object.assign(into[table], records)
    at = end + 1
    yield
  }
}
