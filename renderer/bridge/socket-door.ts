import type { Door } from '../../electron/contract/bridge.ts'
import type { AppInfo } from '../../electron/contract/answers.ts'
import type { CallAnswer, CallArgs, CallName } from '../../electron/contract/calls.ts'
import { messageLimit } from '../../electron/contract/frames.ts'
import { languageFromTag } from '../../electron/contract/language.ts'
import { openableLink } from '../../electron/contract/link.ts'
import { type Failure, type FailureCode, Refusal, type Result } from '../../electron/contract/result.ts'
import type { ToWindow } from '../../electron/contract/wire.ts'
import { type Line, openLine } from './line.ts'
import { takeSession } from './session.ts'

const firstRetryMs = 100
const slowestRetryMs = 5000

/** Opens the browser door: a session, then a socket. Throws Refusal 'session-refused' or 'connection-lost'. */
export async function openSocketDoor(): Promise<Door> {
  const door = new SocketDoor(await takeSession())
  await door.open()
  return door
}

/**
 * The contract's door over a WebSocket, which is opened anew when it drops. A call whose answer has not come by then fails
 * and is never sent again: it may have been carried out.
 */
class SocketDoor implements Door {
  private readonly secret: string
  private line: Line | null = null
  private readonly pending = new Map<number, (result: Result<unknown>) => void>()
  private hearProgress: Parameters<Door['onProgress']>[0] = () => {}
  private hearEvent: Parameters<Door['onEvent']>[0] = () => {}
  private hearConnection: Parameters<Door['onConnection']>[0] = () => {}

  constructor(secret: string) {
    this.secret = secret
  }

  async open(): Promise<void> {
    this.line = await openLine(this.secret, message => this.hear(message))
    void this.line.closed.then(() => this.reopen())
  }

  async call<K extends CallName>(number: number, name: K, args: CallArgs<K>): Promise<Result<CallAnswer<K>>> {
    // Before anything is awaited: a browser opens a page only while it answers the user's click.
    if (name === 'link:open') return openLink(args as CallArgs<'link:open'>) as Result<CallAnswer<K>>
    const result = await this.ask(number, name, args)
    if (name === 'app:info' && result.ok) (result.value as AppInfo).systemLanguage = languageFromTag(navigator.language)
    return result as Result<CallAnswer<K>>
  }

  cancel(number: number): void {
    if (this.pending.has(number)) this.line?.say({ t: 'cancel', number })
  }

  onProgress(listener: typeof this.hearProgress): void {
    this.hearProgress = listener
  }

  onEvent(listener: typeof this.hearEvent): void {
    this.hearEvent = listener
  }

  onConnection(listener: typeof this.hearConnection): void {
    this.hearConnection = listener
  }

  private ask(number: number, name: CallName, args: CallArgs<CallName>): Promise<Result<unknown>> {
    return new Promise(settle => {
      if (!this.line) return settle(failed('connection-lost'))
      try {
        this.line.say({ t: 'call', number, name, args })
        this.pending.set(number, settle)
      } catch {
        const file = 'fileName' in args ? args.fileName : name
        settle(failed('file-too-large', { name: file, limit: `${messageLimit >> 20} MB` }))
      }
    })
  }

  private hear(message: ToWindow): void {
    if (message.t === 'event') this.hearEvent(message.name, message.value)
    else if (message.t === 'progress') this.hearProgress(message.number, message.progress)
    else if (message.t === 'reply') {
      this.pending.get(message.number)?.(message.result)
      this.pending.delete(message.number)
    }
  }

  private async reopen(): Promise<void> {
    this.line = null
    for (const settle of this.pending.values()) settle(failed('connection-lost'))
    this.pending.clear()
    this.hearConnection(false)
    for (let delayMs = firstRetryMs; !this.line; delayMs = Math.min(2 * delayMs, slowestRetryMs)) {
      await new Promise(then => setTimeout(then, delayMs))
      try {
        await this.open()
      } catch (error) {
        if (error instanceof Refusal && error.code === 'session-refused') return
      }
    }
    this.hearConnection(true)
  }
}

function openLink({ url }: CallArgs<'link:open'>): Result<void> {
  const link = openableLink(url)
  if (link === null) return failed('link-refused', { name: url.slice(0, 200) })
  window.open(link, '_blank', 'noopener,noreferrer')
  return { ok: true, value: undefined }
}

const failed = (code: FailureCode, params: Failure['params'] = {}): Result<never> => ({
  ok: false,
  error: { code, params },
})
