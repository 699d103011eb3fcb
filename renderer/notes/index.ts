export { KeptRuns } from './KeptRuns.tsx'
export { Note } from './Note.tsx'
export { OpenedRun } from './RunVerdict.tsx'
export { TopicNote } from './TopicNote.tsx'
/** The editor comes with CodeMirror, which reading needs not. */
export const noteEditor = async () => (await import('./NoteEditor.tsx')).NoteEditor
