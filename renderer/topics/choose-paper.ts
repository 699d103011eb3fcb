import { attachPaper } from '../state/library.ts'
import { pickFiles } from '../ui/files.ts'

/** Asks for a PDF and attaches it to an item. */
export async function choosePaper(itemId: string): Promise<void> {
  const [file] = await pickFiles('application/pdf,.pdf')
  if (file) await attachPaper(itemId, file)
}
