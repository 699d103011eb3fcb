import { spawn } from 'node:child_process'
import path from 'node:path'
import {
  _electron,
  type Browser,
  type BrowserContextOptions,
  type ElectronApplication,
  type Page,
} from '@playwright/test'
import { electronProgram, isRoot } from '../../electron/dev/programs.mjs'
import { DoubleApp } from '../double/double.ts'

export type DoorName = 'browser' | 'double' | 'electron'

/** What a door is opened with. */
export interface Start {
  door: DoorName
  library: string
  userData: string
  locale: string
  args: readonly string[]
  browser: Browser
  contextOptions: BrowserContextOptions
}

/** An open door, with its one window. */
export interface Door {
  page: Page
  processId: number
  close(): Promise<number | null>
  kill(): Promise<void>
  /** Starts the app once more; resolves to that process's exit code. */
  second(args: readonly string[]): Promise<number | null>
  main(source: string, argument: unknown): Promise<unknown>
}

const root = path.resolve(import.meta.dirname, '../..')

/** The system's language, as each platform's programs read it. */
const spoken = (locale: string) => {
  const name = `${locale.replace('-', '_')}.UTF-8`
  return { LC_ALL: name, LANG: name, LANGUAGE: locale.replace('-', '_') }
}

export const openDoor = (start: Start): Promise<Door> =>
  ({ browser: openBrowser, double: openDouble, electron: openElectron })[start.door](start)

async function openBrowser({ library, locale, args, browser, contextOptions }: Start): Promise<Door> {
  const program = path.join(root, 'out/main/browser.js')
  const child = spawn(
    process.execPath,
    [program, '--library', library, '--port', '0', '--no-open', '--json', ...args],
    {
      env: { ...process.env, ...spoken(locale) },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  const ended = new Promise<number | null>(resolve => child.on('exit', resolve))
  let words = ''
  child.stderr.on('data', data => (words += data))
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', line => resolve((JSON.parse(String(line)) as { url: string }).url))
    void ended.then(code => reject(new Error(`the browser door ended with ${code}: ${words}`)))
  })
  const context = await browser.newContext(contextOptions)
  const page = await context.newPage()
  await page.goto(url)
  const end = async (signal: NodeJS.Signals) => {
    await context.close()
    child.kill(signal)
    return ended
  }
  return {
    page,
    processId: child.pid ?? 0,
    close: () => end('SIGTERM'),
    kill: async () => void (await end('SIGKILL')),
    second: () => Promise.reject(new Error('the browser door has no second start')),
    main: () => Promise.reject(new Error('the browser door has no main process')),
  }
}

async function openDouble({ library, userData, locale, args, browser, contextOptions }: Start): Promise<Door> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 860 }, ...contextOptions })
  // Only what the main process serves is there; windows have a route of their own before this one.
  await context.route('**/*', route => route.abort('blockedbyclient'))
  const launch = (more: readonly string[]) =>
    new DoubleApp(context, {
      userData,
      args: ['--library', library, ...more],
      environment: { DOUBLE_LANGUAGE: locale },
      ...(process.env.FOLIUM_TEST_MAIN ? { main: process.env.FOLIUM_TEST_MAIN } : {}),
    })
  const app = launch(args)
  const page = await app.firstWindow()
  return {
    page,
    processId: app.process.pid ?? 0,
    close: async () => {
      const code = await app.quit()
      await context.close()
      return code
    },
    kill: async () => {
      app.process.kill('SIGKILL')
      await app.exited
      await context.close()
    },
    second: more => launch(more).exited,
    main: (source, argument) => app.evaluate(source, argument),
  }
}

async function openElectron({ library, userData, locale, args }: Start): Promise<Door> {
  const flags = [
    ...(isRoot ? ['--no-sandbox'] : []),
    '--enable-unsafe-webgpu',
    `--user-data-dir=${userData}`,
    `--lang=${locale}`,
  ]
  const executablePath = electronProgram() ?? ''
  const env = { ...(process.env as Record<string, string>), ...spoken(locale) }
  const app = await _electron.launch({
    executablePath,
    args: [...flags, root, '--library', library, ...args],
    env,
    locale,
  })
  const child = app.process()
  const ended = new Promise<number | null>(resolve => child.on('exit', resolve))
  return {
    page: await app.firstWindow(),
    processId: child.pid ?? 0,
    close: async () => {
      await app.close()
      return ended
    },
    kill: async () => {
      child.kill('SIGKILL')
      await ended
    },
    second: more => {
      const another = spawn(executablePath, [...flags, root, '--library', library, ...more], { env, stdio: 'ignore' })
      return new Promise(resolve => another.on('exit', resolve))
    },
    main: (source, argument) => evaluateIn(app, source, argument),
  }
}

/** Playwright takes a function; the source of one comes as text so that every door is asked in the same way. */
const evaluateIn = (app: ElectronApplication, source: string, argument: unknown): Promise<unknown> =>
  app.evaluate((electron, [text, given]) => (0, eval)(`(${text})`)(electron, given), [source, argument] as const)
