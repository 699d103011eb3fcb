import { readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Annotation } from '../../../electron/contract/annotation.ts'

type Whole = Record<string, unknown> & { annotations: Record<string, Annotation> }

/** The file of the one paper of a library that has annotations, with what it holds. */
async function fileOf(library: string): Promise<{ file: string; whole: Whole }> {
  const folder = path.join(library, 'annotations')
  const [name = ''] = (await readdir(folder)).filter(each => each.endsWith('.json'))
  const file = path.join(folder, name)
  return { file, whole: JSON.parse(await readFile(file, 'utf8')) as Whole }
}

/** The annotations as they lie in a library, of the one paper that has any. */
export async function kept(library: string): Promise<Annotation[]> {
  const { whole } = await fileOf(library)
  return Object.values(whole.annotations)
}

/** Puts others in their place, as another program would. */
export async function replaceKept(library: string, annotations: readonly Annotation[]): Promise<void> {
  const { file, whole } = await fileOf(library)
  const byId = Object.fromEntries(annotations.map(each => [each.id, each]))
  await writeFile(file, JSON.stringify({ ...whole, annotations: byId }))
}
