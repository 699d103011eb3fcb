import type { Change, Transaction } from './journal.ts'

/** How many edits can be taken back. */
const depth = 500

/** A note or a field is kept in every pause of typing: what is written within a minute is taken back as one edit, ms. */
const writingMs = 60_000
const writings: readonly string[] = ['note-write', 'form-fill']

const keysOf = (changes: readonly Change[]): string =>
  changes
    .map(({ table, id }) => `${table}/${id}`)
    .sort()
    .join(' ')

/** Whether an edit made now goes on with the one that would be taken back next: the same note or field, written on. */
export const goesOn = (
  before: Transaction | undefined,
  next: Pick<Transaction, 'label' | 'changes'>,
  now: number,
): boolean =>
  before !== undefined &&
  writings.includes(next.label.key) &&
  before.label.key === next.label.key &&
  now - Date.parse(before.at) <= writingMs &&
  keysOf(before.changes) === keysOf(next.changes)

/** Two edits of the same records as one. */
function joined(before: Transaction, next: Transaction): Transaction {
  const first = new Map(before.changes.map((change): [string, Change] => [`${change.table}/${change.id}`, change]))
  const changes = next.changes.map(change => ({
    ...change,
    before: (first.get(`${change.table}/${change.id}`) ?? change).before,
  }))
  return { ...next, at: before.at, changes }
}

/** The edits that can be taken back and done again, built from the journal, so that it survives a restart. */
export class EditStack {
  private done: Transaction[] = []
  private undone: Transaction[] = []

  get undoable(): Transaction | undefined {
    return this.done.at(-1)
  }

  get redoable(): Transaction | undefined {
    return this.undone.at(-1)
  }

  /** Every edit that can be taken back, and before them those that can be done again; newest first. */
  get past(): { transaction: Transaction; undone: boolean }[] {
    return [
      ...this.undone.map(transaction => ({ transaction, undone: true })),
      ...this.done.toReversed().map(transaction => ({ transaction, undone: false })),
    ]
  }

  /** Drops an edit with all before it. */
  forget(last: number): void {
    this.done = this.done.filter(({ sequence }) => sequence > last)
    this.undone = this.undone.filter(({ sequence }) => sequence > last)
  }

  push(transaction: Transaction): void {
    if (transaction.role === 'none') return
    if (transaction.role === 'undo') {
      const taken = this.done.pop()
      if (taken) this.undone.push(taken)
    } else if (transaction.role === 'redo') {
      const again = this.undone.pop()
      if (again) this.done.push(again)
    } else {
      const last = this.done.at(-1)
      // Another edit may have come between while this one was on its way to the disk.
      if (last && transaction.joins && keysOf(last.changes) === keysOf(transaction.changes))
        this.done[this.done.length - 1] = joined(last, transaction)
      else this.done.push(transaction)
      this.undone = []
      if (this.done.length > depth) this.done.shift()
    }
  }
}
