// Changes to a note's text that come from what is drawn of it, or from elsewhere in the window.
import type { Language } from '../../electron/contract/identity.ts'
import { useDrafts, writeDraft } from './drafts.ts'
import { edit, undo, useLibrary, whenHere } from './library.ts'
import { useNoteDesk } from './note-desk.ts'
import { noteText, readNote } from './note-text.ts'
import { toast } from './notices.ts'
import { spokenLanguage, useSettings } from './settings.ts'

/** A `solver` block of a note as it was drawn; `place` is where it begins in the Markdown, UTF-16 units. */
interface DrawnBlock {
  name: string
  state: string
  place: number
}

const fences = /^( {0,3}(?:```+|~~~+)[ \t]*solver[ \t]*\n)[ \t]*([a-z][a-z0-9-]*)(?:\?(\S*))?[ \t]*$/gim

const isBlock = (found: RegExpMatchArray, { name, state }: DrawnBlock): boolean =>
  found[2] === name && (found[3] ?? '') === state

/** Which of the blocks that read alike this one is, from 0. */
const ordinalOf = (markdown: string, block: DrawnBlock): number =>
  [...markdown.matchAll(fences)].filter(found => found.index < block.place && isBlock(found, block)).length

/** The Markdown with the state of the block written anew that is the `ordinal`th to read like this one, and how many do. */
export function withState(
  markdown: string,
  block: DrawnBlock,
  ordinal: number,
  state: string,
): { markdown: string; alike: number } {
  let alike = 0
  const written = markdown.replace(fences, (whole: string, fence: string, name: string, old: string | undefined) => {
    if (name !== block.name || (old ?? '') !== block.state) return whole
    return alike++ === ordinal ? `${fence}${name}?${state}` : whole
  })
  return { markdown: written, alike }
}

/** Writes the settings that a widget was given into its block of the note; it can be taken back. */
export async function keepInNote(topicId: string, block: DrawnBlock, state: string): Promise<void> {
  const draft = useDrafts.getState().drafts[topicId]
  if (draft) {
    const written = withState(draft.markdown, block, ordinalOf(draft.markdown, block), state).markdown
    return writeDraft(topicId, written)
  }
  const spoken = spokenLanguage(useSettings.getState())
  const entries = useLibrary.getState().catalogue.entriesOf(topicId)
  let ordinal = ordinalOf(readNote(entries, spoken), block)
  for (const entry of entries) {
    if (entry.kind !== 'text' || (entry.language ?? spoken) !== spoken) continue
    const { markdown, alike } = withState(entry.markdown, block, ordinal, state)
    ordinal -= alike
    if (markdown === entry.markdown) continue
    const language = entry.language ?? null
    const whole = entries.flatMap(each =>
      each.kind === 'text' && (each.language ?? null) === language ? [each === entry ? markdown : each.markdown] : [],
    )
    const kept = await edit('note:write', { topicId, language, markdown: whole.join('') })
    if (kept.ok) toast({ key: 'notes:settingsKept', params: {}, undo })
    return
  }
}

/** The language in which a topic's note is written on: the spoken one where it has a text, else the one for all. */
const languageOf = (topicId: string): Language | null => {
  const spoken = spokenLanguage(useSettings.getState())
  return noteText(useLibrary.getState().catalogue.entriesOf(topicId), spoken) ? spoken : null
}

/** Puts a block of Markdown into a note: where the cursor is while it is being written, else at its end. */
export async function addToNote(topicId: string, block: string): Promise<boolean> {
  const { editor } = useNoteDesk.getState()
  if (editor?.topicId === topicId) {
    editor.insert(block)
    return true
  }
  await whenHere(topicId)
  const language = languageOf(topicId)
  const draft = useDrafts.getState().drafts[topicId]
  const before = draft?.markdown ?? noteText(useLibrary.getState().catalogue.entriesOf(topicId), language)
  const markdown = `${before.trimEnd()}${before.trim() ? '\n\n' : ''}${block.trim()}\n`
  if (draft) {
    writeDraft(topicId, markdown)
    return true
  }
  return (await edit('note:write', { topicId, language, markdown })).ok
}
