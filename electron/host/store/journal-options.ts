import type { z } from 'zod'
import type { Step } from './migrations/index.ts'

export interface JournalFileOptions<T> {
  /** The library's folder. */
  directory: string
  /** Path of the readable file within it, without `.json`: `library`, `annotations/HASH`. */
  name: string
  schema: z.ZodType<T>
  /** What a file of an older version goes through. */
  steps: readonly Step[]
  empty(): T
  /** False for a reader beside the process that writes, and where the folder cannot be written. */
  mayWrite: boolean
  /** Runs before a file of an older version is replaced: a way back to it. */
  beforeMigration?(version: number): Promise<void>
  /** The last `count` edits appended did not reach the disk; called before each of them is told. */
  onFailed?(count: number): void
}

/** What happened to the files at the start, for the user to be told. */
export interface Recovery {
  setAside: string | null
  restored: boolean
}
