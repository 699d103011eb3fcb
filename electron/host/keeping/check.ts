import { readdir } from 'node:fs/promises'
import path from 'node:path'
import type { Finding } from '../../contract/keeping.ts'
import type { Library } from '../../contract/library.ts'
import { hashOf } from '../papers/papers.ts'
import { readRegular } from '../store/files.ts'
import { readSegment } from '../store/journal.ts'
import { isAsWritten } from '../store/snapshot.ts'
import type { BackupStore } from './backups.ts'

type Problem = Omit<Finding, 'mended'>

const problem = (code: Finding['code'], params: Finding['params'], mendable = false): Problem => ({
  code,
  params,
  mendable,
})

const filesIn = (directory: string, ending: string): Promise<string[]> =>
  readdir(directory).then(
    names => names.filter(name => name.endsWith(ending)).sort(),
    () => [],
  )

/** The files of records: what was changed outside Folium, and lines of the journal that are not as they were written. */
export async function checkRecords(libraryPath: string): Promise<Problem[]> {
  const found: Problem[] = []
  const annotations = (await filesIn(path.join(libraryPath, 'annotations'), '.json')).map(name => `annotations/${name}`)
  for (const name of ['library.json', ...annotations]) {
    const bytes = await readRegular(path.join(libraryPath, name))
    if (bytes && !isAsWritten(bytes)) found.push(problem('snapshot-changed', { file: name }, true))
  }
  for (const name of await filesIn(path.join(libraryPath, 'journal'), '.jsonl')) {
    const { transactions, bytes, goodBytes } = await readSegment(path.join(libraryPath, 'journal', name))
    const isWhole = goodBytes === bytes.length && !transactions.some(({ afterGap }) => afterGap)
    if (!isWhole) found.push(problem('journal-damaged', { file: `journal/${name}` }))
  }
  const damaged = (await readdir(libraryPath)).filter(name => name.includes('.damaged-'))
  return [...found, ...damaged.map(file => problem('file-damaged', { file }))]
}

/** The PDFs: each record's file is there and is what its name says, and no file is unknown. */
export async function checkPapers(
  libraryPath: string,
  { papers, items }: Library,
  there: ReadonlyMap<string, number>,
  signal: AbortSignal,
): Promise<Problem[]> {
  const found: Problem[] = []
  const fileOf = (hash: string): string => `papers/${hash}.pdf`
  for (const { id, fileName } of Object.values(papers)) {
    signal.throwIfAborted()
    if (!there.has(id)) found.push(problem('paper-missing', { name: fileName, file: fileOf(id) }))
    else if (hashOf((await readRegular(path.join(libraryPath, fileOf(id)))) ?? Buffer.alloc(0)) !== id)
      found.push(problem('paper-damaged', { name: fileName, file: fileOf(id) }))
  }
  const wanted = new Set(Object.values(items).flatMap(({ paper }) => (paper === null ? [] : [paper])))
  for (const hash of there.keys())
    if (!Object.hasOwn(papers, hash) && !wanted.has(hash)) found.push(problem('paper-unknown', { file: fileOf(hash) }))
  for (const name of await filesIn(path.join(libraryPath, 'annotations'), '.json'))
    if (!Object.hasOwn(papers, path.basename(name, '.json')))
      found.push(problem('annotations-unknown', { file: `annotations/${name}` }))
  return found
}

export async function checkBackups(backups: BackupStore): Promise<Problem[]> {
  const found: Problem[] = []
  for (const name of await backups.names()) {
    const file = await backups.damagedFile(name)
    if (file !== null) found.push(problem('backup-damaged', { name, file }))
  }
  return found
}
