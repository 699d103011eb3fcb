import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Page } from '@playwright/test'
import type { LibraryView, Paper } from '../../electron/contract/library.ts'
import { pageHeaders } from '../../electron/contract/policy.ts'
import { schemePrivileges, startPage } from '../../electron/main/security.ts'
import { expect, type Running, test } from './app.ts'
import { answerOf, hear, heard, openedOutside, type RawDoor, watchOutside } from './window-helpers.ts'

interface Answer<T> {
  value: T
}

test.skip(({ door }) => door === 'browser', 'the browser door has no Electron in it: browser.spec.ts is its own')

test('opens one window on its own origin', async ({ running }) => {
  const windows = await running.main(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map(window => ({
      url: window.webContents.getURL().split('#')[0],
      visible: window.isVisible(),
    })),
  )
  expect(windows).toEqual([{ url: startPage, visible: true }])
})

test('gives the page cross-origin isolation and no Node', async ({ running: { page } }) => {
  const names = ['require', 'process', 'module', 'Buffer', 'ipcRenderer', 'electron']
  expect(
    await page.evaluate(absent => [crossOriginIsolated, isSecureContext, absent.filter(name => name in window)], names),
  ).toEqual([true, true, []])
})

test('exposes the frozen door and nothing else', async ({ running: { page } }) => {
  const door = await page.evaluate(() => {
    const { folium } = window as unknown as { folium: Record<string, unknown> }
    return {
      kinds: Object.fromEntries(Object.entries(folium).map(([name, value]) => [name, typeof value])),
      frozen: Object.isFrozen(folium),
    }
  })
  const kinds = {
    call: 'function',
    cancel: 'function',
    onProgress: 'function',
    onEvent: 'function',
    onConnection: 'function',
  }
  expect(door).toEqual({ kinds, frozen: true })
})

test('registers app:// with these privileges only', async ({ running }) => {
  test.skip(running.name !== 'double', 'Electron does not tell a scheme’s privileges')
  expect(await running.main(({ double }) => [double.privileged, double.sandboxed()])).toEqual([
    [{ scheme: 'app', privileges: schemePrivileges }],
    true,
  ])
})

test('refuses every navigation but a reload', async ({ running }) => {
  const { page } = running
  await watchOutside(running)
  running.allow(/./)
  const before = page.url()
  for (const target of [
    'https://example.org/',
    'app://bundle/other',
    'app://other/',
    'file:///etc/passwd',
    'data:text/html,x',
  ])
    await page.evaluate(url => void (location.href = url), target).catch(() => undefined)
  await page.evaluate(() =>
    document.body.append(
      Object.assign(document.createElement('a'), { href: 'https://example.org/', textContent: 'out' }),
    ),
  )
  await page.evaluate(() => document.querySelector<HTMLAnchorElement>('body > a')?.click())
  await page.waitForTimeout(300)
  expect(page.url()).toBe(before)
  expect(await openedOutside(running)).toEqual([])
  await Promise.all([page.waitForEvent('load'), page.evaluate(() => location.reload())])
  expect(await answerOf(page, 'app:info', {})).toMatchObject({ ok: true })
})

