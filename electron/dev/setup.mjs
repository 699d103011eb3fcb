// What `npm start`, `npm test` and `npm run folium` share. It runs before node_modules exists: Node's own modules only,
// and plain enough that an old Node can read it and be told that it is too old. All it says goes to standard error.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, linkSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..')
export const at = (...parts) => path.join(root, ...parts)
export const say = text => console.error(`▸ ${text}`)

/** An expected end of a script: one sentence, exit code 1. */
export class SetUpFailure extends Error {}

/** The sentence for a Node that is too old, or null. */
export function nodeComplaint(version = process.versions.node) {
  const [major, minor] = version.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 19)) return null
  return `Node ${version} is too old: Folium needs 20.19 or newer, from https://nodejs.org.`
}

/** The folder in which the command was typed: npm itself goes to the project's. */
export const userDirectory = () => (process.env.npm_lifecycle_event && process.env.INIT_CWD) || process.cwd()

/** Runs a program with its words on standard error; resolves to its exit code, 1 when it cannot be started. */
export function run(file, args, options = {}) {
  return new Promise(resolve => {
    const child = spawn(file, args, { cwd: root, stdio: ['ignore', 2, 2], ...options })
    options.started?.(child)
    child.on('error', () => resolve(1))
    child.on('close', code => resolve(code ?? 1))
  })
}
export const runNode = (script, ...args) => run(process.execPath, [at(script), ...args])

/** Everything but Electron: dependencies of this lock file, and a build of these sources. */
export async function setUp() {
  const complaint = nodeComplaint()
  if (complaint) throw new SetUpFailure(complaint)
  if (isInstalled() && isBuilt()) return
  await alone(async () => {
    await install()
    await build()
  })
}

/** Runs a script's body; a SetUpFailure ends it with its sentence. */
export function script(body) {
  body().catch(error => {
    console.error(error instanceof SetUpFailure ? error.message : error)
    process.exit(1)
  })
}

const hashOf = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest('hex')
const read = file => (existsSync(file) ? readFileSync(file, 'utf8') : '')

const installedMark = at('node_modules/.folium-installed')
const wantedInstall = () => hashOf(readFileSync(at('package-lock.json')), process.versions.node.split('.')[0])
const isInstalled = () => read(installedMark) === wantedInstall()

/** `npm ci`, when node_modules is missing or belongs to another lock file or Node. */
export async function install() {
  if (isInstalled()) return
  say('Installing dependencies (npm ci)…')
  const args = [
    'ci',
    '--include=dev',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
    '--fetch-retries=3',
    '--fetch-timeout=120000',
  ]
  // The same npm as the one that runs us; on Windows it is no program of its own.
  const npm = /npm-cli\.js$/.test(process.env.npm_execpath || '') ? process.env.npm_execpath : null
  const code = npm
    ? await run(process.execPath, [npm, ...args])
    : await run('npm', args, { shell: process.platform === 'win32' })
  if (code !== 0)
    throw new SetUpFailure(
      'npm ci failed: its reason stands above (without a network, check `npm config get registry`). Mend it, then run the same command again.',
    )
  writeFileSync(installedMark, wantedInstall())
}

const builtMark = at('out/.built')
const isBuilt = () => read(builtMark) === fingerprint()

/** Name, size and time of every file that the build reads. */
function fingerprint() {
  const folders = ['electron', 'renderer', 'resources/locales'].flatMap(folder => filesIn(at(folder)))
  const files = [...folders, at('electron.config.ts'), at('package.json'), at('package-lock.json')]
  return hashOf(...files.map(file => `${path.relative(root, file)} ${statSync(file).size} ${statSync(file).mtimeMs}\n`))
}

function filesIn(folder) {
  if (!existsSync(folder)) return []
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))
  return entries.flatMap(entry => {
    const file = path.join(folder, entry.name)
    return entry.isDirectory() ? filesIn(file) : [file]
  })
}

/** Builds main, preload, browser door, terminal door and renderer into `out/`, when a source has changed. */
export async function build() {
  const wanted = fingerprint()
  if (read(builtMark) === wanted) return
  say('Building…')
  rmSync(builtMark, { force: true })
  const code = await runNode(
    'node_modules/electron-vite/bin/electron-vite.js',
    'build',
    '--config',
    'electron.config.ts',
    '--logLevel',
    'error',
  )
  if (code !== 0) throw new SetUpFailure('The build failed: its reason stands above.')
  writeFileSync(builtMark, wanted)
}

/** One set-up at a time in this folder; a lock whose process is gone counts for nothing. */
async function alone(work) {
  const lock = at('.cache/set-up')
  mkdirSync(at('.cache'), { recursive: true })
  while (!taken(lock)) {
    if (isAlive(Number(read(lock)))) await new Promise(resolve => setTimeout(resolve, 200))
    else rmSync(lock, { force: true })
  }
  try {
    await work()
  } finally {
    rmSync(lock, { force: true })
  }
}

function taken(lock) {
  const own = `${lock}-${process.pid}`
  writeFileSync(own, String(process.pid))
  try {
    linkSync(own, lock) // the lock appears whole, with its owner in it, or not at all
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw error
  } finally {
    rmSync(own, { force: true })
  }
}

export function isAlive(pid) {
  try {
    return pid > 0 && process.kill(pid, 0)
  } catch (error) {
    return error.code === 'EPERM'
  }
}
