import { create } from 'zustand'
import type { Language } from '../../electron/contract/identity.ts'
import { edit, useLibrary } from './library.ts'
import { noteText } from './note-text.ts'

/** A note being written. It stays until the host has taken it, so that a refusal loses no word. */
export interface Draft {
  language: Language | null
  markdown: string
}

export const useDrafts = create<{ drafts: Readonly<Record<string, Draft>> }>(() => ({ drafts: {} }))

const putDraft = (topicId: string, draft: Draft | null): void =>
  useDrafts.setState(({ drafts: { [topicId]: _, ...others } }) => ({
    drafts: draft ? { ...others, [topicId]: draft } : others,
  }))

export const writeDraft = (topicId: string, draft: Draft): void => putDraft(topicId, draft)

/** Opens a topic's note for writing: its text in the window's language, or the one for every language where there is none. */
export function startDraft(topicId: string, spoken: Language): void {
  const entries = useLibrary.getState().catalogue.entriesOf(topicId)
  const language = noteText(entries, spoken) ? spoken : null
  putDraft(topicId, { language, markdown: noteText(entries, language) })
}

/** Hands a draft to the host; it is put away when it is on the disk. */
export async function keepDraft(topicId: string): Promise<void> {
  const draft = useDrafts.getState().drafts[topicId]
  const { catalogue, data } = useLibrary.getState()
  if (!draft) return
  const untouched =
    !(topicId in data.topics) || noteText(catalogue.entriesOf(topicId), draft.language) === draft.markdown
  const result = untouched ? { ok: true } : await edit('note:write', { topicId, ...draft })
  // What was typed meanwhile is a newer draft.
  if (result.ok && useDrafts.getState().drafts[topicId] === draft) putDraft(topicId, null)
}
