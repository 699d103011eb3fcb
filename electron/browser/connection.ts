import type { WebSocket } from 'ws'
import { FrameReader, FrameWriter } from '../contract/frames.ts'
import type { Result } from '../contract/result.ts'
import { socketCodes } from '../contract/socket-codes.ts'
import { type ToHost, type ToWindow, toHost } from '../contract/wire.ts'
import type { Host } from '../host/index.ts'
import type { Sessions } from './sessions.ts'

/** How long a socket may say nothing valid, milliseconds. */
const silenceMs = 5000
/** How long an answer may lie in a socket of which nothing is read, milliseconds. */
const stuckMs = 30_000
/** Calls of one socket that the host works on at once; the others wait. */
const callsAtOnce = 64
/** Largest frame of a socket that has not proved who it is, bytes. */
const helloLimit = 1024

type Call = Extract<ToHost, { t: 'call' }>

/** What a window needs of the host. */
export type Answers = Pick<Host, 'dispatch' | 'subscribe'>

/** One window's socket: checks its hello, then carries its calls to the host and the host's answers and events back. */
export class Connection {
  private readonly socket: WebSocket
  private readonly host: Answers
  private readonly sessions: Sessions
  private readonly reader = new FrameReader()
  private readonly writer: FrameWriter
  private readonly running = new Map<number, AbortController>()
  private waiting: Call[] = []
  private admitted = false
  private readonly silence: NodeJS.Timeout
  private unsubscribe = () => {}

  constructor(socket: WebSocket, host: Answers, sessions: Sessions) {
    this.socket = socket
    this.host = host
    this.sessions = sessions
    this.writer = new FrameWriter(socket)
    this.silence = setTimeout(() => socket.close(socketCodes.unauthorized), silenceMs)
    socket.on('message', (data, isBinary) => this.take(data as Buffer, isBinary))
    // `ws` closes the socket itself after a broken or too large frame; without a listener the error would end the process.
    socket.on('error', () => {})
    socket.on('close', () => this.end())
  }

  private take(data: Buffer, isBinary: boolean): void {
    if (this.socket.readyState !== this.socket.OPEN) return
    try {
      if (!isBinary) throw new TypeError('a frame of text')
      if (!this.admitted && (data.length > helloLimit || data[4] !== 1)) throw new RangeError('no hello')
      const message = this.reader.take(data)
      if (message !== undefined) this.obey(toHost.parse(message))
    } catch {
      this.socket.close(socketCodes.malformed)
    }
  }

  private obey(message: ToHost): void {
    if ((message.t === 'hello') === this.admitted) throw new TypeError('hello comes first and once')
    if (message.t === 'hello') this.greet(message.secret)
    else if (message.t === 'cancel') this.cancel(message.number)
    else if (this.running.has(message.number) || this.waiting.some(call => call.number === message.number))
      throw new TypeError('a number that is in use')
    else if (this.running.size < callsAtOnce) void this.run(message)
    else {
      this.waiting.push(message)
      this.socket.pause()
    }
  }

  private greet(secret: string): void {
    clearTimeout(this.silence)
    if (!this.sessions.admits(secret)) {
      this.socket.removeAllListeners('message')
      setTimeout(() => this.socket.close(socketCodes.unauthorized), this.sessions.refusalDelayMs())
      return
    }
    this.admitted = true
    const unsubscribe = this.host.subscribe((name, value) => void this.say({ t: 'event', name, value } as ToWindow))
    const watch = this.watch()
    this.unsubscribe = () => {
      unsubscribe()
      clearInterval(watch)
    }
    void this.say({ t: 'welcome' })
  }

  private async run({ number, name, args }: Call): Promise<void> {
    const controller = new AbortController()
    this.running.set(number, controller)
    const result = await this.host.dispatch(name, args, {
      signal: controller.signal,
      progress: progress => {
        // Not worth waiting for behind a large answer.
        if (this.writer.waiting < callsAtOnce) void this.say({ t: 'progress', number, progress })
      },
    })
    await this.reply(number, result)
    this.running.delete(number)
    const next = this.waiting.shift()
    if (next) void this.run(next)
    else this.socket.resume()
  }

  /** An answer that cannot be sent (over the message limit) is a failure of the call, not of the connection. */
  private async reply(number: number, result: Result<unknown>): Promise<void> {
    try {
      await this.say({ t: 'reply', number, result })
    } catch {
      await this.say({ t: 'reply', number, result: { ok: false, error: { code: 'internal', params: {} } } })
    }
  }

  private cancel(number: number): void {
    this.running.get(number)?.abort()
    const waiting = this.waiting.find(call => call.number === number)
    if (!waiting) return
    this.waiting = this.waiting.filter(call => call !== waiting)
    void this.reply(number, { ok: false, error: { code: 'cancelled', params: {} } })
  }

  private async say(message: ToWindow): Promise<void> {
    if (this.socket.readyState === this.socket.OPEN) await this.writer.send(message)
  }

  /** Ends a socket whose other side has stopped reading, so that what waits for it does not pile up. */
  private watch(): NodeJS.Timeout {
    let before = 0
    return setInterval(() => {
      const now = this.socket.bufferedAmount
      if (now > 0 && now === before) this.socket.terminate()
      before = now
    }, stuckMs)
  }

  private end(): void {
    clearTimeout(this.silence)
    this.unsubscribe()
    for (const controller of this.running.values()) controller.abort()
    this.waiting = []
  }
}
