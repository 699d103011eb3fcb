import { z } from 'zod'
import { formatNames, paperColors, scrollModes, sidebarTabs, spreads } from './choices.ts'
import { entry } from './entry.ts'
import { filter } from './filter.ts'
import { contentHash, instant, recordId } from './identity.ts'
import { item } from './item.ts'
import { visit } from './reading.ts'
import { run } from './run.ts'
import { tag } from './tag.ts'
import { topic } from './topic.ts'
import { trashed } from './trash.ts'

/** A file that was imported. */
export const source = z.strictObject({
  id: recordId,
  name: z.string().max(1000),
  hash: contentHash,
  importedAt: instant,
  /** What kind of file it is; without it, a Markdown list. */
  format: z.enum(formatNames).optional(),
  /** What stands in the file beside its entries and goes out with them: BibTeX's `@preamble` and `@comment`. */
  rest: z.string().max(1_000_000).optional(),
})
export type Source = z.infer<typeof source>

/** How a paper's pages are laid out and shown. */
export const paperView = z.strictObject({
  scroll: z.enum(scrollModes),
  spread: z.enum(spreads),
  /** Degrees clockwise, added to each page's own. */
  rotation: z.union([z.literal(0), z.literal(90), z.literal(180), z.literal(270)]),
  /** The tab of the reader's sidebar; null while it is shut. */
  sidebar: z.enum(sidebarTabs).nullable(),
  paper: z.enum(paperColors),
})
export type PaperView = z.infer<typeof paperView>

/** A line of a paper's outline; a `level` deeper than the line before makes it that line's child. */
export const outlineEntry = z.strictObject({
  title: z.string().max(2000),
  level: z.number().int().min(0).max(20),
  /** 1-based. */
  page: z.number().int().positive(),
  /** The height on the page that it leads to, PDF points; null for its top. */
  topPt: z.number().nullable(),
})
export type OutlineEntry = z.infer<typeof outlineEntry>

/** A PDF kept in `papers/`, named by its content; `place` is where its reader left it. */
export const paper = z.strictObject({
  id: contentHash,
  fileName: z.string().max(1000),
  bytes: z.number().int().nonnegative(),
  addedAt: instant,
  place: z
    .strictObject({
      page: z.number().int().positive(),
      /** CSS pixels a PDF point, or one of the viewer's names. */
      scale: z.union([z.number().positive().max(50), z.enum(['page-width', 'page-fit', 'auto'])]),
      /** Distance from the page's top edge, PDF points. */
      topPt: z.number(),
      view: paperView.optional(),
    })
    .optional(),
  /** How many pages it has, once it was opened. */
  pages: z.number().int().positive().optional(),
  /** How many annotations it has, once there was one. */
  annotations: z.number().int().nonnegative().optional(),
  /** The reader's own outline, in the place of the PDF's. */
  outline: z.array(outlineEntry).max(20_000).optional(),
})
export type Paper = z.infer<typeof paper>

const table = <T extends z.ZodType>(record: T) => z.record(z.string(), record)

/** The whole library as it lies in `library.json`: one table a kind of record, keyed by id. */
export const library = z.strictObject({
  topics: table(topic),
  items: table(item),
  entries: table(entry),
  sources: table(source),
  papers: table(paper),
  trash: table(trashed),
  tags: table(tag),
  filters: table(filter),
  visits: table(visit),
  runs: table(run),
})
export type Library = z.infer<typeof library>
export type TableName = keyof Library

/** One record put (`record`) or removed (`null`). */
export interface RecordChange {
  table: TableName
  id: string
  record: Library[TableName][string] | null
}

/** What the window may still take back, or do again. */
export interface EditHistory {
  undo: EditLabel | null
  redo: EditLabel | null
}

/** What an edit was, as a key of the locales (`edits.*`) and its words. */
export const editLabel = z.strictObject({ key: z.string(), name: z.string().optional(), count: z.number().optional() })
export type EditLabel = z.infer<typeof editLabel>

/** The library as a window is given it. */
export interface LibraryView {
  /**
   * Lines of JSON in UTF-8, each `[table, {id: record, …}]` with some of a table's records: as bytes a large library
   * crosses to a window several times faster than as records, and line by line it is read without a standstill.
   */
  lines: Uint8Array<ArrayBuffer>
  history: EditHistory
}

/** What a window shows first. Of a large library it holds all topics and the contents of some; `library:get` gives the rest. */
export interface LibraryBeginning extends LibraryView {
  /** Null when it is all there is; else the topics whose contents it holds, and how many items stand under each topic and below. */
  rest: { topicIds: string[]; counts: Record<string, number> } | null
}
