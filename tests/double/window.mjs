import { EventEmitter } from 'node:events'
import { app, state } from './app.mjs'
import { defaultSession } from './session.mjs'
import { ask, post, serve, strict } from './wire.mjs'

const handlers = new Map()
class IpcMain extends EventEmitter {
  handle(channel, handler) {
    if (handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`)
    handlers.set(channel, handler)
  }
}
export const ipcMain = strict('ipcMain', new IpcMain())

/** Answers an invoke as if `frame` had sent it; `frame` is `{ url, origin, parent }`. */
export async function invoke(contents, frame, channel, args) {
  const handler = handlers.get(channel)
  if (!handler) throw new Error(`No handler registered for '${channel}'`)
  return structuredClone(await handler({ sender: contents, senderFrame: frame, type: 'frame' }, ...args))
}

class WebContents extends EventEmitter {
  session = defaultSession
  url = ''
  openHandler = () => ({ action: 'allow' })
  constructor(id, preferences) {
    super()
    this.id = id
    this.preferences = preferences
  }
  getURL = () => this.url
  isDestroyed = () => !state.windows.has(this.id)
  getLastWebPreferences = () => this.preferences
  setWindowOpenHandler = handler => void (this.openHandler = handler)
  reload = () => void ask({ type: 'reload', id: this.id })
  send(channel, ...args) {
    if (this.isDestroyed()) throw new TypeError('Object has been destroyed')
    post({ type: 'send', id: this.id, channel, args: structuredClone(args) })
  }
}

/** Electron's defaults where the app says nothing. */
const preferencesFrom = given => ({
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  contextIsolation: true,
  sandbox: state.sandboxed || !given.nodeIntegration,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
  ...given,
})

let nextId = 1
class Window extends EventEmitter {
  static getAllWindows = () => [...state.windows.values()]
  visible
  minimised = false
  maximised = false
  focused = 0
  constructor(options = {}) {
    super()
    if (!state.ready) throw new Error('Cannot create BrowserWindow before app is ready')
    this.id = nextId++
    this.visible = options.show !== false
    this.bounds = { x: options.x ?? 0, y: options.y ?? 0, width: options.width ?? 800, height: options.height ?? 600 }
    const preferences = preferencesFrom(options.webPreferences ?? {})
    this.webContents = strict('webContents', new WebContents(this.id, preferences))
    state.windows.set(this.id, this)
    post({ type: 'create', id: this.id, bounds: this.bounds, preferences })
    app.emit('web-contents-created', {}, this.webContents)
  }
  loadURL = url => ask({ type: 'load', id: this.id, url })
  getBounds = () => this.bounds
  getNormalBounds = () => this.bounds
  setBounds = bounds => void (this.bounds = bounds)
  isVisible = () => this.visible
  isMinimized = () => this.minimised
  isMaximized = () => this.maximised
  show = () => void (this.visible = true)
  minimize = () => void (this.minimised = true)
  maximize = () => void (this.maximised = true)
  restore = () => void (this.minimised = false)
  focus = () => void this.focused++

  close() {
    let prevented = false
    this.emit('close', { preventDefault: () => (prevented = true) })
    if (!prevented) this.destroy()
  }
  destroy() {
    if (!state.windows.delete(this.id)) return
    post({ type: 'destroy', id: this.id })
    this.webContents.emit('destroyed')
    this.emit('closed')
    if (state.windows.size === 0 && !state.quitting) app.emit('window-all-closed')
  }
}
export const BrowserWindow = strict('BrowserWindow', Window)

const frameOf = url => ({ url, origin: /^[a-z]+:\/\/[^/]+/.exec(url)?.[0] ?? 'null', parent: null })
const contentsOf = id => state.windows.get(id)?.webContents

/** Whether a listener of `names` prevents what is about to happen. */
function prevented(contents, names, details) {
  let stop = false
  const event = { ...details, preventDefault: () => (stop = true) }
  for (const name of names) contents.emit(name, event)
  return stop
}

Object.assign(serve, {
  invoke: ({ id, channel, args, url }) => invoke(contentsOf(id), frameOf(url), channel, args),
  message: async ({ id, channel, args, url }) =>
    void ipcMain.emit(channel, { sender: contentsOf(id), senderFrame: frameOf(url) }, ...args),
  'window-open': async ({ id, url }) => contentsOf(id).openHandler({ url, disposition: 'new-window' }),
  navigate: async ({ id, url, isMainFrame }) =>
    prevented(contentsOf(id), isMainFrame ? ['will-frame-navigate', 'will-navigate'] : ['will-frame-navigate'], {
      url,
      isMainFrame,
    }),
  navigated: async ({ id, url }) => {
    contentsOf(id).url = url
    contentsOf(id).emit('did-navigate', {}, url)
  },
  shown: async ({ id }) => void state.windows.get(id)?.emit('ready-to-show'),
  close: async ({ id }) => state.windows.get(id)?.close(),
})