test('opens no window, but hands web links to the system', async ({ running }) => {
  const { page } = running
  await watchOutside(running)
  running.allow(/./)
  for (const url of [
    'https://example.org/a',
    'http://example.org/b',
    'file:///etc/passwd',
    'app://bundle/',
    'about:blank',
  ])
    await page.evaluate(address => void window.open(address), url)
  await page.evaluate(() => {
    const link = Object.assign(document.createElement('a'), {
      href: 'https://example.org/c',
      target: '_blank',
      rel: 'noopener',
    })
    document.body.append(link)
    link.click()
  })
  await expect
    .poll(() => openedOutside(running))
    .toEqual(['https://example.org/a', 'http://example.org/b', 'https://example.org/c'])
  await expect.poll(() => running.main(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
})

test('opens links of the web and refuses all others', async ({ running }) => {
  await watchOutside(running)
  const refused = [
    'file:///etc/passwd',
    'javascript:alert(1)',
    'smb://host/share',
    'folium://topic/abcd',
    'java\tscript:alert(1)',
    'example.org',
    '',
  ]
  for (const url of refused)
    expect(await answerOf(running.page, 'link:open', { url })).toMatchObject({
      ok: false,
      error: { code: 'link-refused' },
    })
  expect(await answerOf(running.page, 'link:open', { url: 'https://example.org/x' })).toEqual({
    ok: true,
    value: undefined,
  })
  expect(await openedOutside(running)).toEqual(['https://example.org/x'])
})

test('refuses every permission and device', async ({ running }) => {
  if (running.name === 'double') {
    const answers = await running.main(async ({ double: { handlers } }) => [
      await Promise.all(
        ['geolocation', 'media', 'notifications', 'clipboard-read', 'openExternal'].map(
          name => new Promise(decide => handlers.permissionRequest(null, name, decide, {})),
        ),
      ),
      handlers.permissionCheck(null, 'geolocation', 'app://bundle', {}),
      handlers.devicePermission({ deviceType: 'usb' }),
      handlers.usbProtectedClasses({ protectedClasses: ['hid', 'video'] }),
      await new Promise(answer => handlers.bluetoothPairing({}, answer)),
    ])
    expect(answers).toEqual([[false, false, false, false, false], false, false, ['hid', 'video'], { confirmed: false }])
    return
  }
  const states = await running.page.evaluate(async () => [
    (await navigator.permissions.query({ name: 'geolocation' })).state,
    await Notification.requestPermission(),
    await navigator.mediaDevices.getUserMedia({ audio: true }).then(
      () => 'granted',
      () => 'denied',
    ),
  ])
  expect(states).toEqual(['denied', 'denied', 'denied'])
})

test('serves the renderer’s folder and nothing outside it', async ({ running }) => {
  const { page } = running
  running.allow(/Failed to load resource/)
  const paths = [
    '/..%2f..%2fpackage.json',
    '/%2e%2e/%2e%2e/package.json',
    '/..%5c..%5cpackage.json',
    '/%00',
    '/%',
    '/main/main.js',
    '/nothing',
  ]
  expect(
    await page.evaluate(list => Promise.all(list.map(url => fetch(url).then(response => response.ok))), paths),
  ).toEqual(paths.map(() => false))
  const status = (url: string, method: string) =>
    running.main(({ net }, [address, verb]) => net.fetch(address, { method: verb }).then(response => response.status), [
      url,
      method,
    ] as const)
  expect(await status('app://bundle/', 'GET')).toBe(200)
  expect(await status('app://bundle/', 'POST')).toBe(403)
  expect(await status('app://other/', 'GET')).toBe(403)
})

test('sends the policy with every answer', async ({ running: { page } }) => {
  const headers = await page.evaluate(async () => {
    const scripts = [...document.querySelectorAll<HTMLScriptElement>('script[src]')].map(script => script.src)
    return Promise.all(['/', ...scripts].map(async url => Object.fromEntries((await fetch(url)).headers)))
  })
  const wanted = Object.fromEntries(Object.entries(pageHeaders).map(([name, value]) => [name.toLowerCase(), value]))
  expect(headers.length).toBeGreaterThan(1)
  for (const sent of headers) expect(sent).toMatchObject(wanted)
})

test('lets no string become code and no request leave', async ({ running }) => {
  const { page } = running
  running.allow(/Content Security Policy|Trusted|Refused|violates/)
  const outcome = await page.evaluate(async () => {
    const attempt = (act: () => unknown) => {
      try {
        return String(act())
      } catch {
        return 'refused'
      }
    }
    // An evaluation by the test's own debugger may use eval; what comes in a later task may not.
    await new Promise(resolve => setTimeout(resolve))
    const script = document.createElement('script')
    attempt(() => (script.textContent = 'window.taken = true'))
    document.body.append(script)
    const request = await fetch('https://example.org/').then(
      () => 'sent',
      () => 'refused',
    )
    return {
      eval: attempt(() => (0, eval)('1 + 1')),
      function: attempt(() => new Function('return 2')()),
      html: attempt(() => (document.createElement('p').innerHTML = '<b>x</b>')),
      worker: attempt(() => new Worker(URL.createObjectURL(new Blob(['postMessage(1)'])))),
      script: 'taken' in window ? 'ran' : 'refused',
      request,
    }
  })
  const refused = 'refused'
  expect(outcome).toEqual({
    eval: refused,
    function: refused,
    html: refused,
    worker: refused,
    script: refused,
    request: refused,
  })
})

test('answers an unknown call, or a used number, with a refusal', async ({ running: { page } }) => {
  expect(await answerOf(page, 'no:such', {})).toEqual({
    ok: false,
    error: { code: 'unknown-call', params: { name: 'no:such' } },
  })
  expect(await answerOf(page, '__proto__', {})).toMatchObject({ ok: false, error: { code: 'unknown-call' } })
  expect(await answerOf(page, 'topic:add', { title: 5 })).toMatchObject({
    ok: false,
    error: { code: 'invalid-argument' },
  })
  for (const number of [-1, 1.5, Number.NaN])
    expect(await answerOf(page, 'app:info', {}, number)).toMatchObject({
      ok: false,
      error: { code: 'invalid-argument' },
    })
})

test('answers the top page of its origin and nobody else', async ({ running }) => {
  test.skip(running.name !== 'double', 'Electron lets nobody send as another frame')
  const answers = await running.main(async ({ double }) => {
    const page = { url: 'app://bundle/', origin: 'app://bundle', parent: null }
    const frames = [
      page,
      { ...page, url: 'app://bundle/#x' },
      { ...page, url: 'about:blank' },
      { ...page, url: 'app://bundle.example/', origin: 'app://bundle.example' },
      { ...page, url: 'https://example.org/', origin: 'https://example.org' },
      { ...page, parent: page },
      null,
    ]
    const results = await Promise.all(
      frames.map((frame, index) => double.invokeFrom(frame, 'app:info', 5_000 + index, {})),
    )
    return results.map(result => (result as { ok: boolean }).ok)
  })
  expect(answers).toEqual([true, true, false, false, false, false, false])
})

test('speaks the system’s language in its menu, and another at once', async ({ running }) => {
  const names = () =>
    running.main(({ Menu }) =>
      Menu.getApplicationMenu()
        ?.items.map(item => item.label)
        .filter(label => label !== 'Folium'),
    )
  const english = process.platform === 'darwin' ? ['File', 'Edit', 'View', 'Window'] : ['File', 'Edit', 'View']
  expect(await names()).toEqual(english)
  await answerOf(running.page, 'settings:change', { change: { language: 'zh-CN' } })
  await expect.poll(names).toEqual(['文件', '编辑', '显示', '窗口'].slice(0, english.length))
})

test.describe('in Chinese', () => {
  test.use({ locale: 'zh-CN' })
  test('starts with a Chinese menu', async ({ running }) => {
    expect(await running.main(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('find')?.label)).toBe('查找')
  })
})

test('sends the menu’s commands to the window', async ({ running }) => {
  await hear(running.page)
  for (const command of ['undo', 'find', 'toggle-topics'])
    await running.main(({ Menu }, id) => void Menu.getApplicationMenu()?.getMenuItemById(id)?.click(), command)
  await expect
    .poll(() => heard(running.page, 'command:chosen'))
    .toEqual([{ command: 'undo' }, { command: 'find' }, { command: 'toggle-topics' }])
})

test('imports the list chosen from the menu', async ({ running }) => {
  const list = await fileBeside(running, 'list.md', '# Topic\n')
  await hear(running.page)
  await running.main(
    ({ dialog }, file) => void (dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [file] })),
    list,
  )
  await running.main(({ Menu }) => void Menu.getApplicationMenu()?.getMenuItemById('import')?.click())
  await expect.poll(() => heard(running.page, 'file:opened')).toEqual([{ fileName: 'list.md', bytes: '# Topic\n' }])
})

