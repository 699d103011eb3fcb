import type { DuplicateGroup } from '../contract/answers.ts'
import { answer, type LibraryCommand } from './command.ts'

/** What only a title says is for a reader to judge. */
const isSure = ({ by }: DuplicateGroup): boolean => by !== 'title'

/** Lists what seems to stand in the library twice; `--merge` merges what has the same DOI, arXiv number or address. */
export const duplicates: LibraryCommand = {
  usage: 'duplicates [--merge]',
  run: async (host, given) => {
    const { items, topics, entries } = host.records.data
    const found = await answer(host, 'duplicate:list', {})
    const placesOf = (itemId: string): string[] =>
      Object.values(entries).flatMap(entry =>
        entry.kind === 'item' && entry.itemId === itemId ? [topics[entry.topicId]?.title ?? ''] : [],
      )
    const groups = found.map(({ by, itemIds }) => ({
      by,
      items: itemIds.map(id => ({ id, title: items[id]?.title, url: items[id]?.url, topics: placesOf(id) })),
    }))
    if (!given.options.has('merge')) return { document: { groups } }
    const sure = found.filter(isSure).map(({ itemIds: [keep = '', ...others] }) => ({ keep, others }))
    if (sure.length > 0) await answer(host, 'duplicate:merge', { groups: sure })
    return { document: { merged: sure.length, groups: groups.filter(group => group.by === 'title') } }
  },
}
