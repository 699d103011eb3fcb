import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Entry } from '../../../../electron/contract/entry.ts'
import { emptyLibrary } from '../../../../electron/contract/empty-library.ts'
import type { Library } from '../../../../electron/contract/library.ts'
import type { Topic } from '../../../../electron/contract/topic.ts'
import { itemFrom } from '../../../../electron/host/exchange/index.ts'
import {
  childTopics,
  entriesOf,
  indexChanges,
  indexLibrary,
  itemKnownAs,
  placesOf,
} from '../../../../electron/host/library/index-of.ts'
import { identitiesOf } from '../../../../electron/host/exchange/index.ts'

const number = fc.integer({ min: 0, max: 6 })
/** A record put or removed, in a world of few names, so that they meet. */
const change = fc.record({
  table: fc.constantFrom('topics' as const, 'items' as const, 'entries' as const),
  id: number,
  under: number,
  order: number,
  removed: fc.boolean(),
})

test('finds the same with an index as by looking through all', () => {
  fc.assert(
    fc.property(fc.array(change, { maxLength: 60 }), fc.boolean(), (edits, takenBack) => {
      const library = emptyLibrary()
      indexLibrary(library)
      look(library)
      const done = edits.map(({ table, id: n, under, order, removed }) => {
        const id = `${table}-${n}`
        const records: Record<typeof table, unknown> = {
          topics: {
            id,
            parentId: under === 0 ? null : `topics-${under}`,
            order: `a${order}`,
            title: id,
          } satisfies Topic,
          items: itemFrom(id, 'title', `https://example.org/${under}`),
          entries: (order % 3 === 0
            ? { id, topicId: `topics-${under}`, order: `a${order}`, kind: 'text', markdown: 'x' }
            : {
                id,
                topicId: `topics-${under}`,
                order: `a${order}`,
                kind: 'item',
                itemId: `items-${order}`,
              }) satisfies Entry,
        }
        const tables = library[table] as Record<string, unknown>
        const made = { table, id, before: tables[id] ?? null, after: removed ? null : records[table] }
        put(library, [made], 'after')
        return made
      })
      look(library)
      if (takenBack) put(library, done, 'before')
      look(library)
    }),
    { numRuns: 300, seed: 20261125 },
  )
})

type Made = { table: 'topics' | 'items' | 'entries'; id: string; before: unknown; after: unknown }
function put(library: Library, changes: Made[], side: 'before' | 'after'): void {
  for (const change of side === 'after' ? changes : changes.toReversed()) {
    const table = library[change.table] as Record<string, unknown>
    if (change[side] === null) delete table[change.id]
    else table[change.id] = change[side]
  }
  indexChanges(library, changes, side)
}

/** The library itself has an index; a copy of its tables has none. */
function look(library: Library): void {
  const plain = { ...library }
  for (let n = 0; n <= 6; n++) {
    const parent = n === 0 ? null : `topics-${n}`
    expect(childTopics(library, parent)).toEqual(childTopics(plain, parent))
    expect(entriesOf(library, `topics-${n}`)).toEqual(entriesOf(plain, `topics-${n}`))
    const ids = (places: Entry[]) => places.map(({ id }) => id).sort()
    expect(ids(placesOf(library, `items-${n}`))).toEqual(ids(placesOf(plain, `items-${n}`)))
    const identity = identitiesOf(itemFrom('x', 'title', `https://example.org/${n}`))[0] ?? ''
    expect(itemKnownAs(library, identity) === undefined).toBe(itemKnownAs(plain, identity) === undefined)
  }
}
