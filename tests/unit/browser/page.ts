import { vi } from 'vitest'
import { WebSocket } from 'ws'
import type * as Bridge from '../../../renderer/bridge.ts'

/** A browser's tab without a browser: the few globals that the bridge uses, over Node's own HTTP and sockets. */
export class Tab {
  readonly storage = new Map<string, string>()
  readonly sockets: WebSocket[] = []
  readonly opened: string[] = []
  address = ''
  private listeners = new EventTarget()

  /** Loads a page: everything in memory is new, the tab's storage is kept. */
  async load(address: string, others: Record<string, unknown> = {}): Promise<typeof Bridge> {
    const { origin, host, hash, pathname, search } = new URL(address)
    this.address = address
    this.listeners = new EventTarget()
    const { sockets, storage } = this
    const window = { open: (url: string) => this.opened.push(url), ...others }
    const globals = {
      window,
      location: { host, hash, pathname, search },
      history: {
        state: null,
        replaceState: (_state: unknown, _title: string, path: string) => (this.address = origin + path),
      },
      sessionStorage: {
        getItem: (key: string) => storage.get(key) ?? null,
        setItem: (key: string, value: string) => void storage.set(key, value),
        removeItem: (key: string) => void storage.delete(key),
      },
      navigator: { language: 'zh-Hans-CN' },
      addEventListener: this.listeners.addEventListener.bind(this.listeners),
      // What a browser adds by itself: the page's address before a path, and its origin to each request.
      fetch: (path: string, init: RequestInit) =>
        realFetch(origin + path, { ...init, headers: { ...init.headers, Origin: origin } }),
      WebSocket: class extends WebSocket {
        constructor(url: string) {
          super(url, { origin })
          this.on('error', () => {}) // a browser's says nothing more than its close
          sockets.push(this)
        }
      },
    }
    for (const [name, value] of Object.entries(globals)) vi.stubGlobal(name, value)
    vi.resetModules()
    return import('../../../renderer/bridge.ts')
  }

  /** What happens when the page goes: a reload, or another address. */
  leave(): void {
    this.listeners.dispatchEvent(new Event('pagehide'))
    for (const socket of this.sockets) socket.onclose = null // nothing of the page runs any more
    this.drop()
  }

  /** Cuts the connection, as a broken network does. */
  drop(): void {
    for (const socket of this.sockets) socket.terminate()
  }
}

const realFetch = globalThis.fetch
