import { create } from 'zustand'
import type { AnnotatedPdf, EmbeddedAnnotation, ExportedFile, PaperWritten } from '../../electron/contract/answers.ts'
import type { AnnotationFormatName } from '../../electron/contract/choices.ts'
import type { Failure } from '../../electron/contract/result.ts'
import { call } from '../bridge.ts'
import { useLibrary } from './library.ts'
import { toast, toastFailure } from './notices.ts'
import { readPaper } from './papers.ts'
import { holdPassword, passwordOf } from './passwords.ts'
import { failureOf } from './saving.ts'

/** Where annotations may be written: into a copy of the PDF, into the PDF itself, or into a file of another program. */
export type ExportChoice = 'pdf' | 'pdf-itself' | AnnotationFormatName
/** From which item they were asked for, null for the whole library, and what is chosen at first. */
interface ExportStart {
  itemId: string | null
  choice: ExportChoice
}

/** Whether annotations are about to be written somewhere. */
export const useAnnotationExport = create<{ from: ExportStart | null }>(() => ({ from: null }))

export const startAnnotationExport = (
  itemId: string | null,
  choice: ExportChoice = itemId === null ? 'markdown' : 'pdf',
): void => useAnnotationExport.setState({ from: { itemId, choice } })
export const endAnnotationExport = (): void => useAnnotationExport.setState({ from: null })

/** The annotations of an item's paper, or of all, as files of a format; null and a toast where the host refuses. */
export async function exportAnnotations(
  itemId: string | null,
  format: AnnotationFormatName,
  template: string | undefined,
): Promise<ExportedFile[] | null> {
  try {
    return await call('annotation:export', {
      itemIds: itemId === null ? null : [itemId],
      format,
      ...(template === undefined ? {} : { template }),
    })
  } catch (error) {
    toastFailure(failureOf(error))
    return null
  }
}

/** A copy of the paper with its annotations in it, or why there is none. A paper that is open needs no password again. */
export async function annotatedPdf(itemId: string, password: string): Promise<AnnotatedPdf | Failure> {
  try {
    return await call('annotation:write', { itemId, ...(password === '' ? passwordOf(itemId) : { password }) })
  } catch (error) {
    return failureOf(error)
  }
}

/**
 * Writes the annotations into the paper's own PDF, where one then reads on (`watchWritten`), or says why it was refused.
 * `signed`: into a signed file too.
 */
export async function writeIntoPaper(
  itemId: string,
  password: string,
  signed: boolean,
): Promise<PaperWritten | Failure> {
  const given: { password?: string } = password === '' ? passwordOf(itemId) : { password }
  try {
    const written = await call('annotation:write-into', { itemId, signed, ...given })
    // It opens with the same password.
    if (given.password !== undefined) holdPassword(written.paper, given.password)
    return written
  } catch (error) {
    return failureOf(error)
  }
}

/** What the paper's own PDF carries and the library does not have; null and a toast where it cannot be read. */
export async function embeddedIn(itemId: string, signal: AbortSignal): Promise<EmbeddedAnnotation[] | null> {
  try {
    return await call('annotation:embedded', { itemId, ...passwordOf(itemId) }, { signal })
  } catch (error) {
    if (!signal.aborted) toastFailure(failureOf(error))
    return null
  }
}

/** Takes over what the paper's own PDF carries, or some of it; what was taken over before stays as it is. */
export async function takeOverFromPaper(itemId: string, paper: string, only?: readonly number[]): Promise<void> {
  const { fileName = 'paper.pdf' } = useLibrary.getState().data.papers[paper] ?? {}
  const bytes = await readPaper(paper, { signal: new AbortController().signal, onProgress: () => undefined }).catch(
    (error: unknown) => {
      toastFailure(failureOf(error))
      return null
    },
  )
  if (bytes) await importAnnotations(itemId, new File([bytes as Uint8Array<ArrayBuffer>], fileName), only)
}

/** Takes annotations out of a file into the item's paper, or into the papers that the file names, and says what came of it. */
export async function importAnnotations(itemId: string | null, file: File, only?: readonly number[]): Promise<void> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  const intake = await call('annotation:import', {
    itemId,
    fileName: file.name,
    bytes,
    ...passwordOf(itemId),
    ...(only ? { only: [...only] } : {}),
  }).catch((error: unknown) => {
    toastFailure(failureOf(error))
    return null
  })
  if (!intake) return
  const { added, changed, unchanged, orphaned, refused } = intake
  toast({
    key: refused.length > 0 ? 'annotations:exchange.taken-in-part' : 'annotations:exchange.taken-in',
    params: { added: added + orphaned, changed, unchanged, refused: refused.length, name: file.name },
  })
}
