import { create } from 'zustand'

/** What the editor that is open can be told to do, from the table of actions. */
export interface NoteEditorHandle {
  topicId: string
  run(command: string): void
  /** Puts a block of Markdown where the cursor is. */
  insert(block: string): void
  hasFocus(): boolean
}

interface NoteDesk {
  editor: NoteEditorHandle | null
  /** Whether the drawn note is shown while one writes; null: where there is room beside the text. */
  picture: boolean | null
}

export const useNoteDesk = create<NoteDesk>(() => ({ editor: null, picture: null }))

export const openedEditor = (editor: NoteEditorHandle | null): void => useNoteDesk.setState({ editor })
export const showPicture = (picture: boolean): void => useNoteDesk.setState({ picture })
