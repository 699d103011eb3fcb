import type { FormatName } from './choices.ts'

/** Why a part of a file was not taken in. Each has its sentence in the locales (`errors.refused.*`). */
export const refusedReasons = [
  'not-closed',
  'no-value',
  'unexpected',
  'too-long',
  'no-title',
  'no-address',
  'not-an-entry',
  'too-deep',
  'bad-json',
  'file-missing',
  'not-a-pdf',
  'newer',
  'no-columns',
  'no-front-matter',
] as const
export type RefusedReason = (typeof refusedReasons)[number]

/** A part of a file that was not taken in: where, why, and how it begins. */
export interface Refused {
  /** Of several files, which. */
  file?: string
  /** 1-based. */
  line: number
  reason: RefusedReason
  name: string
}

/** Something that was done to a file so that it could be read. Key of the locales (`errors.said.*`) and its words. */
export interface Statement {
  key: 'read-as' | 'replaced-bytes' | 'kept-apart' | 'cleaned' | 'with-papers' | 'with-marks'
  params: Record<string, string | number>
}

export type PreviewWhat = 'new' | 'merged' | 'unchanged'

/** One item of a file that is about to be imported. */
export interface PreviewRow {
  what: PreviewWhat
  title: string
  authors: string
  year: number | null
  /** Where it will stand, or stands; '' where that does not change. */
  topic: string
}

/** What an import will do. Nothing has been changed yet: `import:apply` with the id does it, as one edit. */
export interface ImportPreview {
  id: string
  name: string
  format: FormatName
  counts: Record<PreviewWhat, number> & { topics: number; refused: number; changes: number }
  rows: PreviewRow[]
  refused: Refused[]
  said: Statement[]
}
