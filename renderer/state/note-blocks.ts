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

const tasks = /^([ \t>]*(?:[-*+]|\d+[.)])[ \t]+\[)([ xX])(?=\][ \t])/gm

/** Which of the task boxes the first one behind a place is, from 0. */
export const taskAt = (markdown: string, place: number): number =>
  [...markdown.matchAll(tasks)].filter(found => found.index + found[0].length <= place).length

/** The Markdown with one of its task boxes ticked or cleared, and how many boxes there are. */
export function withTask(markdown: string, ordinal: number, isDone: boolean): { markdown: string; alike: number } {
  let alike = 0
  const written = markdown.replace(tasks, (whole: string, before: string) =>
    alike++ === ordinal ? `${before}${isDone ? 'x' : ' '}` : whole,
  )
  return { markdown: written, alike }
}

/** Which of the places that read alike in a note is meant, and a text with that one written anew. */
interface Rewriting {
  ordinalIn(markdown: string): number
  rewrite(markdown: string, ordinal: number): { markdown: string; alike: number }
}

/** Writes one place of a note anew: in what is being written, else in the stretch of text that it stands in. False where that is no edit of its own. */
async function writeAnew(topicId: string, { ordinalIn, rewrite }: Rewriting): Promise<boolean> {
  const draft = useDrafts.getState().drafts[topicId]
  if (draft) {
    writeDraft(topicId, rewrite(draft.markdown, ordinalIn(draft.markdown)).markdown)
    return false
  }
  const spoken = spokenLanguage(useSettings.getState())
  const entries = useLibrary.getState().catalogue.entriesOf(topicId)
  let ordinal = ordinalIn(readNote(entries, spoken))
  for (const entry of entries) {
    if (entry.kind !== 'text' || (entry.language ?? spoken) !== spoken) continue
    const { markdown, alike } = rewrite(entry.markdown, ordinal)
    ordinal -= alike
    if (markdown === entry.markdown) continue
    const language = entry.language ?? null
    const whole = entries.flatMap(each =>
      each.kind === 'text' && (each.language ?? null) === language ? [each === entry ? markdown : each.markdown] : [],
    )
    return (await edit('note:write', { topicId, language, markdown: whole.join('') })).ok
  }
  return false
}

/** Writes the settings that a widget was given into its block of the note; it can be taken back. */
export async function keepInNote(topicId: string, block: DrawnBlock, state: string): Promise<void> {
  const kept = await writeAnew(topicId, {
    ordinalIn: markdown => ordinalOf(markdown, block),
    rewrite: (markdown, ordinal) => withState(markdown, block, ordinal, state),
  })
  if (kept) toast({ key: 'notes:settingsKept', params: {}, undo })
}

/** Ticks or clears the task box that is the first behind a place of a note as it is drawn. */
export async function tickTask(topicId: string, place: number, isDone: boolean): Promise<void> {
  await writeAnew(topicId, {
    ordinalIn: markdown => taskAt(markdown, place),
    rewrite: (markdown, ordinal) => withTask(markdown, ordinal, isDone),
  })
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
