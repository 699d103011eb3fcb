import type { Migration } from './index.ts'

/** What was filled into a paper's form. */
export const addFields: Migration = {
  version: 6,
  keepsRecords: true,
  annotations(tables) {
    tables['fields'] ??= {}
  },
}
