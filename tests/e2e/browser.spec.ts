import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { type AddressInfo, createServer as createTcpServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { pageHeaders, workerHeaders } from '../../electron/contract/policy.ts'
import { expect, test } from './app.ts'
import { LibraryPage } from './pages/library.ts'

test.skip(({ door }) => door !== 'browser', 'these guards belong to the browser door alone')

const originOf = (page: Page) => new URL(page.url()).origin
const program = path.resolve(import.meta.dirname, '../../out/main/browser.js')

test('keeps its session over reloads and shows no trace of it', async ({ running: { page } }) => {
  for (let load = 0; load < 3; load++) {
    await expect(page.getByRole('tree')).toBeVisible()
    expect(page.url()).toBe(`${originOf(page)}/`)
    expect(await page.evaluate(() => [document.cookie, localStorage.length, sessionStorage.length])).toEqual(['', 0, 0])
    await page.reload()
  }
  expect(await page.context().cookies()).toEqual([])
})

test('comes back to its session from another page', async ({ running: { page } }) => {
  // A page that is left while it exchanges its first key has no session to come back to.
  await expect(page.getByRole('tree')).toBeVisible()
  await page.goto('about:blank')
  await page.goBack()
  await expect(page.getByRole('tree')).toBeVisible()
})

test('turns away a second tab and says why', async ({ running: { page } }) => {
  const second = await page.context().newPage()
  await second.goto(originOf(page))
  await expect(second.getByRole('alert')).toHaveText(/used already or has expired/)
  await expect(page.getByRole('tree')).toBeVisible()
})

test('goes on after the connection dropped', async ({ running }) => {
  const { page } = running
  await page.addInitScript(() => {
    const sockets: WebSocket[] = []
    const Native = WebSocket
    Object.assign(window, { sockets })
    window.WebSocket = class extends Native {
      constructor(address: string | URL) {
        super(address)
        sockets.push(this)
      }
    }
  })
  await page.reload()
  const sockets = () =>
    page.evaluate(() => (window as unknown as { sockets: WebSocket[] }).sockets.map(socket => socket.readyState))
  await expect(page.getByRole('tree')).toBeVisible()
  await page.evaluate(() => (window as unknown as { sockets: WebSocket[] }).sockets[0]?.close())
  await expect.poll(sockets).toEqual([3, 1])
  const library = new LibraryPage(page)
  await page.keyboard.press('Alt+N')
  await library.write('After the drop')
  await expect(library.topic('After the drop')).toBeVisible()
  await page.reload()
  await expect(library.topic('After the drop')).toHaveCount(1)
})

test('computes with WebAssembly in the worker under the policy', async ({ running: { page } }) => {
  const complaints: string[] = []
  // Those of workers come here too.
  page.on('console', message => message.type() === 'error' && complaints.push(message.text()))
  await page.evaluate(() => {
    const broken: string[] = []
    Object.assign(window, { broken })
    document.addEventListener('securitypolicyviolation', event => broken.push(event.violatedDirective))
  })
  await new LibraryPage(page).command('Open demo: Descent laboratory')
  await page.getByRole('combobox', { name: 'Compute on' }).selectOption('WASM')
  // Without a path, the header speaks of what drew the contours.
  const methods = page.locator('figure.widget').getByRole('checkbox')
  await expect(methods).toHaveCount(3)
  for (const method of await methods.all()) await method.uncheck()
  await expect(page.locator('figure.widget .engine')).toHaveText('WASM · f32')
  // The page itself may not compile it: the policy is there.
  const refused = () => {
    try {
      const module = new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0))
      return module.toString()
    } catch (error) {
      return (error as Error).name
    }
  }
  expect(await page.evaluate(() => (window as unknown as { broken: string[] }).broken)).toEqual([])
  expect(complaints).toEqual([])
  expect(await page.evaluate(refused)).toBe('CompileError')
})

test('sends the policy with every file and asks nobody else', async ({ running: { page } }) => {
  await expect(page.getByRole('tree')).toBeVisible()
  const seen: { url: string; headers: Record<string, string> }[] = []
  page.on('response', response => seen.push({ url: response.url(), headers: response.headers() }))
  await page.reload()
  await expect(page.getByRole('tree')).toBeVisible()
  expect(seen.length).toBeGreaterThan(3)
  for (const { url, headers } of seen.filter(({ url }) => !url.startsWith('data:'))) {
    expect(new URL(url).origin).toBe(originOf(page))
    const policy = /worker[^/]*\.m?js$/.test(url) ? workerHeaders : pageHeaders
    for (const [name, value] of Object.entries(policy))
      expect(headers[name.toLowerCase()], `${name} of ${url}`).toBe(value)
    expect(Object.keys(headers).filter(name => /^(set-cookie|access-control-)/.test(name))).toEqual([])
  }
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true)
})

