// The programs that benches measure against. They are not dependencies of the app or of its tests: they are installed
// beside the benches, by their own lock file, the first time that a bench asks for one.
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { run, say, SetUpFailure } from '../../electron/dev/setup.mjs'

const folder = path.join(import.meta.dirname, 'rivals')
const mark = path.join(folder, 'node_modules/.installed')

/** Installs the rivals where they are missing, and gives the folder that `node_modules` lies in. */
export async function rivalsFolder() {
  const wanted = createHash('sha256')
    .update(readFileSync(path.join(folder, 'package-lock.json')))
    .digest('hex')
  if (existsSync(mark) && readFileSync(mark, 'utf8') === wanted) return folder
  say('Installing the rivals of the benches (npm ci)…')
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error']
  const code = await run('npm', args, { cwd: folder, shell: process.platform === 'win32' })
  if (code !== 0) throw new SetUpFailure('The rivals could not be installed: npm’s reason stands above.')
  writeFileSync(mark, wanted)
  return folder
}

/** Imports a rival into this process, by the name of its package. */
export async function rival(name) {
  const require = createRequire(path.join(await rivalsFolder(), 'package.json'))
  return import(pathToFileURL(require.resolve(name)).href)
}
