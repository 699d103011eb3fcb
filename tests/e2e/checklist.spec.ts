import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { WebPreferences } from 'electron'
import { electronProgram } from '../../electron/dev/programs.mjs'
import { pageHeaders } from '../../electron/contract/policy.ts'
import { checklist, fuses } from '../../electron/main/security.ts'
import { expect, type Running, test } from './app.ts'
import { answerOf, openedOutside, watchOutside } from './window-helpers.ts'

test.skip(({ door }) => door === 'browser', 'Electron’s checklist is not for the browser door')

const preferences = (running: Running): Promise<WebPreferences> =>
  running.main(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as {
      getLastWebPreferences(): WebPreferences
    }
    return contents.getLastWebPreferences()
  })

/** Whether the app's listeners prevent the event, sent as Electron would send it. */
const prevented = (running: Running, event: string): Promise<string> =>
  running.main(({ BrowserWindow }, name) => {
    let stopped = false
    const details = { url: 'https://example.org/', isMainFrame: true, preventDefault: () => (stopped = true) }
    BrowserWindow.getAllWindows()[0]?.webContents.emit(name, details, {}, {})
    return stopped ? 'prevented' : 'allowed'
  }, event)

/** The number of fuses in Electron's program: two bytes (version, length) after the sentinel that @electron/fuses looks for. */
function fusesInProgram(): number {
  const program = electronProgram()
  if (!program) return Object.keys(fuses).length
  const framework = program.replace(/MacOS\/Electron$/, 'Frameworks/Electron Framework.framework/Electron Framework')
  const bytes = readFileSync(framework)
  const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'
  return bytes[bytes.indexOf(sentinel) + sentinel.length + 1] ?? 0
}

async function senders(running: Running): Promise<string> {
  const results = await running.main(async ({ ipcMain, double }) => {
    const page = { url: 'app://bundle/', origin: 'app://bundle', parent: null }
    const frames = [{ ...page, url: 'about:blank' }, { ...page, parent: page }, { ...page, origin: 'null' }, null]
    const invokeHandler = (event: object) =>
      (
        ipcMain as unknown as { _invokeHandlers: Map<string, (event: object, ...args: unknown[]) => unknown> }
      )._invokeHandlers.get('app:info')?.(event, 6_000, {})
    const ask = (senderFrame: object | null) =>
      double
        ? double.invokeFrom(senderFrame as typeof page | null, 'app:info', 6_000, {})
        : invokeHandler({ senderFrame })
    return Promise.all(frames.map(ask))
  })
  return results.every(result => (result as { ok: boolean } | undefined)?.ok === false) ? 'refused' : 'answered'
}

async function permissions(running: Running): Promise<string> {
  const granted =
    running.name === 'double'
      ? await running.main(
          ({ double: { handlers } }) =>
            new Promise<boolean>(decide => handlers.permissionRequest(null, 'geolocation', decide, {})),
        )
      : await running.page.evaluate(
          async () => (await navigator.permissions.query({ name: 'geolocation' })).state !== 'denied',
        )
  return granted ? 'granted' : 'denied'
}

async function outsideSchemes(running: Running): Promise<string[]> {
  await watchOutside(running)
  for (const scheme of ['http:', 'https:', 'mailto:', 'file:', 'ftp:', 'javascript:', 'folium:', 'ms-settings:'])
    await answerOf(running.page, 'link:open', { url: `${scheme}//example.org/a` })
  return (await openedOutside(running)).map(url => new URL(url).protocol)
}

/** What the page has that an empty page of its origin has not. zod keeps two registries there. */
const extras = ({ page }: Running): Promise<string[]> =>
  page.evaluate(() => {
    const frame = document.body.appendChild(document.createElement('iframe'))
    const names = Object.getOwnPropertyNames(window).filter(
      name => !(frame.contentWindow && name in frame.contentWindow),
    )
    frame.remove()
    return names.filter(name => !/^__zod_|^\d+$/.test(name))
  })

const policySent = ({ page }: Running): Promise<string> =>
  page.evaluate(
    async wanted => ((await fetch('/')).headers.get('content-security-policy') === wanted ? 'enforced' : 'other'),
    pageHeaders['Content-Security-Policy'],
  )

const windowOpened = async (running: Running): Promise<string> => {
  await running.page.evaluate(() => void window.open('about:blank'))
  await running.page.waitForTimeout(200)
  const count = await running.main(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)
  const decided = await running.main(({ BrowserWindow, double }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as {
      openHandler(details: object): { action: string }
    }
    return double ? contents.openHandler({ url: 'about:blank' }).action : 'deny'
  })
  return count === 1 ? decided : 'allow'
}

type Probe = (running: Running) => unknown

/** One probe an item: what the running app has really set. */
const probes = {
  'only-secure-content': running =>
    running.main(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map(window => window.webContents.getURL().split('#')[0]),
    ),
  'no-node-in-windows': async running => {
    const { nodeIntegration, nodeIntegrationInWorker, nodeIntegrationInSubFrames } = await preferences(running)
    return [nodeIntegration, nodeIntegrationInWorker, nodeIntegrationInSubFrames].map(Boolean)
  },
  'context-isolation': async running => (await preferences(running)).contextIsolation,
  'process-sandbox': async running => (await preferences(running)).sandbox,
  'permissions-refused': permissions,
  'web-security': async running => (await preferences(running)).webSecurity,
  'content-security-policy': policySent,
  'no-insecure-content': async running => Boolean((await preferences(running)).allowRunningInsecureContent),
  'no-experimental-features': async running => Boolean((await preferences(running)).experimentalFeatures),
  'no-blink-features': async running => (await preferences(running)).enableBlinkFeatures || null,
  'no-webview-popups': async running => Boolean((await preferences(running)).webviewTag),
  'webviews-refused': running => prevented(running, 'will-attach-webview'),
  'navigation-refused': async running =>
    [
      ...new Set(
        await Promise.all(
          ['will-navigate', 'will-frame-navigate', 'will-redirect'].map(event => prevented(running, event)),
        ),
      ),
    ].join(),
  'new-windows-refused': windowOpened,
  'open-external-only-web': outsideSchemes,
  'current-electron': () =>
    Number.parseInt((createRequire(import.meta.url)('electron/package.json') as { version: string }).version, 10),
  'senders-checked': senders,
  'no-file-protocol': running =>
    running.page.evaluate(async () =>
      fetch('file:///etc/hosts').then(
        () => false,
        () => location.protocol !== 'file:',
      ),
    ),
  'fuses-chosen': fusesInProgram,
  'no-electron-in-windows': extras,
} satisfies Record<keyof typeof checklist, Probe>

test('has really set every item of Electron’s checklist', async ({ running }) => {
  running.allow(/file:\/\/|Content Security Policy/)
  const found: Record<string, unknown> = {}
  for (const [item, probe] of Object.entries(probes) as [string, Probe][]) found[item] = await probe(running)
  expect(found).toEqual(checklist)
  expect(Object.keys(fuses).length).toBe(checklist['fuses-chosen'])
})
