import type { Library } from '../../contract/library.ts'
import { Refusal } from '../../contract/result.ts'
import type { AnnotationStore } from '../annotations/annotations.ts'
import type { Document } from '../store/document.ts'
import type { BackupStore } from './backups.ts'

const hourMs = 3_600_000

/** Sees to the day's backup soon after the start, then every hour. `stop` waits for one that is being made. */
export function keepDaily(
  backups: BackupStore,
  document: Document<Library>,
  annotations: AnnotationStore,
): { stop(): Promise<void> } {
  let running: Promise<void> = Promise.resolve()
  const run = (): void => {
    running = running
      .then(() => backups.keepDaily(document, annotations))
      .catch((error: unknown) => {
        // A full disk is told at the next edit; the backup is tried again within the hour.
        if (!(error instanceof Refusal)) console.error('the daily backup failed:', error)
      })
  }
  // Opening comes first.
  const first = setTimeout(run, 5_000).unref()
  const timer = setInterval(run, hourMs).unref()
  return {
    stop: async () => {
      clearTimeout(first)
      clearInterval(timer)
      await running
    },
  }
}
