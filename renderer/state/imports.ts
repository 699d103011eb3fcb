import { create } from 'zustand'
import type { FormatName } from '../../electron/contract/choices.ts'
import type { ImportPreview } from '../../electron/contract/import.ts'
import { call } from '../bridge.ts'
import { addressFromTyped } from '../lib/address.ts'
import { edit, undo } from './library.ts'
import { toast, toastFailure } from './notices.ts'
import { failureOf } from './saving.ts'

/** The import that the window is about: being read, shown before anything is changed, or being carried out. */
export interface Importing {
  name: string
  files: readonly File[]
  stage: 'reading' | 'shown' | 'importing'
  /** 0 to 1; null where it is not known how much there is. */
  share: number | null
  preview: ImportPreview | null
}

export const useImports = create<{ current: Importing | null }>(() => ({ current: null }))

const waiting: (readonly File[])[] = []
let stopReading = new AbortController()

const show = (change: Partial<Importing>): void =>
  useImports.setState(({ current }) => ({ current: current && { ...current, ...change } }))

/** Asks for files to be imported, one after another; several notes together. Nothing is changed before it is confirmed. */
export function importFiles(files: readonly File[]): void {
  if (files.length === 0) return
  const areNotes = files.length > 1 && files.every(({ name }) => /\.(?:md|markdown)$/i.test(name))
  const [list, ...more] = files.filter(({ name }) => /\.(?:bib|bibtex|ris)$/i.test(name))
  const others = files.filter(file => file !== list)
  // A bibliography with the annotations of its papers.
  const haveMarks = list && more.length === 0 && others.length > 0 && others.every(({ name }) => /\.json$/i.test(name))
  waiting.push(...(areNotes ? [files] : haveMarks ? [[list, ...others]] : files.map(file => [file])))
  if (useImports.getState().current === null) next()
}

/** A pasted text of several lines, most of which are addresses, DOIs or arXiv numbers, is shown as an import; any other is left alone. */
export function importPasted(text: string, title: string): void {
  const lines = text.split(/\r\n|\n|\r/).filter(line => line.trim() !== '')
  const known = lines.filter(line =>
    line
      .trim()
      .split(/[\s,;，；]+/)
      .some(word => addressFromTyped(word) !== null),
  )
  if (lines.length < 2 || known.length * 5 < lines.length * 4) return
  // The time makes each paste a list of its own: one of the same name would stand for the one before.
  const at = new Date().toLocaleString('sv').replaceAll(':', '-')
  importFiles([new File([lines.join('\n')], `${title} ${at}`)])
}

function next(): void {
  const files = waiting.shift()
  const [first] = files ?? []
  const current: Importing | null =
    files && first ? { name: first.name, files, stage: 'reading', share: null, preview: null } : null
  useImports.setState({ current })
  if (current) void read(null)
}

/** Reads the files; with a format, as that. */
export async function read(format: FormatName | null): Promise<void> {
  const { current } = useImports.getState()
  if (!current) return
  stopReading.abort()
  const stop = (stopReading = new AbortController())
  show({ stage: 'reading', share: null })
  try {
    const files = await Promise.all(
      current.files.map(async file => ({
        name: file.webkitRelativePath || file.name,
        bytes: new Uint8Array(await file.arrayBuffer()),
      })),
    )
    const preview = await call(
      'import:preview',
      { name: current.name, files, format },
      {
        signal: stop.signal,
        onProgress: ({ done, total }) => show({ share: total > 0 ? done / total : null }),
      },
    )
    if (stop === stopReading) show({ stage: 'shown', preview })
  } catch (error) {
    if (stop !== stopReading || stop.signal.aborted) return
    toastFailure(failureOf(error))
    next()
  }
}

/** Does what is shown, as one edit. */
export async function confirmImport(): Promise<void> {
  const { current } = useImports.getState()
  if (current?.stage !== 'shown' || !current.preview) return
  show({ stage: 'importing', share: null })
  const result = await edit('import:apply', { id: current.preview.id })
  if (result.ok) {
    const { topicsAdded, itemsAdded, unchanged } = result.value
    const { name } = current
    if (unchanged) toast({ key: 'app:importUnchanged', params: { name } })
    else if (topicsAdded + itemsAdded === 0) toast({ key: 'app:importMerged', params: { name }, undo })
    else toast({ key: 'app:imported', params: { name, topics: topicsAdded, items: itemsAdded }, undo })
  }
  next()
}

/** Leaves everything as it is, and goes on with the next file. */
export function cancelImport(): void {
  const { current } = useImports.getState()
  if (!current || current.stage === 'importing') return
  stopReading.abort()
  if (current.preview) void call('import:discard', { id: current.preview.id }).catch(() => undefined)
  next()
}
