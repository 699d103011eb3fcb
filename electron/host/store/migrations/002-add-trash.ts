import type { Migration } from './index.ts'

/** Deleted things are kept for thirty days: a table `trash` in the library and in each paper's annotations. Items may carry a reference. */
export const addTrash: Migration = {
  version: 2,
  keepsRecords: true,
  library(tables) {
    tables['trash'] ??= {}
  },
  annotations(tables) {
    tables['trash'] ??= {}
  },
}
