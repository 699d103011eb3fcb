import { type ChildProcess, fork } from 'node:child_process'
import path from 'node:path'
import type { BrowserContext, Page } from '@playwright/test'
import { DoubleWindow, type Preferences } from './window.ts'

const root = path.resolve(import.meta.dirname, '../..')

/** What the two ends say to each other; `type` tells which of the other parts are there. */
export type Message = Record<string, unknown> & { type?: string; id?: number; number?: number; reply?: number }

interface LaunchOptions {
  userData: string
  args: readonly string[]
  environment?: Record<string, string>
  /** Another built app than the project's, with its main module and preload. */
  main?: string
}

/** By user data folder: the first double there is the one instance. */
const running = new Map<string, DoubleApp>()

/** One run of the app's built main process, with pages of `context` as its windows. */
export class DoubleApp {
  /** What the main process printed. */
  readonly printed: string[] = []
  readonly exited: Promise<number | null>
  readonly process: ChildProcess
  private readonly context: BrowserContext
  private readonly windows = new Map<number, Promise<DoubleWindow>>()
  private readonly pending = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>()
  private readonly first: Promise<Page>
  private open!: (page: Page) => void
  private fail!: (error: Error) => void
  private nextNumber = 1

  constructor(
    context: BrowserContext,
    { userData, args, environment = {}, main = path.join(root, 'out/main/main.js') }: LaunchOptions,
  ) {
    const second = running.get(userData)
    this.context = context
    this.process = fork(path.join(root, 'tests/double/run.mjs'), [main, root, ...args], {
      execArgv: [],
      serialization: 'advanced',
      silent: true,
      env: {
        ...process.env,
        NODE_OPTIONS: '',
        DOUBLE_USER_DATA: userData,
        DOUBLE_SECOND: second ? '1' : '',
        ...environment,
      },
    })
    this.process.on('error', () => undefined) // a message to a process that is just ending
    if (!second) running.set(userData, this)
    this.process.on('message', message => void this.hear(message as Message, second))
    for (const stream of [this.process.stdout, this.process.stderr])
      stream?.on('data', data => this.printed.push(String(data)))
    this.exited = new Promise(resolve => this.process.on('exit', code => resolve(code)))
    void this.exited.then(code => this.ended(code, userData))
    this.first = new Promise((resolve, reject) => {
      this.open = resolve
      this.fail = reject
    })
    this.first.catch(() => undefined)
  }

  firstWindow(): Promise<Page> {
    return this.first
  }

  /** Runs a function of the test in the main process, with the double's module; as Playwright's `ElectronApplication.evaluate`. */
  evaluate(source: string, argument: unknown): Promise<unknown> {
    return this.ask({ type: 'evaluate', source, argument })
  }

  /** Asks the app to quit; resolves to its exit code. */
  async quit(): Promise<number | null> {
    void this.ask({ type: 'quit' }).catch(() => undefined)
    const impatience = setTimeout(() => this.process.kill('SIGKILL'), 5000)
    const code = await this.exited
    clearTimeout(impatience)
    return code
  }

  ask(message: Message): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (!this.process.connected) return reject(new Error('the main process is gone'))
      const number = this.nextNumber++
      this.pending.set(number, { resolve, reject })
      this.process.send({ ...message, number })
    })
  }

  private async ended(code: number | null, userData: string): Promise<void> {
    if (running.get(userData) === this) running.delete(userData)
    const error = new Error(`the main process ended with ${code}: ${this.printed.join('')}`)
    for (const { reject } of this.pending.values()) reject(error)
    this.fail(error)
    for (const window of this.windows.values()) await (await window.catch(() => null))?.close()
  }

  private async hear(message: Message, first: DoubleApp | undefined): Promise<void> {
    if (message.reply !== undefined) return this.settle(message)
    if (message.type === 'second') return void first?.ask(message).catch(() => undefined)
    const id = message.id as number
    if (message.type === 'create') {
      const window = DoubleWindow.open(this.context, message.preferences as Preferences, said =>
        this.ask({ ...said, id }),
      )
      window.catch((error: unknown) => this.fail(error as Error))
      this.windows.set(id, window)
      return
    }
    const answer = (value: Message) => this.process.connected && this.process.send({ reply: message.number, ...value })
    try {
      const window = await this.windows.get(id)
      if (!window) throw new Error(`no window ${id}`)
      await this.obey(window, message)
      if (message.number) answer({ value: null })
    } catch (error) {
      if (message.number) answer({ error: String(error) })
    }
  }

  private async obey(window: DoubleWindow, message: Message): Promise<void> {
    if (message.type === 'send') return window.send(message.channel as string, message.args as unknown[])
    if (message.type === 'reload') return window.reload()
    if (message.type === 'destroy') return window.close()
    await window.load(message.url as string)
    this.open(window.page)
  }

  private settle({ reply, value, error }: Message): void {
    const call = this.pending.get(reply as number)
    this.pending.delete(reply as number)
    if (error === undefined) call?.resolve(value)
    else call?.reject(new Error(String(error)))
  }
}
