// Finds the programs that Folium's window and tests need, and fetches them where that is allowed.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { at, run, say, SetUpFailure } from './setup.mjs'

/** Oldest Chromium that the renderer is built for. */
const oldestChromium = 140
export const isRoot = process.getuid?.() === 0
export const mayDownload = () => !process.env.FOLIUM_NO_DOWNLOAD

/** Electron's program if it is on the disk. The package is never imported: that alone would start a download. */
export function electronProgram() {
  const name = at('node_modules/electron/path.txt')
  if (!existsSync(name)) return null
  const file = path.join(
    process.env.ELECTRON_OVERRIDE_DIST_PATH || at('node_modules/electron/dist'),
    readFileSync(name, 'utf8').trim(),
  )
  return existsSync(file) ? file : null
}

/** Fetches Electron's program; resolves to null, or to the reason why it could not be had. Gives up when nothing comes for 20 seconds. */
export async function fetchElectron() {
  if (electronProgram()) return null
  if (!mayDownload()) return 'FOLIUM_NO_DOWNLOAD is set'
  say('Fetching Electron…')
  const failedBefore = at('node_modules/electron/.unreachable')
  const scratch = mkdtempSync(path.join(tmpdir(), 'folium-electron-'))
  let words = ''
  let stalled = false
  const started = child => {
    child.stderr.on('data', data => (words += data))
    const watch = whenStill(
      () => bytesIn(scratch) + bytesIn(at('node_modules/electron/dist')),
      existsSync(failedBefore) ? 5 : 20,
      () => {
        stalled = true
        child.kill()
      },
    )
    child.on('close', () => clearInterval(watch))
  }
  const env = { ...process.env, TMPDIR: scratch, TEMP: scratch, TMP: scratch }
  await run(process.execPath, [at('node_modules/electron/install.js')], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env,
    started,
  })
  rmSync(scratch, { recursive: true, force: true })
  if (electronProgram()) return null
  writeFileSync(failedBefore, '')
  if (stalled) return 'no answer'
  return (
    /Response code \d+/.exec(words)?.[0] ?? (words.includes('fetch failed') ? 'no connection' : words.split('\n')[0])
  )
}

/** Calls `act` once `measure` has given the same value for so many seconds. */
function whenStill(measure, seconds, act) {
  let last = -1
  let since = Date.now()
  return setInterval(() => {
    const now = measure()
    if (now !== last) since = Date.now()
    last = now
    if (Date.now() - since > seconds * 1000) act()
  }, 500)
}

function bytesIn(folder) {
  try {
    const entries = readdirSync(folder, { withFileTypes: true })
    return entries.reduce((sum, entry) => {
      const file = path.join(folder, entry.name)
      return sum + (entry.isDirectory() ? bytesIn(file) : statSync(file).size)
    }, 0)
  } catch {
    return 0 // not there yet, or just moved away
  }
}

/** A Chromium of this machine that is new enough, or null. */
export function systemChromium(places = chromiumPlaces()) {
  return places.find(file => existsSync(file) && chromiumVersion(file) >= oldestChromium) ?? null
}

/** Debian's Chromium without windows: the same engine, without what draws a window around each page. */
const debianShell = '/usr/lib/chromium/chromium-headless-shell'

function chromiumPlaces() {
  if (process.platform === 'darwin')
    return ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
      name => `/Applications/${name}.app/Contents/MacOS/${name}`,
    )
  if (process.platform === 'win32') {
    const bases = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap(name => process.env[name] ?? [])
    return bases.flatMap(base =>
      ['Google/Chrome/Application/chrome.exe', 'Microsoft/Edge/Application/msedge.exe'].map(name =>
        path.join(base, name),
      ),
    )
  }
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge']
  return (process.env.PATH ?? '').split(':').flatMap(folder => names.map(name => path.join(folder, name)))
}

/** Its major version; 0 when it does not run (as the stub that stands for a snap). */
function chromiumVersion(file) {
  // On Windows `--version` opens a window; the version is the name of a folder beside the program.
  const words =
    process.platform === 'win32'
      ? readdirSync(path.dirname(file)).join('\n')
      : String(spawnSync(file, ['--version'], { timeout: 15_000 }).stdout)
  return Number(/(?:^|\s)(\d+)\.\d+\.\d+\.\d+/m.exec(words)?.[1] ?? 0)
}

/**
 * A Chromium for the tests, and where it comes from: named by FOLIUM_CHROMIUM, Playwright's own, the system's, fetched by
 * Playwright, or Debian's package when we are root; one without windows first where `mayBeShell`. Throws SetUpFailure with the
 * command that mends it.
 */
export async function testChromium({ mayBeShell = false } = {}) {
  const named = process.env.FOLIUM_CHROMIUM
  if (named && !existsSync(named)) throw new SetUpFailure(`FOLIUM_CHROMIUM names ${named}, which is not there.`)
  if (named) return { file: named, from: 'FOLIUM_CHROMIUM' }
  const { chromium } = await import('@playwright/test')
  const own = () =>
    existsSync(chromium.executablePath()) ? { file: chromium.executablePath(), from: "Playwright's own" } : null
  const system = () => {
    const file = (mayBeShell && systemChromium([debianShell])) || systemChromium()
    return file ? { file, from: "the system's" } : null
  }
  const found = own() ?? system()
  if (found) return found
  if (mayDownload()) {
    say('Fetching a Chromium for the tests (playwright install chromium)…')
    await run(process.execPath, [at('node_modules/@playwright/test/cli.js'), 'install', 'chromium', '--no-shell'], {
      timeout: 600_000,
    })
    if (own()) return own()
  }
  if (mayDownload() && isRoot && existsSync('/usr/bin/apt-get')) await installDebianChromium(mayBeShell)
  const last = system()
  if (last) return last
  throw new SetUpFailure(
    `No Chromium for the tests. ${mending()} or name one: FOLIUM_CHROMIUM=/path/to/chromium npm test`,
  )
}

async function installDebianChromium(mayBeShell) {
  say('Installing Debian’s chromium…')
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const install = program =>
    run('apt-get', ['install', '-y', '-q', '--no-install-recommends', program, 'fonts-noto-cjk'], { env })
  await run('apt-get', ['update', '-q'], { env })
  if (mayBeShell) await install('chromium-headless-shell')
  // Not every release of Debian has that.
  if (!mayBeShell || !existsSync(debianShell)) await install('chromium')
}

const mending = () =>
  process.platform === 'linux'
    ? 'Install one: sudo apt-get install chromium fonts-noto-cjk'
    : 'Install one: npx playwright install chromium'
