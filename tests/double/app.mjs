import { EventEmitter } from 'node:events'
import { mkdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { note, post, serve, strict } from './wire.mjs'

const userData = process.env.DOUBLE_USER_DATA
export const state = { ready: false, sandboxed: false, quitting: false, folder: '', windows: new Map() }
let becomeReady
const ready = new Promise(resolve => (becomeReady = resolve))

class App extends EventEmitter {
  isPackaged = false
  whenReady = () => ready
  isReady = () => state.ready
  getVersion = () => JSON.parse(readFileSync(path.join(state.folder, 'package.json'), 'utf8')).version
  getAppPath = () => state.folder
  getPreferredSystemLanguages = () => [process.env.DOUBLE_LANGUAGE ?? 'en-US']

  getPath(name) {
    if (name !== 'userData') throw new Error(`the double has no path ${name}`)
    mkdirSync(userData, { recursive: true })
    return userData
  }

  enableSandbox() {
    if (state.ready) throw new Error('app.enableSandbox must be called before the app is ready')
    state.sandboxed = true
  }

  /** The test says whether another double runs on the same user data; if so, it carries this one's words to it. */
  requestSingleInstanceLock(data) {
    if (!process.env.DOUBLE_SECOND) return true
    post({ type: 'second', argv: process.argv, directory: process.cwd(), data })
    return false
  }

  quit() {
    let prevented = false
    const event = { preventDefault: () => (prevented = true) }
    state.quitting = true
    this.emit('before-quit', event)
    if (!prevented) for (const window of state.windows.values()) window.close()
    if (!prevented && state.windows.size === 0) this.emit('will-quit', event)
    if (prevented || state.windows.size > 0) return void (state.quitting = false)
    this.emit('quit', {}, 0)
    this.exit(0)
  }

  exit(code = 0) {
    setImmediate(() => process.exit(code)) // after what was posted
  }
}
export const app = strict('app', new App())

/** As Electron does it: ready comes only when the main module has run, so a top-level wait for it never ends. */
export async function start(main, folder) {
  state.folder = folder
  const patience = setTimeout(() => {
    console.error('the main module has not ended after 5 s: does it await app.whenReady() at its top level?')
    process.exit(70)
  }, 5000)
  await import(main)
  clearTimeout(patience)
  setImmediate(() => {
    state.ready = true
    app.emit('ready', {}, {})
    becomeReady()
  })
}

serve.quit = async () => app.quit()
serve.second = async ({ argv, directory, data }) => void app.emit('second-instance', {}, argv, directory, data)
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => app.quit())
App.prototype.setAsDefaultProtocolClient = scheme => note('app.setAsDefaultProtocolClient', scheme) ?? true
