import type { Library } from './library.ts'

/** A library without records. In a file of its own: the window takes no checks with it. */
export const emptyLibrary = (): Library => ({
  topics: {},
  items: {},
  entries: {},
  sources: {},
  papers: {},
  tags: {},
  filters: {},
  visits: {},
  runs: {},
  trash: {},
})
