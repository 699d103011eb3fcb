import { isDeepStrictEqual } from 'node:util'
import type { Item } from '../../contract/item.ts'
import type { ListedItem } from './listed.ts'

type Described = ListedItem['item']

const bare = ({ title, url, doi, arxivId, reference }: Described): unknown => {
  const { written: _, ...rest } = reference ?? {}
  return [title, url, doi, arxivId, rest]
}

/** Whether an item still says what the entry kept word for word says: then that goes out as it stands. */
export const isUntouched = (item: Item, said: Described | null): boolean => {
  if (!said) return false
  // An entry without a title is named by its address.
  const title = said.title || said.url || said.doi || (said.arxivId ? `arXiv:${said.arxivId}` : '')
  return isDeepStrictEqual(bare(item), bare({ ...said, title }))
}
