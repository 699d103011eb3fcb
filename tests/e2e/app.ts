// One fixture for every story, three doors to run it through: the browser door in Chromium, the built Electron bundles
// against the double of Electron's module, and Electron itself where its program is present.
//
//   test('keeps a highlight after a crash', async ({ running }) => {
//     await running.page.getByRole(…)…
//     await running.kill()                    // SIGKILL, then the same library is opened again: running.page is a new page
//     await expect(running.page.getByRole(…))…
//   })
//
// Each test has a library folder of its own. `test.use({ locale: 'zh-CN' })` chooses the system's language,
// `test.use({ arguments: [file] })` adds to the command line, and `test.use({ shelf: oneItem })` opens those records in the
// place of the bundled library: a first screen without a demo comes in two thirds of the time. A console error or an uncaught exception fails the test,
// unless `running.allow(/words/)` was said before it.
import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { test as base, expect, type Page } from '@playwright/test'
import { electronProgram } from '../../electron/dev/programs.mjs'
import { type Door, type DoorName, openDoor, type Start } from './doors.ts'
import type { MainModule } from './main-module.ts'
import type { Shelf } from './shelves.ts'

export { expect }

const root = path.resolve(import.meta.dirname, '../..')

/** What the terminal door answered. */
export interface Answer {
  code: number | null
  stdout: string
  stderr: string
}

export class Running {
  readonly library: string
  private readonly start: Start
  private door: Door
  private closing: Promise<number | null> | undefined
  private readonly allowed: RegExp[] = []
  private readonly complaints: string[] = []

  constructor(start: Start, door: Door) {
    this.start = start
    this.library = start.library
    this.door = door
    this.listen()
  }

  get name(): DoorName {
    return this.start.door
  }

  /** The window. After `restart`, `kill` and `open` it is another page. */
  get page(): Page {
    return this.door.page
  }

  /** The process that holds the library. */
  get processId(): number {
    return this.door.processId
  }

  /** Runs a function in Electron's main process, or in the double's, with the module `electron`. Not in the browser door. */
  main<T, A = undefined>(body: (electron: MainModule, argument: A) => T, argument?: A): Promise<Awaited<T>> {
    return this.door.main(String(body), argument) as Promise<Awaited<T>>
  }

  /** Quits as a user would; gives the exit code. */
  close(): Promise<number | null> {
    this.closing ??= this.door.close()
    return this.closing
  }

  /** Opens the library again after `close`; `args` are added to the command line. */
  async open(args: readonly string[] = []): Promise<void> {
    this.door = await openDoor({ ...this.start, args: [...this.start.args, ...args] })
    this.closing = undefined
    this.listen()
  }

  async restart(): Promise<void> {
    await this.close()
    await this.open()
  }

  /** SIGKILL to the process that holds the library, then the library is opened again. */
  async kill(): Promise<void> {
    await this.crash()
    await this.open()
  }

  /** SIGKILL alone: `open` opens the library again. */
  async crash(): Promise<void> {
    // What its page still asks of a process that is gone, parts that it loads ahead of their use, is no complaint.
    this.door.page.removeAllListeners('console')
    await this.door.kill()
    this.closing = Promise.resolve(null)
  }

  /** Starts the app once more on the same user data; gives that start's exit code. Not in the browser door. */
  second(args: readonly string[]): Promise<number | null> {
    return this.door.second(args)
  }

  /** Electron's folder of what belongs to the user but not to the library. */
  get userData(): string {
    return this.start.userData
  }

  /** Runs the terminal door on this library. */
  cli(args: readonly string[], stdin?: string | Uint8Array): Promise<Answer> {
    return terminal([...args, '--library', this.library], stdin)
  }

  /** Lets the console say what would else fail the test. */
  allow(words: RegExp): void {
    this.allowed.push(words)
  }

  /** What the console complained of so far and nobody allowed. */
  unexpected(): string[] {
    return this.complaints.filter(complaint => !this.allowed.some(words => words.test(complaint)))
  }

  private listen(): void {
    const { page } = this.door
    page.on('pageerror', error => this.complaints.push(`uncaught: ${error.stack ?? error.message}`))
    page.on('console', message => {
      if (message.type() === 'error') this.complaints.push(`${message.text()} (${message.location().url})`)
    })
  }
}

/** Runs the terminal door; a library must be named in `args`. */
export function terminal(
  args: readonly string[],
  stdin: string | Uint8Array = '',
  environment: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  return new Promise(resolve => {
    const child = spawn(process.execPath, [path.join(root, 'out/main/cli.js'), ...args], {
      env: { ...process.env, LC_ALL: 'en_US.UTF-8', ...environment },
    })
    const answer: Answer = { code: null, stdout: '', stderr: '' }
    child.stdout.setEncoding('utf8').on('data', text => (answer.stdout += text))
    child.stderr.setEncoding('utf8').on('data', text => (answer.stderr += text))
    child.on('close', code => resolve({ ...answer, code }))
    child.stdin.on('error', () => undefined) // it ended without reading
    child.stdin.end(stdin)
  })
}

interface Fixtures {
  running: Running
  /** More arguments for the command line. */
  arguments: readonly string[]
  /** What the library has in it; without, the bundled library is opened. */
  shelf: Shelf | null
  presence: void
}
interface Options {
  door: DoorName
}

export const test = base.extend<Fixtures & Options>({
  door: ['browser', { option: true }],
  arguments: [[], { option: true }],
  shelf: [null, { option: true }],
  // Automatic, so that it comes before a browser is started for nothing.
  presence: [
    async ({ door }, use, info) => {
      info.skip(
        door === 'electron' && !electronProgram(),
        'Electron’s program is not here (npx install-electron fetches it); the double runs this story instead',
      )
      await use()
    },
    { auto: true },
  ],
  running: async ({ door, browser, contextOptions, locale, arguments: args, shelf }, use, info) => {
    const folder = await mkdtemp(path.join(tmpdir(), 'folium-test-'))
    const start: Start = {
      door,
      library: path.join(folder, 'library'),
      userData: path.join(folder, 'user-data'),
      locale: locale ?? 'en-US',
      args,
      browser,
      contextOptions,
    }
    try {
      if (shelf) {
        await mkdir(start.library)
        await writeFile(path.join(start.library, 'library.json'), JSON.stringify(shelf))
      }
      const running = new Running(start, await openDoor(start))
      await use(running)
      const unexpected = running.unexpected()
      await running.close()
      if (info.status === info.expectedStatus) expect(unexpected, 'the console says nothing').toEqual([])
    } finally {
      await rm(folder, { recursive: true, force: true, maxRetries: 5 })
    }
  },
})
