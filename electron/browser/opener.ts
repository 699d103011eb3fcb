import { spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import { rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { pathToFileURL } from 'node:url'

/**
 * Opens the address in the user's browser, or in a window without a browser's bars where FOLIUM_BROWSER names a Chromium.
 * Every user of a machine can read a program's arguments, so the browser is given a file that only this user can read and
 * that leads on to the address; the file goes when the token in it is used up. It lies in the library's folder because a
 * confined browser (snap, flatpak) cannot read the temporary one. A machine without a display or an opener, or a folder
 * that cannot be written, is no failure: the address was printed.
 */
export async function openInBrowser(address: string, libraryPath: string, used: Promise<void>): Promise<void> {
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return
  const file = path.join(libraryPath, 'open-folium.html')
  const page = `<!doctype html><meta charset="utf-8"><title>Folium</title><script>location.replace(${JSON.stringify(address)})</script>\n`
  try {
    await rm(file, { force: true })
    await writeFile(file, page, { mode: 0o600, flag: 'wx' })
  } catch {
    return
  }
  process.on('exit', () => rmSync(file, { force: true }))
  void used.then(() => rm(file, { force: true }))
  const [program, args] = opener(pathToFileURL(file).href)
  spawn(program, args, { detached: true, stdio: 'ignore' })
    .on('error', () => {})
    .unref()
}

function opener(url: string): [program: string, args: string[]] {
  const chromium = process.env.FOLIUM_BROWSER
  if (chromium) return [chromium, [`--app=${url}`, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])]]
  if (process.platform === 'darwin') return ['open', [url]]
  // `start` belongs to the command interpreter; Explorer opens a file with the program that the user chose for it.
  return [process.platform === 'win32' ? 'explorer' : 'xdg-open', [url]]
}
