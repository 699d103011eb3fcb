import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { BrowserContext, CDPSession, Page, Route } from '@playwright/test'
import type { Message } from './double.ts'
import { clone, scripts } from './page.mjs'

const { pack, unpack } = clone()

/** Stands for `app://bundle`: an origin that Chromium takes for secure without a certificate. */
const webOrigin = 'https://app-bundle.localhost'
const appOrigin = 'app://bundle'
const webAddress = (url: string) => (url.startsWith(`${appOrigin}/`) ? webOrigin + url.slice(appOrigin.length) : url)
const appAddress = (url: string) => (url.startsWith(`${webOrigin}/`) ? appOrigin + url.slice(webOrigin.length) : url)

export interface Preferences {
  preload: string
  sandbox: boolean
  contextIsolation: boolean
  nodeIntegration: boolean
  webSecurity: boolean
}
type Ask = (message: Message) => Promise<unknown>

/** A page in the part of a BrowserWindow: app:// served by the main process, the preload in a world of its own, navigations asked for. */
export class DoubleWindow {
  readonly page: Page
  private readonly ask: Ask
  private readonly cdp: CDPSession
  /** The preload's world; 0 while there is none. */
  private world = 0
  private url = 'about:blank'
  /** The main process loads or reloads: its own navigations are not asked for. */
  private loading = false

  private constructor(page: Page, cdp: CDPSession, ask: Ask) {
    this.page = page
    this.cdp = cdp
    this.ask = ask
  }

  static async open(context: BrowserContext, preferences: Preferences, ask: Ask): Promise<DoubleWindow> {
    const { sandbox, contextIsolation, nodeIntegration, webSecurity } = preferences
    if (!sandbox || !contextIsolation || nodeIntegration || !webSecurity)
      throw new Error('the double runs only sandboxed, isolated windows without Node and with web security')
    const page = await context.newPage()
    const window = new DoubleWindow(page, await context.newCDPSession(page), ask)
    await window.prepare(preferences.preload)
    return window
  }

  async load(url: string): Promise<void> {
    await this.byMain(() => this.page.goto(webAddress(url), { waitUntil: 'load' }))
    void this.ask({ type: 'shown' }).catch(() => undefined)
  }

  reload(): Promise<void> {
    return this.byMain(() => this.page.reload())
  }

  close(): Promise<void> {
    return this.page.close()
  }

  /** An event for the preload's listeners; lost when no page is there to hear it, as in Electron. */
  send(channel: string, args: unknown[]): Promise<void> {
    return this.tell({ channel, args })
  }

  private async prepare(preload: string): Promise<void> {
    const key = randomBytes(8).toString('hex')
    const { page, preload: isolated } = scripts(key, readFileSync(preload, 'utf8'))
    await this.watch()
    await this.cdp.send('Runtime.addBinding', { name: '__toMain', executionContextName: 'preload' })
    await this.cdp.send('Page.addScriptToEvaluateOnNewDocument', { source: page })
    await this.cdp.send('Page.addScriptToEvaluateOnNewDocument', { source: isolated, worldName: 'preload' })
    await this.page.route('**/*', route => this.serve(route).catch(() => route.abort().catch(() => undefined)))
    // Whatever the handler answers, no window opens here; what it answered, a test can ask.
    this.page.on('popup', popup => void popup.close())
    this.page.on('close', () => void this.ask({ type: 'close' }).catch(() => undefined))
  }

  private async watch(): Promise<void> {
    const { cdp } = this
    const top = (await cdp.send('Page.getFrameTree')).frameTree.frame.id
    cdp.on('Runtime.executionContextCreated', ({ context }) => {
      const { frameId } = context.auxData as { frameId?: string }
      if (context.name === 'preload' && frameId === top) this.world = context.id
    })
    cdp.on('Runtime.executionContextDestroyed', ({ executionContextId }) => {
      if (executionContextId === this.world) this.world = 0
    })
    cdp.on(
      'Runtime.bindingCalled',
      ({ name, payload }) => void (name === '__toMain' && this.hear(unpack(payload) as Message)),
    )
    cdp.on('Page.windowOpen', ({ url }) => void this.ask({ type: 'window-open', url }).catch(() => undefined))
    cdp.on('Page.navigatedWithinDocument', ({ frameId, url }) => void (frameId === top && (this.url = appAddress(url))))
    cdp.on('Page.frameNavigated', ({ frame }) => {
      if (frame.id !== top) return
      this.url = appAddress(frame.url)
      void this.ask({ type: 'navigated', url: this.url }).catch(() => undefined)
    })
    await cdp.send('Runtime.enable')
    await cdp.send('Page.enable')
  }

  private async hear(message: Message): Promise<void> {
    const answer = this.ask({ ...message, url: this.url })
    const { number } = message
    if (number === undefined) return void answer.catch(() => undefined)
    await answer.then(
      value => this.tell({ number, value }),
      (error: Error) => this.tell({ number, error: error.message }),
    )
  }

  private async tell(message: Message): Promise<void> {
    if (!this.world) return
    const call = {
      functionDeclaration: 'text => globalThis.__fromMain(text)',
      arguments: [{ value: pack(message) }],
      executionContextId: this.world,
    }
    await this.cdp.send('Runtime.callFunctionOn', call).catch(() => undefined) // the page has just gone
  }

  private async serve(route: Route): Promise<void> {
    const request = route.request()
    const url = appAddress(request.url())
    const isMainFrame = request.isNavigationRequest() && request.frame() === this.page.mainFrame()
    if (request.isNavigationRequest() && !(isMainFrame && this.loading)) {
      if (await this.ask({ type: 'navigate', url, isMainFrame })) return route.abort('aborted')
    }
    if (!url.startsWith('app://')) return route.abort('blockedbyclient')
    const answer = await this.ask({ type: 'fetch', url, method: request.method(), headers: request.headers() })
    const { status, headers, body } = answer as { status: number; headers: Record<string, string>; body: Uint8Array }
    await route.fulfill({ status, headers, body: Buffer.from(body) })
  }

  private async byMain(act: () => Promise<unknown>): Promise<void> {
    this.loading = true
    try {
      await act()
    } finally {
      this.loading = false
    }
  }
}
