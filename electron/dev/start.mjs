// npm start: sets up what is missing, then opens Electron, or the browser door where Electron cannot be had.
// npm run browser: the browser door at once. Everything said about the set-up goes to standard error.
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { constants } from 'node:os'
import { electronProgram, fetchElectron, isRoot, systemChromium } from './programs.mjs'
import { at, isAlive, root, say, script, setUp, userDirectory } from './setup.mjs'

const rootFlags = isRoot ? ['--no-sandbox'] : []
const hasDisplay = process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)

script(async () => {
  const args = process.argv.slice(2).filter(argument => argument !== '--browser')
  endWithParents()
  await setUp()
  if (process.argv.includes('--browser')) return openBrowserDoor(args)
  const obstacle = hasDisplay ? await fetchElectron() : 'no display'
  if (!obstacle) return openElectron(args)
  say(obstacle === 'no display' ? noDisplay : notFetched(obstacle))
  openBrowserDoor(args)
})

const noDisplay =
  'There is no display here (DISPLAY and WAYLAND_DISPLAY are not set), so Folium is served to a browser; npm start in a desktop session opens its own window.'
const notFetched = reason =>
  `Electron could not be fetched (${reason}), so Folium opens in a browser; with github.com reachable, or ELECTRON_MIRROR set to a mirror, npm start fetches it.`
const notStarted =
  'Electron does not run here (a library that it needs is missing), so Folium opens in a browser; npx electron --version names the library.'

function openElectron(args) {
  const child = spawn(electronProgram(), [...rootFlags, root, ...args], { cwd: userDirectory(), stdio: 'inherit' })
  passSignals(child)
  child.on('exit', code => {
    if (code !== 127) process.exit(code ?? 1)
    say(notStarted)
    openBrowserDoor(args)
  })
}

/** The door opens the address itself, in a window without a browser's bars where FOLIUM_BROWSER names a Chromium. */
function openBrowserDoor(args) {
  const opens = hasDisplay && !args.includes('--no-open')
  const env = {
    ...process.env,
    ...(opens ? { FOLIUM_BROWSER: process.env.FOLIUM_BROWSER || systemChromium() || '' } : {}),
  }
  const child = spawn(process.execPath, [at('out/main/browser.js'), ...args], {
    cwd: userDirectory(),
    env,
    stdio: 'inherit',
  })
  passSignals(child)
  child.on('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal]))
}

function passSignals(child) {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  process.on('exit', () => child.kill())
}

/** npm and its shell stand between us and the caller, and neither passes its own end on: so all of them are watched. */
function endWithParents() {
  const parents = process.env.npm_lifecycle_event ? ancestors() : [process.ppid]
  setInterval(() => {
    if (process.ppid !== parents[0] || !parents.every(isAlive)) process.exit(0)
  }, 1000).unref()
}

/** Our parents up to npm's own parent, where the system tells (Linux); else the nearest alone. */
function ancestors() {
  const found = [process.ppid]
  try {
    while (found.length < 3 && found.at(-1) > 1)
      found.push(Number(/\) \S (\d+)/.exec(readFileSync(`/proc/${found.at(-1)}/stat`, 'utf8'))[1]))
  } catch {
    // no /proc here
  }
  return found.filter(pid => pid > 1)
}
