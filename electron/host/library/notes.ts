import type { TextEntry } from '../../contract/entry.ts'
import type { Language } from '../../contract/identity.ts'
import type { Library } from '../../contract/library.ts'
import type { HandlersOf } from '../handlers.ts'
import type { Put } from '../store/document.ts'
import { type LibraryRecords, newId, put, removal } from './library.ts'
import { entriesOf, keyBefore } from './order.ts'

/** Length of the common beginning of `a` and `b`, or of their common end. */
function common(a: string, b: string, end: 'start' | 'end'): number {
  const limit = Math.min(a.length, b.length)
  let length = 0
  while (length < limit && (end === 'start' ? a[length] === b[length] : a.at(-1 - length) === b.at(-1 - length)))
    length++
  return length
}

/**
 * The note's new text laid over the stretches it is kept in (they stand between items): stretches wholly before or
 * behind the change stay as they are, the first one touched takes the new words, the others touched lose theirs.
 */
export function rewritten(stretches: TextEntry[], text: string): { entry: TextEntry; markdown: string }[] {
  const whole = stretches.map(stretch => stretch.markdown).join('')
  const prefix = common(whole, text, 'start')
  const suffix = common(whole.slice(prefix), text.slice(prefix), 'end')
  const from = prefix
  const to = whole.length - suffix
  let at = 0
  let placed = false
  return stretches.map((entry, index) => {
    const start = at
    const end = (at += entry.markdown.length)
    const touched = !placed ? from <= end && (from < end || to <= end || index === stretches.length - 1) : start < to
    if (!touched) return { entry, markdown: entry.markdown }
    const head = placed ? '' : whole.slice(start, from) + text.slice(prefix, text.length - suffix)
    placed = true
    return { entry, markdown: head + whole.slice(Math.max(Math.min(to, end), start), end) }
  })
}

/** Gives a topic's note in one language a new text, as one edit. */
export async function writeNote(
  library: LibraryRecords,
  key: 'note-write' | 'note-outside',
  { topicId, language, text }: { topicId: string; language: Language | null; text: string },
): Promise<void> {
  const topic = library.get('topics', topicId)
  const entries = entriesOf(library.data, topicId)
  const stretches = entries.filter(
    entry => entry.kind === 'text' && (entry.language ?? null) === language,
  ) as TextEntry[]
  const puts: Put<Library>[] = []
  if (stretches.length === 0 && text !== '') {
    const order = keyBefore(entries, entries[0]?.id ?? null)
    const entry = { id: newId(), topicId, order, kind: 'text' as const, markdown: text }
    puts.push(put('entries', { ...entry, ...(language ? { language } : {}) }))
  }
  for (const { entry, markdown } of rewritten(stretches, text))
    if (markdown === '') puts.push(removal('entries', entry.id))
    else if (markdown !== entry.markdown) puts.push(put('entries', { ...entry, markdown }))
  await library.commit({ key, name: topic.title }, puts)
}

export const noteHandlers = (library: LibraryRecords): HandlersOf<'note'> => ({
  'note:write': ({ topicId, language, markdown }) =>
    writeNote(library, 'note-write', { topicId, language, text: markdown }),
})
