import { z } from 'zod'
import type {
  AnnotatedPdf,
  AnnotationIntake,
  EmbeddedAnnotation,
  AppInfo,
  CarryReport,
  DuplicateGroup,
  ExportedFile,
  FormattedReferences,
  ImportReport,
  PaperFileState,
  PaperWritten,
} from './answers.ts'
import { type Annotation, annotation, type KnownAnnotation } from './annotation.ts'
import { annotationEdits, annotationFormats, citeStyles, formatNames } from './choices.ts'
import { type FilledField, filledField } from './form.ts'
import { contentHash, language, recordId } from './identity.ts'
import type { ImportPreview } from './import.ts'
import type { LookupState } from './lookup.ts'
import { itemKind } from './item.ts'
import { mark } from './reading.ts'
import { runDraft } from './run.ts'
import { tagColor } from './tag.ts'
import type { Backup, Finding, PastEdit, RestorePlan, TrashRow } from './keeping.ts'
import {
  type EditHistory,
  type EditLabel,
  type LibraryBeginning,
  type LibraryView,
  outlineEntry,
  type Paper,
  paper,
} from './library.ts'
import type { KeptSearchable } from './text/kept-places.ts'
import type { PagesOfText } from './text/page-text.ts'
import { type SearchAnswer, searchScope } from './search.ts'
import { type Settings, settings } from './settings.ts'

/** A line of the table: how the arguments are checked, and (as a type only) what comes back. */
interface Call<A extends z.ZodType, R> {
  args: A
  answer?: R
}
const call =
  <R>() =>
  <A extends z.ZodRawShape>(shape: A): Call<z.ZodObject<A, z.core.$strict>, R> => ({ args: z.strictObject(shape) })

const title = z.string().trim().min(1).max(2000)
const name = z.string().trim().min(1).max(200)
const query = z.string().trim().max(2000)
/** What one edit does something to. */
const many = z.array(recordId).min(1).max(1_000_000)
const bytes = z.instanceof(Uint8Array)
/** Before which sibling something is put; `null` puts it last. */
const before = recordId.nullable()

