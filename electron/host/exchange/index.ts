// INTERIM by the lead so that the host runs: the exchange helper REPLACES this file and keeps these exported names and signatures,
// which electron/host/library/{items,topics,notes,seed,transfer}.ts import. (Run tests/unit/host/host.test.ts.)
import type { Entry, ItemEntry, TextEntry } from '../../contract/entry.ts'
import type { Item } from '../../contract/item.ts'
import type { Library, RecordChange, Source } from '../../contract/library.ts'
import type { Topic } from '../../contract/topic.ts'

/** A new item with its kind, arXiv id and DOI recognised; an empty title becomes the address in readable form. */
export const itemFrom = (id: string, title: string, url: string | null): Item => ({ id, kind: 'webpage', title: title || url || '', url, arxivId: null, doi: null, paper: null, addedAt: new Date().toISOString() })
/** Equal for items that are the same thing (arXiv id, DOI, normalised address, else title). */
export const identityOf = (item: Item): string => item.url ?? item.title
/** The topic with a new title, its origin's heading rewritten. */
export const retitledTopic = (topic: Topic, title: string): Topic => ({ ...topic, title })
/** The entry of an item that gets a new title, its origin's slice rewritten. */
export const retitledEntry = (entry: Entry, _item: Item, _title: string): Entry => entry
/** The text entry with new Markdown, origin included. */
export const retextedEntry = (entry: TextEntry, markdown: string): TextEntry => ({ ...entry, markdown })
export interface Format {
  read(library: Library, bytes: Uint8Array, source: Source): { changes: RecordChange[]; report: { topicsAdded: number; itemsAdded: number; entriesAdded: number } }
  write(library: Library, sourceId?: string): Uint8Array
}
export const formats: Record<'markdown', Format> = {
  markdown: { read: () => ({ changes: [], report: { topicsAdded: 0, itemsAdded: 0, entriesAdded: 0 } }), write: () => new Uint8Array() },
}
export type _Unused = ItemEntry
