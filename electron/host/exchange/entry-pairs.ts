import type { ItemEntry, TextEntry } from '../../contract/entry.ts'
import type { Origin } from '../../contract/topic.ts'
import type { ListedItem, ListedText } from './listed.ts'
import { isEdited, noteKey } from './notes.ts'
import { paired } from './pairs.ts'

/** Which of a topic's entries are the ones that a list names. */

/** Whether a record stands in the list that is imported. */
export const isOf = (sourceId: string, { origin }: { origin?: Origin | undefined }): boolean =>
  origin?.sourceId === sourceId

/** By the list's own words, then by the item: in this list, in none, in another. */
export function pairItems(
  sourceId: string,
  listed: ListedItem[],
  known: ItemEntry[],
  ids: Map<ListedItem, string>,
): Map<ListedItem, ItemEntry> {
  const idOf = (one: ListedItem): string => ids.get(one) ?? ''
  const own = (entry: ItemEntry): string | null => (isOf(sourceId, entry) ? entry.itemId : null)
  return paired(listed, known, [
    {
      listed: one => `${idOf(one)} ${one.markdown}`,
      known: entry => own(entry) && `${entry.itemId} ${entry.origin?.markdown}`,
    },
    { listed: idOf, known: own },
    { listed: idOf, known: ({ itemId, origin }) => (origin ? null : itemId) },
    { listed: idOf, known: ({ itemId }) => itemId },
  ])
}

/** By the list's own words, then by what the text says. */
export function pairTexts(sourceId: string, listed: ListedText[], known: TextEntry[]): Map<ListedText, TextEntry> {
  const own = (entry: TextEntry): string | null => (isOf(sourceId, entry) ? (entry.origin?.markdown ?? null) : null)
  return paired(listed, known, [
    { listed: ({ markdown }) => markdown, known: own },
    { listed: ({ note }) => noteKey(note), known: entry => (entry.language ? null : noteKey(entry.markdown)) },
  ])
}

/**
 * Texts of an earlier state of the list that a new text stands for: unchanged in the library since, and with at least
 * half of their lines in the list's texts of now. What the list only dropped is not among them.
 */
export function replacedTexts(
  sourceId: string,
  listed: ListedText[],
  known: TextEntry[],
  paired: ReadonlySet<TextEntry>,
): TextEntry[] {
  const lines = new Set(listed.flatMap(({ note }) => note.split('\n')))
  return known.filter(entry => {
    if (paired.has(entry) || !isOf(sourceId, entry) || isEdited(entry)) return false
    const own = entry.markdown.split('\n').filter(line => line.trim() !== '')
    return own.filter(line => lines.has(line)).length * 2 >= own.length
  })
}