/** Every call from a window to the host: one line each. Names are `owner:verb`. */
export const calls = {
  'app:info': call<AppInfo>()({}),
  'settings:get': call<Settings>()({}),
  'settings:change': call<Settings>()({ change: settings.partial() }),
  'link:open': call<void>()({ url: z.string().max(8000) }),

  /** The topics, and what stands under those that are open: enough for a first screen. Items are those whose papers are open; ids of what is gone give nothing. */
  'library:beginning': call<LibraryBeginning>()({
    topicIds: z.array(z.string().max(100)).max(100),
    itemIds: z.array(z.string().max(100)).max(100),
  }),
  'library:get': call<LibraryView>()({}),
  'library:undo': call<EditLabel | null>()({}),
  'library:redo': call<EditLabel | null>()({}),
  /** One file; of a format that is a folder, every file of it by its path. */
  'library:export': call<ExportedFile[]>()({
    format: z.enum(formatNames),
    /** The topic with all below it; or what came from one file. */
    topicId: recordId.optional(),
    sourceId: recordId.optional(),
  }),

  'import:preview': call<ImportPreview>()({
    /** The file's name, or that of the folder which the files are from. */
    name: z.string().max(1000),
    files: z
      .array(z.strictObject({ name: z.string().max(4000), bytes }))
      .min(1)
      .max(20_000),
    /** Null: by the files' names and words. */
    format: z.enum(formatNames).nullable(),
  }),
  'import:apply': call<ImportReport>()({ id: recordId }),
  'import:discard': call<void>()({ id: recordId }),

  /** The newest edits first, with those that were taken back. */
  'library:past': call<PastEdit[]>()({}),

  'trash:list': call<TrashRow[]>()({}),
  'trash:restore': call<void>()({ id: recordId, paper: contentHash.nullable() }),
  'trash:empty': call<void>()({}),
  'backup:list': call<Backup[]>()({}),
  'backup:make': call<Backup>()({}),
  'backup:plan': call<RestorePlan>()({ name: z.string().max(100) }),
  'backup:restore': call<RestorePlan>()({ name: z.string().max(100) }),
  'check:run': call<Finding[]>()({ mend: z.boolean() }),

  'reference:format': call<FormattedReferences>()({
    itemIds: z.array(recordId).min(1).max(100_000),
    style: z.enum(citeStyles),
  }),
  /** What a formula makes of some items of the library. */
  'reference:keys': call<string[]>()({ formula: z.string().max(500) }),

  'topic:add': call<string>()({ parentId: recordId.nullable(), before, title }),
  'topic:rename': call<void>()({ id: recordId, title }),
  'topic:move': call<void>()({ id: recordId, parentId: recordId.nullable(), before }),
  'topic:copy': call<string>()({ id: recordId, parentId: recordId.nullable(), before }),
  'topic:delete': call<void>()({ id: recordId }),
  'note:write': call<void>()({ topicId: recordId, language: language.nullable(), markdown: z.string().max(2_000_000) }),

  /** Keeps a widget's run; gives its id. */
  'run:keep': call<string>()({ run: runDraft }),
  'run:delete': call<void>()({ id: recordId }),

  'item:add': call<string>()({
    topicId: recordId,
    title: z.string().trim().max(2000),
    url: z.string().trim().max(8000).nullable(),
    /** A new item even where the library has one of this name or address. */
    apart: z.boolean().optional(),
  }),
  /** `authors` as they are typed: "Given Family; Family, Given". What is empty or null is taken away. */
  'item:change': call<void>()({
    id: recordId,
    title: title.optional(),
    kind: itemKind.optional(),
    url: z.string().max(8000).nullable().optional(),
    authors: z.string().max(20_000).optional(),
    year: z.number().int().min(-9999).max(9999).nullable().optional(),
    venue: z.string().max(2000).optional(),
  }),
  'item:mark': call<void>()({ ids: many, mark }),
  'item:visit': call<void>()({ id: recordId }),
  'entry:move': call<string[]>()({ ids: many, topicId: recordId, before }),
  'entry:copy': call<string[]>()({ ids: many, topicId: recordId, before }),
  'entry:delete': call<void>()({ ids: many }),

  'tag:change': call<void>()({ id: recordId, name: name.optional(), color: tagColor.nullable().optional() }),
  'tag:delete': call<void>()({ id: recordId }),
  'filter:save': call<string>()({ id: recordId.nullable(), name, query }),
  'filter:move': call<void>()({ id: recordId, before }),
  'filter:delete': call<void>()({ id: recordId }),
  'duplicate:list': call<DuplicateGroup[]>()({}),
  'duplicate:merge': call<void>()({
    groups: z
      .array(z.strictObject({ keep: recordId, others: many }))
      .min(1)
      .max(100_000),
  }),

  'desk:get': call<string>()({}),
  'desk:keep': call<void>()({ text: z.string().max(1_000_000) }),

  /** Looks items up by their numbers on the internet, in the background: the events tell how it goes. */
  'lookup:start': call<LookupState>()({ itemIds: z.array(recordId).min(1).max(10_000) }),
  'lookup:cancel': call<void>()({}),
  'lookup:state': call<LookupState>()({}),

  'paper:attach': call<Paper>()({ itemId: recordId, fileName: z.string().max(1000), bytes }),
  'paper:read': call<Uint8Array>()({ hash: contentHash }),
  /** Whether the paper's file is still what it was; from then on `paper:touched` tells when it may not be. */
  'paper:check': call<PaperFileState>()({ hash: contentHash }),
  /** Puts the paper's own bytes back in the place of what another program left there, which is set aside. */
  'paper:put-back': call<void>()({ hash: contentHash, bytes }),
  'paper:outline': call<void>()({ hash: contentHash, outline: z.array(outlineEntry).max(20_000).nullable() }),
  /** Tells whether the paper's text has been read before. */
  'paper:has-text': call<boolean>()({ hash: contentHash }),
  /** What is found in in the paper's text, where it was made and kept when that was read. */
  'paper:searchable': call<KeptSearchable | null>()({ hash: contentHash }),
  /** Pages of the paper's text from one on, counted from 0, where it has been read before: as many as a window reads between two frames. */
  'paper:kept-text': call<PagesOfText | null>()({ hash: contentHash, from: z.number().int().min(0) }),
  /** Has the paper's text read and kept, for the library's search. Refused with 'pdf-locked', 'pdf-damaged', 'pdf-silent' or 'pdf-long'. */
  'paper:learn': call<void>()({ hash: contentHash }),
  'paper:leave': call<void>()({ hash: contentHash, place: paper.shape.place.unwrap(), pages: paper.shape.pages }),

  /** Looks through the text of every paper, every note and every annotation. */
  'search:find': call<SearchAnswer>()({
    query: z.string().max(500),
    /** How many hits are listed of each paper and note. */
    hits: z.number().int().min(0).max(1000),
    /** Notes in other languages are left out. */
    language: language.nullable(),
    /** Only there. */
    scope: searchScope.optional(),
  }),

  'annotation:list': call<Annotation[]>()({ paper: contentHash }),
  /** The paper that an annotation lies in; null where there is none of that name. */
  'annotation:find': call<string | null>()({ id: recordId }),
  /** Puts annotations, or removes those that are null, as one step that can be undone. */
  'annotation:edit': call<void>()({
    paper: contentHash,
    edit: z.enum(annotationEdits),
    puts: z
      .array(z.strictObject({ id: recordId, annotation: annotation.nullable() }))
      .min(1)
      .max(20_000),
  }),
  /** The earlier files of the paper whose annotations were looked for in this one. */
  'annotation:carried': call<string[]>()({ paper: contentHash }),
  /** Looks for the annotations of an earlier file in this one and takes them over; those that it has already stay as they are. */
  'annotation:carry': call<CarryReport>()({ paper: contentHash, from: contentHash }),
  /** Where the paper's orphans probably belong, with how sure that is; nothing is changed. */
  'annotation:guess': call<KnownAnnotation[]>()({ paper: contentHash }),
  /** The annotations of these items' papers, or of all, as files of a format. */
  'annotation:export': call<ExportedFile[]>()({
    itemIds: z.array(recordId).max(100_000).nullable(),
    format: z.enum(annotationFormats),
    template: z.string().max(20_000).optional(),
  }),
  /** A copy of the paper, or of `base` (a file that was written from it), with its annotations written into it. */
  'annotation:write': call<AnnotatedPdf>()({
    itemId: recordId,
    password: z.string().max(1000).optional(),
    base: bytes.optional(),
  }),
  /**
   * Writes the annotations into the item's own PDF: what comes of it takes its place, and the file as it was is kept as an
   * earlier version. Refused as 'pdf-signed' unless `signed` says that this is meant for a signed file too.
   */
  'annotation:write-into': call<PaperWritten>()({
    itemId: recordId,
    password: z.string().max(1000).optional(),
    signed: z.boolean(),
  }),
  /** Takes annotations out of a file, a PDF or JSON of another program, into an item's paper or the papers that the file names. */
  'annotation:import': call<AnnotationIntake>()({
    itemId: recordId.nullable(),
    fileName: z.string().max(1000),
    bytes,
    password: z.string().max(1000).optional(),
    /** Only these entries of the file (1-based). */
    only: z.array(z.number().int().positive()).max(20_000).optional(),
  }),
  /** What an item's own PDF carries and the library does not have yet: as it would be taken over, and which entry it is (1-based). */
  'annotation:embedded': call<EmbeddedAnnotation[]>()({
    itemId: recordId,
    password: z.string().max(1000).optional(),
  }),
  'annotation:undo': call<EditHistory>()({ paper: contentHash }),
  'annotation:redo': call<EditHistory>()({ paper: contentHash }),
  /** What was filled into the form of the paper. */
  'form:get': call<FilledField[]>()({ paper: contentHash }),
  /** Fills fields, as one step of the paper's annotations that can be undone. */
  'form:fill': call<void>()({ paper: contentHash, fields: z.array(filledField).min(1).max(20_000) }),
  /** Keeps a picture of a stretch of a page; gives its hash. */
  'picture:keep': call<string>()({ bytes }),
  'picture:read': call<Uint8Array>()({ hash: contentHash }),
}

export type Calls = typeof calls
export type CallName = keyof Calls
export type CallArgs<K extends CallName> = z.infer<Calls[K]['args']>
export type CallAnswer<K extends CallName> = Calls[K] extends Call<z.ZodType, infer R> ? R : never

export const callNames = Object.keys(calls) as CallName[]
