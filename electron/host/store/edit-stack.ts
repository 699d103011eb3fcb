import type { Transaction } from './journal.ts'

/** How many edits can be taken back. */
const depth = 500

/** The edits that can be taken back and done again, built from the journal, so that it survives a restart. */
export class EditStack {
  private readonly done: Transaction[] = []
  private readonly undone: Transaction[] = []

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

  push(transaction: Transaction): void {
    if (transaction.role === 'none') return
    if (transaction.role === 'undo') {
      const taken = this.done.pop()
      if (taken) this.undone.push(taken)
    } else if (transaction.role === 'redo') {
      const again = this.undone.pop()
      if (again) this.done.push(again)
    } else {
      this.done.push(transaction)
      this.undone.length = 0
      if (this.done.length > depth) this.done.shift()
    }
  }
}
