// Answers of services, looked at before they are used.

export type Json = Record<string, unknown>

export const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The parsed text, or null. */
export function parsedJson(text: string): Json | null {
  try {
    const value: unknown = JSON.parse(text)
    return isJson(value) ? value : null
  } catch {
    return null
  }
}

/** Words without the marks of HTML or JATS that titles and abstracts carry. */
export const wordsOf = (value: unknown, limit = 2000): string =>
  typeof value === 'string'
    ? value
        .replace(/<\/?[a-z][^<>]{0,200}>/gi, '')
        .replace(/&lt;/g, '<')
        .replace(/&gt;/g, '>')
        .replace(/&amp;/g, '&')
        .replace(/\s+/g, ' ')
        .trim()
        .slice(0, limit)
    : typeof value === 'number'
      ? String(value)
      : ''

/** The first of a list, or the value itself. */
export const firstOf = (value: unknown): unknown => (Array.isArray(value) ? (value as unknown[])[0] : value)

export const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])
