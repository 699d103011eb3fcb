import { emptyLibrary } from '../../electron/contract/empty-library.ts'
import type { Library } from '../../electron/contract/library.ts'
import { newestVersion, stepsOf } from '../../electron/host/store/migrations/index.ts'

/** A library as its file has it. */
export interface Shelf extends Library {
  folium: number
  sequence: number
}

/** The file of a library with some records in it. */
export const shelfOf = (records: Partial<Library>): Shelf => ({
  folium: newestVersion(stepsOf('library')),
  sequence: 0,
  ...emptyLibrary(),
  ...records,
})

/** A topic with one item in it, enough to read a paper, and another topic, for links to lead to. */
export const oneItem = shelfOf({
  topics: {
    topic: { id: 'topic', parentId: null, order: 'a0', title: 'Reading' },
    other: { id: 'other', parentId: null, order: 'a1', title: 'CUDA' },
  },
  entries: { place: { id: 'place', topicId: 'topic', order: 'a0', kind: 'item', itemId: 'item' } },
  items: {
    item: {
      id: 'item',
      kind: 'paper',
      title: 'A paper on saddles',
      url: null,
      arxivId: null,
      doi: null,
      paper: null,
      addedAt: '2026-01-01T00:00:00.000Z',
    },
  },
})
