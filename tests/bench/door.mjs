// The browser door over a library, for benches whose page is the app's own.
import { spawn } from 'node:child_process'
import { at } from '../../electron/dev/setup.mjs'

/** Serves a library until its child is killed; `ended` settles then. */
export async function served(library) {
  const door = [at('out/main/browser.js'), '--library', library, '--port', '0', '--no-open', '--json']
  const child = spawn(process.execPath, door, { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = new Promise(resolve => child.on('exit', resolve))
  const url = await new Promise((resolve, reject) => {
    child.stdout.once('data', line => resolve(JSON.parse(String(line)).url))
    void ended.then(code => reject(new Error(`the server ended with ${code}`)))
  })
  return { child, ended, url }
}
