import type { DuplicateGroup } from '../../contract/answers.ts'
import type { Item } from '../../contract/item.ts'
import type { Library } from '../../contract/library.ts'
import { Refusal } from '../../contract/result.ts'
import { yearOf } from '../../contract/reference-words.ts'
import { addressKey } from '../exchange/index.ts'
import type { HandlersOf } from '../handlers.ts'
import type { LibraryRecords } from './library.ts'
import { mergedItems } from './merge-items.ts'

type Reason = DuplicateGroup['by']
/** Strongest first. */
const reasons: readonly Reason[] = ['doi', 'arxiv', 'address', 'title']

/** An address as `addressKey` has it, also without the names that sites give to the same pages. */
const pageOf = (url: string): string =>
  addressKey(url)
    .replace(/^(?:www|m|mobile)\./, '')
    .toLowerCase()

/** A title's letters and digits alone; empty where they are too few to tell one thing from another. */
function wordsOf(title: string): string {
  const letters = title
    .normalize('NFKC')
    .toLocaleLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')
  return letters.length >= (/\p{Script=Han}/u.test(letters) ? 6 : 14) ? letters : ''
}

function keyOf(item: Item, by: Reason): string {
  if (by === 'doi') return item.doi?.toLowerCase() ?? ''
  if (by === 'arxiv') return item.arxivId?.toLowerCase() ?? ''
  if (by === 'address') return item.url && !item.doi && !item.arxivId ? pageOf(item.url) : ''
  return wordsOf(item.title)
}

const differ = (a: unknown, b: unknown): boolean => a !== null && b !== null && a !== b

/** Whether two items of the same title may be one: years a year apart are a preprint and its paper, numbers of arXiv never agree by chance. */
function compatible(a: Item, b: Item): boolean {
  const [one, other] = [a, b].map(({ reference }) => (reference ? yearOf(reference) : null))
  if (differ(a.arxivId, b.arxivId)) return false
  return one === null || other === null || one === undefined || other === undefined || Math.abs(one - other) <= 1
}

/** Sets of items that were found to be one. */
class Unions {
  private readonly parents = new Map<string, string>()
  private readonly by = new Map<string, Reason>()

  rootOf(id: string): string {
    let root = id
    for (let next = this.parents.get(root); next !== undefined; next = this.parents.get(root)) root = next
    if (root !== id) this.parents.set(id, root)
    return root
  }

  /** Joins two items; the first reason to touch a set is the strongest, since reasons come in order. */
  join(a: string, b: string, by: Reason): void {
    const [one, other] = [this.rootOf(a), this.rootOf(b)]
    if (one === other) return
    this.parents.set(other, one)
    this.by.set(one, this.by.get(one) ?? this.by.get(other) ?? by)
  }

  reasonOf(root: string): Reason {
    return this.by.get(root) ?? 'title'
  }
}

/** How many of one title are compared with each other: "Introduction" may stand for thousands. */
const mostAlike = 50

/**
 * Groups of items that seem to be one thing: the same DOI, arXiv number, address, or title in about the same year;
 * largest reason first, then by title. `by` limits the reasons.
 */
export function duplicatesOf(library: Library, by: readonly Reason[] = reasons): DuplicateGroup[] {
  const unions = new Unions()
  const items = Object.values(library.items)
  for (const reason of reasons.filter(one => by.includes(one))) {
    const alike = new Map<string, Item[]>()
    for (const item of items) {
      const key = keyOf(item, reason)
      if (key === '') continue
      const known = alike.get(key)
      const same = known?.find(other => reason !== 'title' || compatible(item, other))
      if (same) unions.join(same.id, item.id, reason)
      if (!known) alike.set(key, [item])
      else if (reason === 'title' && known.length < mostAlike) known.push(item)
    }
  }
  const groups = new Map<string, Item[]>()
  for (const item of items) {
    const root = unions.rootOf(item.id)
    const group = groups.get(root)
    if (group) group.push(item)
    else groups.set(root, [item])
  }
  return [...groups]
    .flatMap(([root, members]) => (members.length > 1 ? [{ by: unions.reasonOf(root), members }] : []))
    .sort((a, b) => reasons.indexOf(a.by) - reasons.indexOf(b.by) || compare(a.members, b.members))
    .map(({ by, members }) => ({ by, itemIds: members.sort(byWorth).map(({ id }) => id) }))
}

const worth = ({ paper, reference, reading, doi, arxivId }: Item): number =>
  [paper, reference, reading, doi, arxivId].reduce<number>((sum, said) => sum * 2 + (said ? 1 : 0), 0)

/** First the item that says most: its paper, its reference, what its reader said; then the older one. */
const byWorth = (a: Item, b: Item): number => worth(b) - worth(a) || (a.addedAt < b.addedAt ? -1 : 1)

const compare = ([a]: Item[], [b]: Item[]): number => ((a?.title ?? '') < (b?.title ?? '') ? -1 : 1)

export const duplicateHandlers = (library: LibraryRecords): HandlersOf<'duplicate'> => ({
  'duplicate:list': () => duplicatesOf(library.data),
  'duplicate:merge': async ({ groups }) => {
    const merges = groups.map(({ keep, others }) => ({
      keep: library.get('items', keep),
      others: [...new Set(others)].filter(id => id !== keep).map(id => library.get('items', id)),
    }))
    const all = merges.flatMap(({ keep, others }) => [keep.id, ...others.map(({ id }) => id)])
    // An item of two groups would be put twice, and the later put would lose what the first one kept.
    if (new Set(all).size !== all.length)
      throw new Refusal('invalid-argument', { name: 'duplicate:merge', path: 'groups', reason: '' })
    const puts = merges.flatMap(({ keep, others }) =>
      others.length > 0 ? mergedItems(library.data, keep, others) : [],
    )
    const label = { key: 'items-merge', name: merges[0]?.keep.title ?? '', count: all.length }
    await library.commit(merges.length === 1 ? label : { key: 'duplicates-merge', count: merges.length }, puts)
  },
})
