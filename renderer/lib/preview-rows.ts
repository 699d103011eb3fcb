import type { ImportPreview, PreviewRow, Refused } from '../../electron/contract/import.ts'

export type PreviewFilter = 'all' | 'new' | 'merged' | 'unchanged' | 'refused'

export type ShownRow = PreviewRow | Refused

/** The rows of a preview under a filter: first what was refused, since it asks for attention. */
export function previewRows({ rows, refused }: ImportPreview, filter: PreviewFilter, words: string): ShownRow[] {
  const wanted = words.trim().toLowerCase()
  const has = (...texts: string[]): boolean => wanted === '' || texts.some(text => text.toLowerCase().includes(wanted))
  return [
    ...(filter === 'all' || filter === 'refused' ? refused.filter(({ name }) => has(name)) : []),
    ...rows.filter(
      ({ what, title, authors, topic }) => (filter === 'all' || filter === what) && has(title, authors, topic),
    ),
  ]
}
