// What was removed for good leaves the journal and the older snapshots too: an edit carries what it changed.
import { rm } from 'node:fs/promises'
import path from 'node:path'
import { syncDirectory, writeDurably } from './files.ts'
import { lineFrom, readSegment, type Segment, segmentsOf, type Transaction } from './journal.ts'
import { backupsOf, type SnapshotPlace } from './snapshot.ts'

/** How a record is named here: its table and its id. */
export const recordKey = (table: string, id: string): string => `${table}/${id}`

type Gone = ReadonlySet<string>
const isGone =
  (gone: Gone) =>
  ({ table, id }: { table: string; id: string }): boolean =>
    gone.has(recordKey(table, id))

/** Without the words of what is gone. Only edits off the stack are told so: nothing takes them back. */
function withoutGone(transaction: Transaction, gone: Gone): Transaction {
  const is = isGone(gone)
  const changes = transaction.changes.map(change => (is(change) ? { ...change, before: null, after: null } : change))
  return { ...transaction, changes }
}

async function rewrite(directory: string, name: string, segment: Segment, kept: Transaction[]): Promise<void> {
  const [first] = kept
  const file = first && path.join(directory, `${name}.${first.sequence}.jsonl`)
  if (file) await writeDurably(file, kept.map(lineFrom).join(''))
  if (file !== segment.file) await rm(segment.file, { force: true })
}

/**
 * Takes records out of every segment but the open one and out of the snapshots before `sequence`, which is that of the
 * newest one and holds none of them. The last edit that had to do with them goes with all before it, since none of those
 * can be taken back without it; its number is given, 0 where there was none.
 */
export async function forgetRecords(
  directory: string,
  place: SnapshotPlace,
  sequence: number,
  gone: Gone,
): Promise<number> {
  const is = isGone(gone)
  const segments = (await segmentsOf(directory, place.name)).filter(({ first }) => first <= sequence)
  const read = []
  for (const segment of segments) {
    const { transactions } = await readSegment(segment.file)
    read.push({ segment, transactions: transactions.map(({ transaction }) => transaction) })
  }
  const about = read
    .flatMap(({ transactions }) => transactions)
    .filter(({ role, changes }) => role !== 'none' && changes.some(is))
  const cut = about.at(-1)?.sequence ?? 0
  for (const { segment, transactions } of read) {
    const kept = transactions.filter(transaction => transaction.sequence > cut)
    if (kept.length < transactions.length || kept.some(({ changes }) => changes.some(is)))
      await rewrite(
        directory,
        place.name,
        segment,
        kept.map(transaction => withoutGone(transaction, gone)),
      )
  }
  await syncDirectory(directory)
  const older = (await backupsOf(place.backups, place.name)).filter(backup => backup.sequence < sequence)
  await Promise.all(older.map(({ file }) => rm(file, { force: true })))
  return cut
}
