import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'

interface Found {
  paper: string
  /** Its snapshot and the ends of its journal. */
  files: string[]
}

/** The papers that have annotations on the disk: in a file, or as yet in the journal alone. */
export async function papersOnDisk(directory: string): Promise<Found[]> {
  const [snapshots = [], journal = []] = await Promise.all(
    ['annotations', 'journal'].map(name => readdir(path.join(directory, name)).catch(() => [])),
  )
  const found = new Map<string, string[]>()
  const add = (paper: string | undefined, ...file: string[]) => {
    if (paper !== undefined) found.set(paper, [...(found.get(paper) ?? []), path.join(directory, ...file)])
  }
  for (const name of snapshots) add(/^([0-9a-f]{64})\.json$/.exec(name)?.[1], 'annotations', name)
  for (const name of journal) add(/^annotations-([0-9a-f]{64})\.\d+\.jsonl$/.exec(name)?.[1], 'journal', name)
  return Array.from(found, ([paper, files]) => ({ paper, files }))
}

/**
 * The papers in whose files these characters stand, which JSON writes as they are: without opening any, so that a thousand
 * papers cost a reading and no check of their records. What was deleted may still be among them.
 */
export async function papersHolding(directory: string, characters: string): Promise<string[]> {
  const holding: string[] = []
  for (const { paper, files } of await papersOnDisk(directory))
    for (const file of files) {
      // A file that went meanwhile was compacted into the next, and one that cannot be read has links to nothing.
      const bytes = await readFile(file).catch(() => null)
      if (!bytes?.includes(characters)) continue
      holding.push(paper)
      break
    }
  return holding
}