test('gives a page of another origin nothing', async ({ running: { page } }) => {
  const stranger = createServer((_, response) => response.setHeader('Content-Type', 'text/html').end('<!doctype html>'))
  await new Promise<void>(then => stranger.listen(0, '127.0.0.1', then))
  try {
    const other = await page.context().newPage()
    await other.goto(`http://127.0.0.1:${(stranger.address() as AddressInfo).port}/`)
    const got = await other.evaluate(async origin => {
      const works = (trial: Promise<unknown>) =>
        trial.then(
          () => true,
          () => false,
        )
      const json = { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{"token":"x"}' }
      const loads = (element: HTMLElement, source: string) =>
        new Promise<boolean>(then => {
          Object.assign(element, { src: source, onload: () => then(true), onerror: () => then(false) })
          document.body.append(element)
        })
      const frame = document.createElement('iframe')
      await loads(frame, origin)
      const opens = () =>
        new Promise(then => {
          const socket = new WebSocket(`${origin.replace('http', 'ws')}/socket`)
          socket.onopen = () => then(true)
          socket.onerror = () => then(false)
        })
      return {
        read: await works(fetch(origin)),
        readBlindly: await works(fetch(origin, { mode: 'no-cors' })),
        session: await works(fetch(`${origin}/session`, json)),
        script: await loads(document.createElement('script'), `${origin}/index.html`),
        frame: frame.contentDocument !== null && frame.contentDocument.querySelector('#root') !== null,
        socket: await opens(),
      }
    }, originOf(page))
    expect(got).toEqual({ read: false, readBlindly: false, session: false, script: false, frame: false, socket: false })
  } finally {
    stranger.close()
  }
})

interface Ended {
  code: number | null
  stdout: string
  stderr: string
}

/** Runs the door until it ends, or has printed and is asked to end. */
const run = (args: string[]) =>
  new Promise<Ended>(resolve => {
    const child = spawn(process.execPath, [program, ...args], { env: { ...process.env, LC_ALL: 'en_US.UTF-8' } })
    const ended: Ended = { code: null, stdout: '', stderr: '' }
    child.stdout.on('data', data => {
      ended.stdout += String(data)
      if (ended.stdout.endsWith('\n')) child.kill('SIGTERM')
    })
    child.stderr.on('data', data => (ended.stderr += String(data)))
    child.on('close', code => resolve({ ...ended, code }))
  })

test.describe('as a program', () => {
  let folder = ''
  test.beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'folium-browser-'))
  })
  test.afterEach(async () => {
    // A skipped test had no folder.
    if (folder) await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  })

  test('prints one sentence, and ends with code 0 when asked to', async () => {
    const { code, stdout, stderr } = await run(['--library', path.join(folder, 'library'), '--no-open'])
    expect(stdout).toMatch(/^Folium is open at http:\/\/127\.0\.0\.1:\d+\/#[\w-]{43} [^\n]*\n$/)
    expect([code, stderr]).toEqual([0, ''])
  })

  test('says in one sentence what is wrong with its arguments', async () => {
    const file = path.join(folder, 'file')
    await writeFile(file, 'no folder')
    for (const args of [
      ['--library', file],
      ['--port', '70000'],
      ['--port', 'x'],
      ['--bogus'],
      ['--library'],
      ['word'],
    ]) {
      const { code, stdout, stderr } = await run([...args, '--no-open', '--json'])
      expect([code, stdout], args.join(' ')).toEqual([1, ''])
      expect(stderr, args.join(' ')).toMatch(/^[^\n]+\.?[^\n]*\n$/)
    }
  })

  test('says when its port is taken', async () => {
    const taken = createTcpServer()
    await new Promise<void>(then => taken.listen(0, '127.0.0.1', then))
    const { port } = taken.address() as AddressInfo
    const { code, stderr } = await run(['--library', path.join(folder, 'library'), '--port', String(port), '--no-open'])
    taken.close()
    expect([code, stderr]).toEqual([
      1,
      `Port ${port} is in use by another program. Choose another one, or 0 for any that is free.\n`,
    ])
  })
})