test('a second start opens its file and link here', async ({ running }) => {
  const list = await fileBeside(running, 'second.md', '# Second\n')
  await hear(running.page)
  expect(await running.second([list, 'folium://topic/abcd_1', 'folium://topic/a..b', 'folium://other/abcd'])).toBe(0)
  await expect.poll(() => heard(running.page, 'file:opened')).toEqual([{ fileName: 'second.md', bytes: '# Second\n' }])
  await expect.poll(() => heard(running.page, 'topic:requested')).toEqual([{ topicId: 'abcd_1' }])
  expect(await running.main(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
})

test('says of an opened file that cannot be read', async ({ running }) => {
  await running.main(({ dialog }) => {
    const shown: string[] = []
    Object.assign(globalThis, { shown })
    dialog.showErrorBox = (_title, text) => void shown.push(text)
  })
  await hear(running.page)
  await running.second([path.join(running.library, 'missing.pdf')])
  await expect
    .poll(() => running.main(() => (globalThis as unknown as { shown: string[] }).shown))
    .toEqual([expect.stringContaining('missing.pdf')])
})

test('carries twenty megabytes each way', async ({ running: { page } }) => {
  test.slow()
  const itemId = await itemAdded(page, 'Large')
  const sizes = await page.evaluate(async item => {
    const { folium } = window as unknown as { folium: RawDoor }
    const bytes = new Uint8Array(20_000_000).fill(65)
    bytes.set(new TextEncoder().encode('%PDF-1.7\n'))
    const attached = (await folium.call(902, 'paper:attach', {
      itemId: item,
      fileName: 'large.pdf',
      bytes,
    })) as Answer<Paper>
    const read = (await folium.call(903, 'paper:read', { hash: attached.value.id })) as Answer<Uint8Array>
    return [attached.value.bytes, read.value.length, read.value[0], read.value.at(-1)]
  }, itemId)
  expect(sizes).toEqual([20_000_000, 20_000_000, 37, 65])
})

test('reports progress, and stops a call that is cancelled', async ({ running: { page } }) => {
  test.slow()
  const itemId = await itemAdded(page, 'Long')
  const outcome = await page.evaluate(async item => {
    const { folium } = window as unknown as { folium: RawDoor }
    const bytes = new Uint8Array(20_000_000).fill(65)
    bytes.set(new TextEncoder().encode('%PDF-1.7\n'))
    const attached = (await folium.call(910, 'paper:attach', {
      itemId: item,
      fileName: 'long.pdf',
      bytes,
    })) as Answer<Paper>
    const progress: [number, number][] = []
    folium.onProgress((number, { done, total }) => void (number === 911 && progress.push([done, total])))
    await folium.call(911, 'paper:read', { hash: attached.value.id })
    const stopped = folium.call(912, 'paper:read', { hash: attached.value.id })
    folium.cancel(912)
    return { progress, stopped: await stopped }
  }, itemId)
  const steps = [4 << 20, 8 << 20, 12 << 20, 16 << 20, 20_000_000]
  expect(outcome.progress).toEqual(steps.map(done => [done, 20_000_000]))
  expect(outcome.stopped).toEqual({ ok: false, error: { code: 'cancelled', params: {} } })
})

test('keeps the window’s place, but not off every screen', async ({ running }) => {
  const bounds = { x: 60, y: 70, width: 900, height: 700 }
  await running.main(({ BrowserWindow }, place) => BrowserWindow.getAllWindows()[0]?.setBounds(place), bounds)
  await running.restart()
  const place = () => running.main(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getNormalBounds())
  expect(await place()).toEqual(bounds)
  await running.close()
  await writeFile(
    path.join(running.userData, 'window.json'),
    JSON.stringify({ bounds: { ...bounds, x: 90_000 }, maximised: false }),
  )
  await running.open()
  expect((await place())?.x).toBeLessThan(90_000)
})

test('quits only when the library is closed', async ({ running }) => {
  const added = await answerOf(running.page, 'topic:add', { parentId: null, before: null, title: 'Kept' })
  expect(added).toMatchObject({ ok: true })
  expect(await running.close()).toBe(0)
  await running.open()
  const { value } = (await answerOf(running.page, 'library:get', {})) as Answer<LibraryView>
  expect(Object.values(value.data.topics).map(topic => topic.title)).toContain('Kept')
})

async function fileBeside(running: Running, name: string, text: string): Promise<string> {
  const file = path.join(path.dirname(running.library), 'files', name)
  await mkdir(path.dirname(file), { recursive: true })
  await writeFile(file, text)
  return file
}

/** Adds an item to the first topic; gives its id. */
async function itemAdded(page: Page, title: string): Promise<string> {
  const view = async () => ((await answerOf(page, 'library:get', {})) as Answer<LibraryView>).value.data
  const topicId = Object.keys((await view()).topics)[0]
  const { value: entryId } = (await answerOf(page, 'item:add', { topicId, title, url: null })) as Answer<string>
  const entry = (await view()).entries[entryId]
  return entry?.kind === 'item' ? entry.itemId : ''
}
