import http from 'node:http'
import { WebSocket } from 'ws'
import { FrameReader, framesFrom } from '../../../electron/contract/frames.ts'
import type { Session, ToWindow } from '../../../electron/contract/wire.ts'

export interface Answer {
  status: number
  headers: http.IncomingHttpHeaders
  body: string
}

/** A request as it is, with the headers given and no others but those that HTTP needs. */
export function ask(url: string, options: http.RequestOptions = {}, body = ''): Promise<Answer> {
  return new Promise((then, fail) => {
    const request = http.request(url, { agent: false, ...options }, response => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.on('end', () =>
        then({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(parts).toString() }),
      )
    })
    request.on('error', fail).end(body)
  })
}

export const postSession = (origin: string, body: unknown, headers: http.OutgoingHttpHeaders = {}): Promise<Answer> => {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const common = { Origin: origin, 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(text) }
  return ask(`${origin}/session`, { method: 'POST', headers: { ...common, ...headers } }, text)
}

export const sessionFrom = async (address: string): Promise<Session> => {
  const { origin, hash } = new URL(address)
  return JSON.parse((await postSession(origin, { token: hash.slice(1) })).body) as Session
}

/** A window's socket without a window. */
export class Client {
  readonly heard: ToWindow[] = []
  readonly socket: WebSocket
  /** The code with which the socket was closed, and when, ms after it was opened. */
  readonly closed: Promise<{ code: number; afterMs: number }>
  readonly opened: Promise<void>
  private number = 0

  constructor(origin: string, headers: Record<string, string> = { Origin: origin }, path = '/socket') {
    const start = Date.now()
    const reader = new FrameReader()
    this.socket = new WebSocket(`${origin.replace('http', 'ws')}${path}`, { headers })
    this.socket.on('message', data => {
      const message = reader.take(data as Buffer)
      if (message) this.heard.push(message as ToWindow)
    })
    this.opened = new Promise((then, fail) => this.socket.on('open', () => then()).on('error', fail))
    this.opened.catch(() => {})
    this.closed = new Promise(then => this.socket.on('close', code => then({ code, afterMs: Date.now() - start })))
  }

  say(message: unknown): void {
    for (const frame of framesFrom(message, this.number++)) this.socket.send(frame)
  }

  /** A message of JSON that no `JSON.stringify` would write. */
  sayJson(text: string): void {
    const head = Buffer.alloc(9)
    head[4] = 1
    head.writeUInt32LE(text.length, 5)
    this.socket.send(Buffer.concat([head, Buffer.from(text)]))
  }

  async enter(secret: string): Promise<this> {
    await this.opened
    this.say({ t: 'hello', secret })
    await this.hear(message => message.t === 'welcome')
    return this
  }

  async call(number: number, name: string, args: unknown): Promise<unknown> {
    this.say({ t: 'call', number, name, args })
    const reply = await this.hear(message => message.t === 'reply' && message.number === number)
    return reply.t === 'reply' && reply.result
  }

  async hear(wanted: (message: ToWindow) => boolean): Promise<ToWindow> {
    for (;;) {
      const found = this.heard.find(wanted)
      if (found) return found
      if (this.socket.readyState !== WebSocket.OPEN) throw new Error('the socket is closed')
      await new Promise(then => setTimeout(then, 2))
    }
  }
}
