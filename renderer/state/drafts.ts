import { create } from 'zustand'
import type { Language } from '../../electron/contract/identity.ts'
import type { Library } from '../../electron/contract/library.ts'
import type { Catalogue } from './catalogue.ts'
import { edit, useLibrary } from './library.ts'

/** A note being written. It stays until the host has taken it, so that a refusal loses no word. */
export interface Draft {
  language: Language | null
  markdown: string
}

export const useDrafts = create<{ drafts: Readonly<Record<string, Draft>> }>(() => ({ drafts: {} }))

/** The stretches of a topic's note in one language (null: those without one), as one text. */
export function noteText(catalogue: Catalogue, topicId: string, language: Language | null): string {
  const stretches = catalogue
    .entriesOf(topicId)
    .flatMap(entry => (entry.kind === 'text' && (entry.language ?? null) === language ? [entry.markdown] : []))
  return stretches.join('')
}

const putDraft = (topicId: string, draft: Draft | null): void =>
  useDrafts.setState(({ drafts: { [topicId]: _, ...others } }) => ({
    drafts: draft ? { ...others, [topicId]: draft } : others,
  }))

export const writeDraft = (topicId: string, draft: Draft): void => putDraft(topicId, draft)

/** Opens a topic's note for writing: its text in the window's language, or the one for every language where there is none. */
export function startDraft(topicId: string, spoken: Language): void {
  const { catalogue } = useLibrary.getState()
  const language = noteText(catalogue, topicId, spoken) ? spoken : null
  putDraft(topicId, { language, markdown: noteText(catalogue, topicId, language) })
}

/** Hands a draft to the host; it is put away when it is on the disk. */
export async function keepDraft(topicId: string): Promise<void> {
  const draft = useDrafts.getState().drafts[topicId]
  const { catalogue, data } = useLibrary.getState()
  if (!draft) return
  const untouched = !isTopic(data, topicId) || noteText(catalogue, topicId, draft.language) === draft.markdown
  const result = untouched ? { ok: true } : await edit('note:write', { topicId, ...draft })
  // What was typed meanwhile is a newer draft.
  if (result.ok && useDrafts.getState().drafts[topicId] === draft) putDraft(topicId, null)
}

const isTopic = (data: Library, topicId: string): boolean => topicId in data.topics
