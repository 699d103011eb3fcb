import type { Annotation } from './annotation.ts'
import type { Notice } from './answers.ts'
import type { FieldValue } from './form.ts'
import type { EditHistory, RecordChange } from './library.ts'
import type { LookupState } from './lookup.ts'
import type { Settings } from './settings.ts'

/** A menu entry or link that the window carries out. */
export type Command =
  | 'import'
  | 'export'
  | 'undo'
  | 'redo'
  | 'find'
  | 'toggle-topics'
  | 'toggle-details'
  | 'new-topic'
  | 'language'
  | 'theme'

/** Every event from the host to its windows. Names are past tense. */
export interface Events {
  'library:changed': { changes: RecordChange[]; history: EditHistory }
  'annotations:changed': { paper: string; changes: { id: string; annotation: Annotation | null }[] }
  /** The file of a paper was changed or removed by someone. */
  'paper:touched': { hash: string }
  /** Null: what the PDF itself has in the field. */
  'form:changed': { paper: string; changes: { id: string; value: FieldValue | null }[] }
  'settings:changed': Settings
  'notice:raised': Notice
  'lookup:changed': LookupState
  'command:chosen': { command: Command }
  /** A file or `folium://` link handed to the app by the system. */
  'file:opened': { fileName: string; bytes: Uint8Array }
  'topic:requested': { topicId: string }
}
export type EventName = keyof Events

export const eventNames = [
  'library:changed',
  'annotations:changed',
  'form:changed',
  'paper:touched',
  'settings:changed',
  'notice:raised',
  'lookup:changed',
  'command:chosen',
  'file:opened',
  'topic:requested',
] as const satisfies readonly EventName[]
