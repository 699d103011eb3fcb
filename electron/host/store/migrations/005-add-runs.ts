import type { Migration } from './index.ts'

/** Runs of widgets that are kept with a topic or an item. */
export const addRuns: Migration = {
  version: 5,
  keepsRecords: true,
  library(tables) {
    tables['runs'] ??= {}
  },
}
