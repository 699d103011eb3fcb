import { pageHeaders } from '../../electron/contract/policy.ts'
import { schemePrivileges, startPage } from '../../electron/main/security.ts'
import { expect, test } from './app.ts'
import { oneItem } from './shelves.ts'
import { answerOf, openedOutside, watchOutside } from './window-helpers.ts'

test.use({ shelf: oneItem })
test.skip(({ door }) => door === 'browser', 'the browser door has no Electron in it: browser.spec.ts is its own')

test('opens one window on its own origin, isolated, without Node, with the frozen door alone', async ({ running }) => {
  const { page } = running
  await test.step('one window on its own origin', async () => {
    const windows = () =>
      running.main(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows().map(window => ({
          url: window.webContents.getURL().split('#')[0],
          visible: window.isVisible(),
        })),
      )
    await expect.poll(windows).toEqual([{ url: startPage, visible: true }])
  })

  await test.step('isolation and no Node', async () => {
    const names = ['require', 'process', 'module', 'Buffer', 'ipcRenderer', 'electron']
    expect(
      await page.evaluate(
        absent => [crossOriginIsolated, isSecureContext, absent.filter(name => name in window)],
        names,
      ),
    ).toEqual([true, true, []])
  })

  await test.step('the frozen door and nothing else', async () => {
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

  await test.step('these privileges of app:// only', async () => {
    // Electron does not tell a scheme’s privileges.
    if (running.name !== 'double') return
    expect(await running.main(({ double }) => [double.privileged, double.sandboxed()])).toEqual([
      [{ scheme: 'app', privileges: schemePrivileges }],
      true,
    ])
  })
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

test('tells its own page and top frame from all that look like them, and refuses an unknown call or a used number', async ({
  running,
}) => {
  const { page } = running
  await test.step('addresses', async () => {
    const addresses = [
      'app://bundle/',
      'app://bundle/#x',
      'app://bundle/other',
      'app://bundle.example/',
      'app://bundle@x/',
      'about:blank',
      'APP:bundle',
    ]
    const prevented = await running.main(({ BrowserWindow }, urls) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents
      const outcomes = (['will-navigate', 'will-frame-navigate', 'will-redirect'] as const).map(name =>
        urls.map(url => {
          let stopped = false
          contents?.emit(name, { url, isMainFrame: true, preventDefault: () => (stopped = true) })
          return stopped
        }),
      )
      return outcomes
    }, addresses)
    const wanted = addresses.map((_, index) => index > 1)
    expect(prevented).toEqual([wanted, wanted, wanted])
  })

  await test.step('frames', async () => {
    // Electron lets nobody send as another frame.
    if (running.name !== 'double') return
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

  await test.step('calls', async () => {
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
})

test('opens no window, but hands links of the web to the system and refuses all others', async ({ running }) => {
  const { page } = running
  await watchOutside(running)
  running.allow(/./)
  await test.step('windows and links of the page', async () => {
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

  await test.step('links that the window asks for', async () => {
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
      expect(await answerOf(page, 'link:open', { url })).toMatchObject({
        ok: false,
        error: { code: 'link-refused' },
      })
    expect(await answerOf(page, 'link:open', { url: 'https://example.org/x' })).toEqual({
      ok: true,
      value: undefined,
    })
    expect((await openedOutside(running)).at(-1)).toBe('https://example.org/x')
    expect(await openedOutside(running)).toHaveLength(4)
  })
})

test('serves the renderer’s folder and nothing outside it, with the policy', async ({ running }) => {
  const { page } = running
  running.allow(/Failed to load resource/)
  await test.step('the folder alone', async () => {
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
      running.main(
        ({ net }, [address, verb]) => net.fetch(address, { method: verb }).then(response => response.status),
        [url, method] as const,
      )
    expect(await status('app://bundle/', 'GET')).toBe(200)
    expect(await status('app://bundle/', 'POST')).toBe(403)
    expect(await status('app://other/', 'GET')).toBe(403)
  })

  await test.step('the policy with every answer', async () => {
    const headers = await page.evaluate(async () => {
      const scripts = [...document.querySelectorAll<HTMLScriptElement>('script[src]')].map(script => script.src)
      return Promise.all(['/', ...scripts].map(async url => Object.fromEntries((await fetch(url)).headers)))
    })
    const wanted = Object.fromEntries(Object.entries(pageHeaders).map(([name, value]) => [name.toLowerCase(), value]))
    expect(headers.length).toBeGreaterThan(1)
    for (const sent of headers) expect(sent).toMatchObject(wanted)
  })
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
      process.platform === 'darwin' ||
        (await new Promise(answer => handlers.bluetoothPairing({}, ({ confirmed }) => answer(!confirmed)))),
    ])
    expect(answers).toEqual([[false, false, false, false, false], false, false, ['hid', 'video'], true])
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
