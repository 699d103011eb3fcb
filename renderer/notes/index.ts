export { Demo } from './Demo.tsx'
export { Note } from './Note.tsx'
export { NoteEditor } from './NoteEditor.tsx'
