import type { Migration } from './index.ts'

/** Which earlier files' annotations were looked for in a paper. */
export const addCarried: Migration = {
  version: 4,
  keepsRecords: true,
  annotations(tables) {
    tables['carried'] ??= {}
  },
}
