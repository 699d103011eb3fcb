import path from 'node:path'
import { generateNKeysBetween } from 'fractional-indexing'
import { z } from 'zod'
import type { TextEntry } from '../../contract/entry.ts'
import { language } from '../../contract/identity.ts'
import { type Item, itemKind } from '../../contract/item.ts'
import { emptyLibrary } from '../../contract/empty-library.ts'
import type { Library } from '../../contract/library.ts'
import { identityOf, itemFrom } from '../exchange/index.ts'
import type { Put } from '../store/document.ts'
import { readRegular, textFromUtf8 } from '../store/files.ts'
import { newId, put } from './library.ts'

const bundledItem = z.strictObject({
  title: z.string(),
  url: z.string().nullable(),
  kind: itemKind.optional(),
  label: z.string().optional(),
})
const bundledTopic = z.strictObject({
  slug: z.string().regex(/^[a-z0-9-]+$/),
  title: z.string(),
  items: z.array(bundledItem),
  get topics() {
    return z.array(bundledTopic)
  },
})
type BundledTopic = z.infer<typeof bundledTopic>

/** The notes of one topic, a text entry a language. */
async function notesOf(directory: string, slug: string): Promise<Omit<TextEntry, 'id' | 'order' | 'topicId'>[]> {
  const notes = await Promise.all(
    language.options.map(async spoken => {
      const bytes = await readRegular(path.join(directory, `${slug}.${spoken}.md`))
      return bytes ? [{ kind: 'text' as const, markdown: textFromUtf8(bytes), language: spoken }] : []
    }),
  )
  return notes.flat()
}

/** The library of the first start, out of `resources/library`: topics, items, and each topic's note in every language. */
export async function bundledLibrary(resourcesPath: string): Promise<Put<Library>[]> {
  const directory = path.join(resourcesPath, 'library')
  const file = await readRegular(path.join(directory, 'library.json'))
  if (!file) throw new Error(`the bundled library is missing: ${directory}`)
  const { topics } = z.strictObject({ topics: z.array(bundledTopic) }).parse(JSON.parse(textFromUtf8(file)))
  const library = emptyLibrary()
  const items = new Map<string, Item>()

  const placeItem = ({ title, url, kind }: z.infer<typeof bundledItem>): Item => {
    const fresh = { ...itemFrom(newId(), title, url), ...(kind ? { kind } : {}) }
    const known = items.get(identityOf(fresh)) ?? fresh
    items.set(identityOf(known), known)
    return known
  }
  const addTopics = async (siblings: BundledTopic[], parentId: string | null): Promise<void> => {
    const orders = generateNKeysBetween(null, null, siblings.length)
    for (const [index, { slug, title, items: bundled, topics: children }] of siblings.entries()) {
      const topicId = newId()
      library.topics[topicId] = { id: topicId, parentId, order: orders[index] as string, title }
      const entries = [
        ...(await notesOf(path.join(directory, 'notes'), slug)),
        ...bundled.map(entry => ({
          kind: 'item' as const,
          itemId: placeItem(entry).id,
          ...(entry.label ? { label: entry.label } : {}),
        })),
      ]
      const entryOrders = generateNKeysBetween(null, null, entries.length)
      for (const [place, entry] of entries.entries()) {
        const id = newId()
        library.entries[id] = { id, topicId, order: entryOrders[place] as string, ...entry }
      }
      await addTopics(children, topicId)
    }
  }
  await addTopics(topics, null)
  return [
    ...Object.values(library.topics).map(record => put('topics', record)),
    ...[...items.values()].map(record => put('items', record)),
    ...Object.values(library.entries).map(record => put('entries', record)),
  ]
}
