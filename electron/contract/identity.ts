import { z } from 'zod'

/** A record's name: made by the host, never reused. `__proto__` is none: tables are plain objects. */
export const recordId = z.string().regex(/^(?!__proto__$)[A-Za-z0-9_-]{4,64}$/)
export type RecordId = z.infer<typeof recordId>

/** SHA-256 of a file's bytes, lower-case hexadecimal: a paper is named by its content. */
export const contentHash = z.string().regex(/^[0-9a-f]{64}$/)
export type ContentHash = z.infer<typeof contentHash>

/** A fractional index: siblings sort by plain string comparison, so a move writes one record. */
export const orderKey = z.string().min(1).max(512)

/** An instant in UTC, ISO 8601. */
export const instant = z.iso.datetime()

export const language = z.enum(['en', 'zh-CN'])
export type Language = z.infer<typeof language>
