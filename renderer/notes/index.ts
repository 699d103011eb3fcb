export { Demo } from './Demo.tsx'
export { Note } from './Note.tsx'
/** The editor comes with CodeMirror, which reading needs not. */
export const noteEditor = async () => (await import('./NoteEditor.tsx')).NoteEditor
