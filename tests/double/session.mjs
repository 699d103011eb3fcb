import { state } from './app.mjs'
import { serve, strict } from './wire.mjs'

const schemes = new Map()
/** What `registerSchemesAsPrivileged` was given. */
export const privileged = []

export const protocol = strict('protocol', {
  registerSchemesAsPrivileged(list) {
    if (state.ready || privileged.length > 0)
      throw new Error('registerSchemesAsPrivileged: once, and before the app is ready')
    privileged.push(...list)
  },
  handle(scheme, handler) {
    if (!state.ready) throw new Error('protocol.handle: before the app is ready')
    if (schemes.has(scheme)) throw new Error(`protocol.handle: ${scheme} is handled already`)
    schemes.set(scheme, handler)
  },
})

/** Only what the app serves itself can be fetched. */
export const net = strict('net', {
  async fetch(url, init) {
    const handler = schemes.get(new URL(url).protocol.slice(0, -1))
    if (!handler) throw new Error(`the double fetches nothing from outside: ${url}`)
    return handler(new Request(url, init))
  },
})

class Session {
  /** The handlers that the app set, by the name of the method that set them. */
  handlers = {}
  setPermissionRequestHandler = handler => void (this.handlers.permissionRequest = handler)
  setPermissionCheckHandler = handler => void (this.handlers.permissionCheck = handler)
  setDevicePermissionHandler = handler => void (this.handlers.devicePermission = handler)
  setBluetoothPairingHandler = handler => void (this.handlers.bluetoothPairing = handler)
  setUSBProtectedClassesHandler = handler => void (this.handlers.usbProtectedClasses = handler)
}
export const defaultSession = strict('session.defaultSession', new Session())
export const session = strict('session', {
  get defaultSession() {
    if (!state.ready) throw new Error('session.defaultSession: before the app is ready')
    return defaultSession
  },
})

serve.fetch = async ({ url, method, headers }) => {
  const response = await net.fetch(url, { method, headers })
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: new Uint8Array(await response.arrayBuffer()),
  }
}
