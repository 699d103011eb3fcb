// What calls answer (see calls.ts) that is no record and no part of another room's table.
import type { KnownAnnotation } from './annotation.ts'
import type { Language } from './identity.ts'

export interface AppInfo {
  version: string
  door: 'electron' | 'browser'
  /** Where the library lies, as the user would type it. */
  libraryPath: string
  systemLanguage: Language
  /** Why nothing can be changed, if so. */
  readOnly: 'read-only' | 'library-in-use' | null
  notices: Notice[]
}

/** Something the user must be told about the library, until they put it away. Key of the locales (`notices.*`) and its words. */
export interface Notice {
  key:
    | 'library-restored'
    | 'library-read-only'
    | 'library-in-use'
    | 'annotations-restored'
    | 'settings-restored'
    | 'notes-taken-in'
    | 'notes-set-aside'
  params: Record<string, string>
}

export interface ImportReport {
  sourceId: string
  topicsAdded: number
  itemsAdded: number
  entriesAdded: number
  unchanged: boolean
}

/** References in three forms. `html` is data for the clipboard, '' where a form makes no sense. */
export interface FormattedReferences {
  plain: string
  markdown: string
  html: string
}

export interface ExportedFile {
  fileName: string
  bytes: Uint8Array
}

/** Items that seem to be one thing, the one to keep first, and the strongest reason to think so. */
export interface DuplicateGroup {
  itemIds: string[]
  by: 'doi' | 'arxiv' | 'address' | 'title'
}

/** What was written into a PDF, in annotations of the PDF. */
export interface PdfChanges {
  added: number
  changed: number
  unchanged: number
  removed: number
  /** Annotations whose page the file does not have: they are left out. */
  misplaced: number
  /** How many fields of the form were filled. */
  filled: number
  /** Fields that the file does not have. */
  unfilled: number
  /** Somebody signed the file: the signature stays valid, and says that something was added since. */
  signed: boolean
  /** Whoever signed it does not allow what was added: readers will say that the signature does not hold. */
  forbidden: boolean
  /** The file was damaged; the copy is mended. */
  rebuilt: boolean
}

/** A copy of a paper with its annotations in it, and what was done to it. */
export type AnnotatedPdf = ExportedFile & PdfChanges

/** What became of a paper into whose own file its annotations were written. */
export interface PaperWritten extends PdfChanges {
  fileName: string
  /** The file that the item has from now on. */
  paper: string
  /** Where the file lies as it was, in the library's folder; null where nothing had to be written. */
  backup: string | null
}

/** What another program did to a paper's file: nothing, removed it, put another in its place, or cut it short. */
export type PaperFileState = 'sound' | 'missing' | 'changed' | 'cut-short'

/** What came of annotations out of a file. */
export interface AnnotationIntake {
  added: number
  changed: number
  unchanged: number
  /** Taken in, but their words stand nowhere in the paper: they are among its orphans. */
  orphaned: number
  /** Entry of the file (1-based) and why it stayed out, a key of the locales (`annotations:refused`). */
  refused: { at: number; reason: 'no-object' | 'no-place' | 'unknown-kind' | 'no-paper' }[]
}

/** An annotation of the PDF itself, as it would be taken over. */
export interface EmbeddedAnnotation {
  /** Which entry of the file it is (1-based). */
  at: number
  annotation: KnownAnnotation
  /** The objects that it stands in ("12R"): of a mark over several pages each part, and its answers. */
  objects: string[]
}

/** What became of an earlier file's annotations and of what was filled into its form. */
export interface CarryReport {
  found: number
  /** Fields filled again. */
  fields: number
  /** Not found; taken over all the same, to be placed by hand. */
  orphaned: number
}
