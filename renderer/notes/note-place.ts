import { createContext } from 'react'

/** The topic whose note is drawn; null where Markdown stands elsewhere (a comment). */
const TopicOfNote = createContext<string | null>(null)
export const NoteOfTopic = TopicOfNote.Provider
export { TopicOfNote }
