import { create } from 'zustand'
import type { Language } from '../../electron/contract/identity.ts'
import type { Failure } from '../../electron/contract/result.ts'
import { edit, useLibrary } from './library.ts'
import { noteText } from './note-text.ts'

/** A note being written. It stays until the host has taken it, so that a refusal loses no word. */
export interface Draft {
  language: Language | null
  markdown: string
  /** The text that lies on the disk. */
  kept: string
  isSaving: boolean
  /** Why the last try to keep it was refused. */
  refusal: Failure | null
}

export const useDrafts = create<{ drafts: Readonly<Record<string, Draft>> }>(() => ({ drafts: {} }))

const draftOf = (topicId: string): Draft | undefined => useDrafts.getState().drafts[topicId]

const putDraft = (topicId: string, draft: Draft | null): void =>
  useDrafts.setState(({ drafts: { [topicId]: _, ...others } }) => ({
    drafts: draft ? { ...others, [topicId]: draft } : others,
  }))

const changeDraft = (topicId: string, part: Partial<Draft>): void => {
  const draft = draftOf(topicId)
  if (draft) putDraft(topicId, { ...draft, ...part })
}

export const writeDraft = (topicId: string, markdown: string): void => changeDraft(topicId, { markdown })

export const isUnsaved = ({ markdown, kept }: Draft): boolean => markdown !== kept

const keptText = (topicId: string, language: Language | null): string =>
  noteText(useLibrary.getState().catalogue.entriesOf(topicId), language)

/** Opens a topic's note for writing: its text in the window's language, or the one for every language where there is none. */
export function startDraft(topicId: string, spoken: Language): void {
  const language = keptText(topicId, spoken) ? spoken : null
  const kept = keptText(topicId, language)
  putDraft(topicId, { language, markdown: kept, kept, isSaving: false, refusal: null })
}

const saves = new Map<string, Promise<void>>()

/** Hands a draft to the host, once the one before is there; true when the text that was shown then is on the disk. */
export async function saveDraft(topicId: string): Promise<boolean> {
  const mine = (saves.get(topicId) ?? Promise.resolve()).then(() => send(topicId))
  saves.set(topicId, mine)
  await mine
  const draft = draftOf(topicId)
  return !draft || draft.refusal === null
}

async function send(topicId: string): Promise<void> {
  const draft = draftOf(topicId)
  if (!draft || !isUnsaved(draft) || !(topicId in useLibrary.getState().data.topics)) return
  const { language, markdown } = draft
  changeDraft(topicId, { isSaving: true })
  const result = await edit('note:write', { topicId, language, markdown })
  changeDraft(topicId, {
    isSaving: false,
    refusal: result.ok ? null : result.error,
    ...(result.ok ? { kept: markdown } : {}),
  })
}

/** Ends the writing: the draft is handed to the host, and put away when it is on the disk. */
export async function keepDraft(topicId: string): Promise<void> {
  await saveDraft(topicId)
  const draft = draftOf(topicId)
  // What was typed meanwhile is a newer draft; one whose topic is gone has nowhere to go.
  if (draft && (!isUnsaved(draft) || !(topicId in useLibrary.getState().data.topics))) putDraft(topicId, null)
}

/** Takes over a note that was changed elsewhere (undone, written in another window), where nothing unsaved would be lost. */
export function followNote(topicId: string): void {
  const draft = draftOf(topicId)
  if (!draft || draft.isSaving || isUnsaved(draft)) return
  const kept = keptText(topicId, draft.language)
  if (kept !== draft.kept) putDraft(topicId, { ...draft, markdown: kept, kept })
}
