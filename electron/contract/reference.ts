import { z } from 'zod'
import { referenceTypes } from './choices.ts'

const words = z.string().max(2000)

/** A person or body as CSL-JSON 1.0 names one: `literal` for what has no parts (an organisation). */
export const person = z.strictObject({
  family: words.optional(),
  given: words.optional(),
  /** "van" of "Vincent van Gogh": sorted away from the family name. */
  'dropping-particle': words.optional(),
  /** "de" of "Simone de Beauvoir": a part of the family name. */
  'non-dropping-particle': words.optional(),
  suffix: words.optional(),
  literal: words.optional(),
})
export type Person = z.infer<typeof person>

const people = z.array(person).max(10_000).optional()

/** One date, or the first and last of a range: year, month 1 to 12, day. Year 0 is 1 BC. */
const datePart = z.union([
  z.tuple([z.number().int()]),
  z.tuple([z.number().int(), z.number().int().min(1).max(12)]),
  z.tuple([z.number().int(), z.number().int().min(1).max(12), z.number().int().min(1).max(31)]),
])
export const referenceDate = z.strictObject({
  'date-parts': z.array(datePart).min(1).max(2).optional(),
  /** What a file says where that is no date: "in press". */
  literal: words.optional(),
})
export type ReferenceDate = z.infer<typeof referenceDate>

/**
 * The entry of a bibliography file that a reference was read from, word for word. It keeps what a reference has no
 * place for (unknown fields, the entry's own type and key), and goes out again as it stands while nothing was changed.
 */
export const writtenEntry = z.strictObject({
  format: z.enum(['bibtex', 'ris', 'csl-json']),
  text: z.string().max(1_000_000),
  /** BibTeX: the abbreviations (`@string`) that the text uses, by lower-case name. */
  strings: z.record(z.string(), z.string()).optional(),
})
export type WrittenEntry = z.infer<typeof writtenEntry>

/**
 * What a bibliography says of an item, by the names of CSL-JSON 1.0. Title, address, DOI and arXiv number are the
 * item's own. Words are plain text: no TeX, no HTML; mathematics stays between dollar signs.
 */
export const reference = z.strictObject({
  type: z.enum(referenceTypes),
  /** Pinned: given by a file or by hand, or shown once. An item without one is named by the formula in the settings. */
  citeKey: z.string().min(1).max(500).optional(),
  author: people,
  editor: people,
  translator: people,
  issued: referenceDate.optional(),
  accessed: referenceDate.optional(),
  'container-title': words.optional(),
  'container-title-short': words.optional(),
  'collection-title': words.optional(),
  'event-title': words.optional(),
  'event-place': words.optional(),
  volume: words.optional(),
  issue: words.optional(),
  page: words.optional(),
  number: words.optional(),
  edition: words.optional(),
  publisher: words.optional(),
  'publisher-place': words.optional(),
  /** Of a thesis or report: what it is, "PhD thesis". */
  genre: words.optional(),
  'title-short': words.optional(),
  /** The subject class of an arXiv paper: "cs.LG". */
  arxivClass: words.optional(),
  ISBN: words.optional(),
  ISSN: words.optional(),
  PMID: words.optional(),
  language: words.optional(),
  keyword: z.string().max(20_000).optional(),
  abstract: z.string().max(100_000).optional(),
  note: z.string().max(100_000).optional(),
  written: writtenEntry.optional(),
})
export type Reference = z.infer<typeof reference>
