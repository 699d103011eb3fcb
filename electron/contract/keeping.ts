import type { EditLabel } from './library.ts'
import type { Trashed } from './trash.ts'

/** A deleted thing in the trash's list; `paper` is the PDF it was an annotation of. */
export interface TrashRow extends Pick<Trashed, 'id' | 'deletedAt' | 'kind' | 'name'> {
  /** How many records went with it: topics, places and items. */
  records: number
  paper: string | null
}

/** How much a library, or a backup of it, holds. */
export interface LibraryCounts {
  topics: number
  items: number
  papers: number
  annotations: number
}

/** Why a backup was made: once a day, because somebody asked, or before something that replaces much. */
export const backupReasons = ['daily', 'asked', 'restore', 'migration'] as const
export type BackupReason = (typeof backupReasons)[number]

/** A dated copy of everything but the PDFs and pictures, which are named by their content and stay where they are. */
export interface Backup {
  /** Its folder under `backups/`. */
  name: string
  at: string
  reason: BackupReason
  counts: LibraryCounts
}

/** What restoring a backup will do to the library. */
export interface RestorePlan {
  backup: Backup
  now: LibraryCounts
  /** Records that come back, that are taken away, and that are as they were then. */
  added: number
  removed: number
  changed: number
  /** Papers of the backup whose PDF is not there any more. */
  missingPapers: number
}

/** Every way a library can be less than whole: a key of the locales (`check.*`). */
export const findingCodes = [
  'snapshot-changed',
  'file-damaged',
  'journal-damaged',
  'topic-without-parent',
  'topic-in-circle',
  'entry-without-topic',
  'entry-without-item',
  'item-without-place',
  'item-without-paper',
  'paper-missing',
  'paper-damaged',
  'paper-unknown',
  'annotations-unknown',
  'source-missing',
  'backup-damaged',
] as const
export type FindingCode = (typeof findingCodes)[number]

export interface Finding {
  code: FindingCode
  params: Record<string, string | number>
  /** Whether Folium can mend it without losing anything, and whether it has. */
  mendable: boolean
  mended: boolean
}

/** An edit that can be taken back, or (`undone`) done again. */
export interface PastEdit {
  sequence: number
  at: string
  label: EditLabel
  undone: boolean
}
