import { rename } from 'node:fs/promises'
import path from 'node:path'
import { defaultSettings, type Settings, settings as settingsSchema } from '../../contract/settings.ts'
import type { Refusal } from '../../contract/result.ts'
import type { Emit, HandlersOf } from '../handlers.ts'
import { readRegular, textFromUtf8, timeStamp, writeDurably, writeRefusal } from '../store/files.ts'

/** The user's choices, in `settings.json`. */
export class SettingsStore {
  current: Settings
  /** Name the damaged file was given, if it was damaged. */
  readonly setAside: string | null
  private readonly file: string
  private writing: Promise<unknown> = Promise.resolve()

  private constructor(file: string, current: Settings, setAside: string | null) {
    this.file = file
    this.current = current
    this.setAside = setAside
  }

  static async open(libraryPath: string, mayWrite: boolean): Promise<SettingsStore> {
    const file = path.join(libraryPath, 'settings.json')
    const bytes = await readRegular(file)
    if (!bytes) return new SettingsStore(file, defaultSettings, null)
    try {
      // A setting of a newer version is dropped here; one that is missing has its default.
      const read = settingsSchema
        .partial()
        .strip()
        .parse(JSON.parse(textFromUtf8(bytes)))
      return new SettingsStore(file, { ...defaultSettings, ...read } as Settings, null)
    } catch {
      const aside = `settings.damaged-${timeStamp()}.json`
      if (mayWrite) await rename(file, path.join(libraryPath, aside))
      return new SettingsStore(file, defaultSettings, aside)
    }
  }

  /** Resolves when the change is on the disk; changes are written one after another. */
  async change(change: Partial<Settings>): Promise<Settings> {
    const written = this.writing.then(async () => {
      const next = { ...this.current, ...change }
      await writeDurably(this.file, `${JSON.stringify(next, null, 2)}\n`)
      this.current = next
    })
    this.writing = written.catch(() => undefined)
    try {
      await written
    } catch (error) {
      throw writeRefusal(error, this.file)
    }
    return this.current
  }
}

export const settingsHandlers = (
  store: SettingsStore,
  refusal: Refusal | null,
  emit: Emit,
): HandlersOf<'settings'> => ({
  'settings:get': () => store.current,
  'settings:change': async ({ change }) => {
    if (refusal) throw refusal
    const next = await store.change(change as Partial<Settings>)
    emit('settings:changed', next)
    return next
  },
})
