import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { setTimeout as wait } from 'node:timers/promises'
import { WebSocketServer } from 'ws'
import { frameLimit } from '../contract/frames.ts'
import { pageHeaders } from '../contract/policy.ts'
import { socketCodes } from '../contract/socket-codes.ts'
import { type Session, sessionRequest } from '../contract/wire.ts'
import { serveAsset } from '../host/assets.ts'
import { type Answers, Connection } from './connection.ts'
import { Sessions } from './sessions.ts'

const bodyLimit = 1024
const socketLimit = 16
const limits = {
  maxHeaderSize: 8192,
  headersTimeout: 5000,
  requestTimeout: 10_000,
  keepAliveTimeout: 5000,
  connectionsCheckingInterval: 1000,
}

export interface OpenDoor {
  /** The address with its one-time token in the fragment. To be shown to the user and nobody else. */
  address: string
  /** Resolves when somebody has used the token up. */
  used: Promise<void>
  close(): Promise<void>
}

/**
 * Opens the browser door on 127.0.0.1; port 0 takes a free one. Throws the system's error (EADDRINUSE, EACCES) when the port is not to be had.
 */
export async function openDoor(host: Answers, rendererDirectory: string, port: number): Promise<OpenDoor> {
  const server = createServer(limits)
  server.maxConnections = 64
  await listening(server, port)
  const door = new BrowserDoor(host, rendererDirectory, `http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  server.on('request', (request, response) => {
    // Only a request that breaks off while it is read or answered ends here.
    door.answer(request, response).catch(() => response.destroy())
  })
  server.on('upgrade', (request, socket, head) => door.upgrade(request, socket, head))
  return {
    address: `${door.origin}/#${door.sessions.token}`,
    used: door.used,
    close: async () => {
      const closed = new Promise<void>(then => server.close(() => then()))
      door.closeSockets(1001)
      server.closeAllConnections()
      await closed
    },
  }
}

const listening = (server: Server, port: number) =>
  new Promise<void>((then, fail) => server.once('error', fail).listen({ port, host: '127.0.0.1' }, then))

class BrowserDoor {
  readonly origin: string
  readonly sessions = new Sessions()
  readonly used: Promise<void>
  private readonly host: Answers
  private readonly rendererDirectory: string
  private readonly sockets = new WebSocketServer({ noServer: true, maxPayload: frameLimit })
  private markUsed = () => {}

  constructor(host: Answers, rendererDirectory: string, address: string) {
    this.host = host
    this.rendererDirectory = rendererDirectory
    this.origin = new URL(address).origin
    this.used = new Promise(then => (this.markUsed = then))
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url?.split('?')[0] ?? ''
    if (!this.isHere(request)) return reply(response, 403)
    if (path === '/session') return this.answerSession(request, response)
    if (request.method !== 'GET' && request.method !== 'HEAD') return reply(response, 405, { Allow: 'GET, HEAD' })
    const { status, headers, body } = await serveAsset(this.rendererDirectory, path)
    response.writeHead(status, { ...headers, 'Content-Length': body.length })
    response.end(request.method === 'HEAD' ? undefined : body)
  }

  private async answerSession(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method !== 'POST') return reply(response, 405, { Allow: 'POST' })
    if (request.headers.origin !== this.origin) return reply(response, 403)
    if (request.headers['content-type'] !== 'application/json') return reply(response, 415)
    if (!(Number(request.headers['content-length']) <= bodyLimit)) return reply(response, 413, { Connection: 'close' })
    const asked = sessionRequest.safeParse(await jsonOf(request))
    if (!asked.success) return reply(response, 400)
    const session = this.sessions.exchange(asked.data)
    if (session === null) {
      await wait(this.sessions.refusalDelayMs())
      return reply(response, 401)
    }
    this.markUsed()
    this.closeSockets(socketCodes.unauthorized) // all of the session before
    reply(response, 200, { 'Content-Type': 'application/json' }, session)
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const refuse = (status: string) => socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\n\r\n`)
    socket.on('error', () => socket.destroy())
    if (!this.isHere(request) || request.headers.origin !== this.origin) return void refuse('403 Forbidden')
    if (request.url !== '/socket') return void refuse('404 Not Found')
    if (this.sockets.clients.size >= socketLimit) return void refuse('503 Service Unavailable')
    this.sockets.handleUpgrade(request, socket, head, opened => {
      new Connection(opened, this.host, this.sessions)
    })
  }

  closeSockets(code: number): void {
    for (const socket of this.sockets.clients) {
      socket.close(code)
      setTimeout(() => socket.terminate(), 500).unref()
    }
  }

  /** A page elsewhere whose name was made to resolve to this machine says that name in `Host`. */
  private isHere(request: IncomingMessage): boolean {
    return `http://${request.headers.host}` === this.origin && request.url?.startsWith('/') === true
  }
}

function reply(response: ServerResponse, status: number, headers: Record<string, string> = {}, value?: Session): void {
  const body = value ? JSON.stringify(value) : ''
  response.writeHead(status, { ...pageHeaders, 'Cache-Control': 'no-store', 'Content-Length': body.length, ...headers })
  response.end(body)
}

/** Node hands out no more of a body than its Content-Length says. */
async function jsonOf(request: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = []
  for await (const part of request as AsyncIterable<Buffer>) parts.push(part)
  try {
    return JSON.parse(Buffer.concat(parts).toString('utf8'))
  } catch {
    return null
  }
}
