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

const topics: Library['topics'] = {
  topic: { id: 'topic', parentId: null, order: 'a0', title: 'Reading' },
  other: { id: 'other', parentId: null, order: 'a1', title: 'CUDA' },
}

/** A topic with these items in it, and another topic, for links to lead to. */
const shelfWith = (titles: readonly string[]): Shelf =>
  shelfOf({
    topics,
    entries: Object.fromEntries(
      titles.map((_, at) => [
        `place${at}`,
        { id: `place${at}`, topicId: 'topic', order: `a${at}`, kind: 'item', itemId: `item${at}` },
      ]),
    ),
    items: Object.fromEntries(
      titles.map((title, at) => [
        `item${at}`,
        {
          id: `item${at}`,
          kind: 'paper',
          title,
          url: null,
          arxivId: null,
          doi: null,
          paper: null,
          addedAt: '2026-01-01T00:00:00.000Z',
        },
      ]),
    ),
  })

/** Enough to read a paper. */
export const oneItem = shelfWith(['A paper on saddles'])
export const twoItems = shelfWith(['A paper on saddles', 'A paper on descent'])
