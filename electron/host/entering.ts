// Whether a library may be written, and what there is to say of it as it was found.
import { stat } from 'node:fs/promises'
import type { Notice } from '../contract/answers.ts'
import type { Library } from '../contract/library.ts'
import { Refusal } from '../contract/result.ts'
import type { SettingsStore } from './settings/settings.ts'
import type { Document } from './store/document.ts'
import { ensureDirectory, systemCode, writeRefusal } from './store/files.ts'
import { type Lock, takeLock } from './store/lock.ts'

/** The lock, or the refusal that every edit will get. */
export async function enter(
  libraryPath: string,
  door: string,
): Promise<{ lock: Lock | null; refusal: Refusal | null }> {
  const readOnly = new Refusal('read-only', { path: libraryPath })
  try {
    await ensureDirectory(libraryPath)
    // The superuser may write anywhere; a folder without any write bit says that nobody should.
    if (process.platform !== 'win32' && ((await stat(libraryPath)).mode & 0o222) === 0)
      return { lock: null, refusal: readOnly }
    const lock = await takeLock(libraryPath, door)
    return {
      lock,
      refusal: lock.held ? null : new Refusal('library-in-use', { path: libraryPath, holder: lock.holder }),
    }
  } catch (error) {
    const code = systemCode(error)
    const exists = await stat(libraryPath).catch(() => null)
    if (exists?.isDirectory() && (code === 'EROFS' || code === 'EACCES' || code === 'EPERM'))
      return { lock: null, refusal: readOnly }
    throw writeRefusal(error, libraryPath)
  }
}

export function noticesOf(
  document: Document<Library>,
  settings: SettingsStore,
  refusal: Refusal | null,
  libraryPath: string,
): Notice[] {
  const notices: Notice[] = []
  const { restored, setAside } = document.recovery
  if (restored || setAside) notices.push({ key: 'library-restored', params: { file: setAside ?? 'library.json' } })
  if (settings.setAside) notices.push({ key: 'settings-restored', params: { file: settings.setAside } })
  if (refusal?.code === 'read-only') notices.push({ key: 'library-read-only', params: { path: libraryPath } })
  if (refusal?.code === 'library-in-use')
    notices.push({ key: 'library-in-use', params: { path: libraryPath, holder: String(refusal.params.holder) } })
  return notices
}
