import type { Library } from '../../contract/library.ts'
import type { Tag } from '../../contract/tag.ts'
import type { HandlersOf } from '../handlers.ts'
import type { Put } from '../store/document.ts'
import { type LibraryRecords, put, removal } from './library.ts'
import { tagKey } from './marks.ts'

/** Every item with the tag `id`, with `other` in its place (null: with nothing). */
const retagged = (library: Library, id: string, other: string | null): Put<Library>[] =>
  Object.values(library.items).flatMap(item => {
    if (!item.tags?.includes(id)) return []
    const { tags, ...rest } = item
    const next = [...new Set(tags.flatMap(tag => (tag === id ? (other ?? []) : tag)))]
    return [put('items', { ...rest, ...(next.length > 0 ? { tags: next } : {}) })]
  })

export const tagHandlers = (library: LibraryRecords): HandlersOf<'tag'> => ({
  'tag:change': async ({ id, name, color }) => {
    const tag = library.get('tags', id)
    const changed: Tag = { id, name: name ?? tag.name, color: color === undefined ? tag.color : color }
    const namesake = Object.values(library.data.tags).find(
      other => other.id !== id && tagKey(other.name) === tagKey(changed.name),
    )
    // A tag that takes another's name becomes that one.
    if (namesake)
      return library.commit({ key: 'tag-merge', name: namesake.name }, [
        removal('tags', id),
        ...retagged(library.data, id, namesake.id),
      ])
    await library.commit({ key: 'tag-change', name: changed.name }, [put('tags', changed)])
  },
  'tag:delete': async ({ id }) => {
    const { name } = library.get('tags', id)
    await library.commit({ key: 'tag-delete', name }, [removal('tags', id), ...retagged(library.data, id, null)])
  },
})
