import type { Filter } from '../../contract/filter.ts'
import type { HandlersOf } from '../handlers.ts'
import { type LibraryRecords, newId, put, removal } from './library.ts'
import { keyBefore } from './order.ts'

export const filterHandlers = (library: LibraryRecords): HandlersOf<'filter'> => {
  const filters = (): Filter[] => Object.values(library.data.filters).sort((a, b) => (a.order < b.order ? -1 : 1))
  return {
    'filter:save': async ({ id, name, query }) => {
      const known = id === null ? null : library.get('filters', id)
      const filter: Filter = {
        id: known?.id ?? newId(),
        name,
        query,
        order: known?.order ?? keyBefore(filters(), null),
      }
      await library.commit({ key: known ? 'filter-change' : 'filter-add', name }, [put('filters', filter)])
      return filter.id
    },
    'filter:move': async ({ id, before }) => {
      const filter = library.get('filters', id)
      const order = keyBefore(filters(), before, id)
      await library.commit({ key: 'filter-move', name: filter.name }, [put('filters', { ...filter, order })])
    },
    'filter:delete': async ({ id }) => {
      const { name } = library.get('filters', id)
      await library.commit({ key: 'filter-delete', name }, [removal('filters', id)])
    },
  }
}
