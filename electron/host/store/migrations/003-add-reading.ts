import type { Migration } from './index.ts'

/** Tags, saved filters and visits; items may say how they are read, papers how many pages and annotations they have. */
export const addReading: Migration = {
  version: 3,
  keepsRecords: true,
  library(tables) {
    for (const name of ['tags', 'filters', 'visits']) tables[name] ??= {}
  },
}
