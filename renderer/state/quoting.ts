import type { KnownAnnotation } from '../../electron/contract/annotation.ts'
import { linkTo } from '../../electron/contract/note-links.ts'
import { authorsShort, yearOf } from '../../electron/contract/reference-words.ts'
import type { Item } from '../../electron/contract/item.ts'
import { undo, useLibrary } from './library.ts'
import { addToNote } from './note-blocks.ts'
import { useNoteDesk } from './note-desk.ts'
import { toast } from './notices.ts'
import { useTabs } from './tabs.ts'

const itemOf = (paper: string): Item | undefined =>
  Object.values(useLibrary.getState().data.items).find(item => item.paper === paper || item.versions?.includes(paper))

const pageOf = (annotation: KnownAnnotation): number =>
  'parts' in annotation ? (annotation.parts[0]?.page ?? 1) : annotation.page

const quoted = (text: string): string =>
  text
    .trim()
    .split(/\r?\n/)
    .map(line => `> ${line}`.trimEnd())
    .join('\n')

/** What a citation in a note says: "Vaswani 2017, p. 3", else the beginning of the title. */
export function sourceOf(annotation: KnownAnnotation, item = itemOf(annotation.paper)): string {
  const { reference, title = '' } = item ?? {}
  const authors = reference ? authorsShort(reference) : ''
  const year = reference ? yearOf(reference) : null
  const work = authors ? [authors, year].filter(Boolean).join(' ') : title.slice(0, 60).trim()
  return [work, `p. ${pageOf(annotation)}`].filter(Boolean).join(', ')
}

/** An annotation as a block of a note: the marked words quoted, its comment, and a link that opens the paper at the place. */
export function quoteOf(annotation: KnownAnnotation, item = itemOf(annotation.paper)): string {
  const words = 'quote' in annotation ? annotation.quote.exact.replaceAll(/\s+/g, ' ') : ''
  const link = linkTo({ kind: 'annotation', id: annotation.id }, sourceOf(annotation, item))
  // Words of a paper are no Markdown: what would be read as such is taken back.
  const plain = words.replaceAll(/([\\`*_[\]$<>~|])/g, '\\$1')
  return (
    [plain, annotation.comment, `— ${link}`]
      .filter(part => part.trim() !== '')
      .map(quoted)
      .join('\n>\n') + '\n'
  )
}

/** The topic whose note takes a quotation: the one being written, else the one that is open, else where the paper's item stands. */
function noteFor(paper: string): string | null {
  const { editor } = useNoteDesk.getState()
  const open = useTabs.getState().tabs.find(tab => tab.kind === 'topic')
  const item = itemOf(paper)
  const place = item && useLibrary.getState().catalogue.placesOf(item.id)[0]
  return editor?.topicId ?? (open?.kind === 'topic' ? open.topicId : null) ?? place?.topicId ?? null
}

/** Quotes annotations in a note, and says in which. */
export async function quoteInNote(annotations: readonly KnownAnnotation[]): Promise<void> {
  const [first] = annotations
  const topicId = first ? noteFor(first.paper) : null
  if (topicId === null) return
  const block = annotations.map(annotation => quoteOf(annotation)).join('\n')
  const isWritten = useNoteDesk.getState().editor?.topicId === topicId
  const name = useLibrary.getState().data.topics[topicId]?.title ?? ''
  // While the note is being written, its editor takes the quotation back.
  if (await addToNote(topicId, block)) toast({ key: 'notes:quoted', params: { name }, ...(isWritten ? {} : { undo }) })
}
