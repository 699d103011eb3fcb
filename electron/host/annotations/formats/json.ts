// Parsed JSON of other programs: what it should be is looked at before it is used.
import { textFromUtf8 } from '../../store/files.ts'

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])

export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

export const numberOf = (value: unknown): number | null =>
  typeof value === 'number' && Number.isFinite(value) ? value : null

export const numbersOf = (value: unknown): number[] => listOf(value).flatMap(each => numberOf(each) ?? [])

/** What a file's bytes say as JSON; null where they are none. */
export function parsedJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(textFromUtf8(bytes).replace(/^\ufeff/, '')) as unknown
  } catch {
    return null
  }
}
