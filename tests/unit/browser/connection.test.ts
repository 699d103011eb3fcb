import { tmpdir } from 'node:os'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type OpenDoor, openDoor } from '../../../electron/browser/server.ts'
import { frameLimit, framesFrom } from '../../../electron/contract/frames.ts'
import { Client, sessionFrom } from './client.ts'
import { EchoHost } from './echo-host.ts'

let host: EchoHost
let door: OpenDoor
let origin: string
let secret: string

beforeEach(async () => {
  host = new EchoHost()
  door = await openDoor(host, tmpdir(), 0)
  origin = new URL(door.address).origin
  secret = (await sessionFrom(door.address)).secret
})
afterEach(() => door.close())

const enter = () => new Client(origin).enter(secret)
/** The host is up and answers the right window, whatever the one before did. */
const expectUp = async () =>
  expect(await (await enter()).call(1, 'echo', { a: 1 })).toEqual({ ok: true, value: { a: 1 } })

test('answers calls and passes failures on', async () => {
  const client = await enter()
  expect(await client.call(1, 'echo', { a: [1, null] })).toEqual({ ok: true, value: { a: [1, null] } })
  expect(await client.call(2, 'refuse', {})).toEqual({ ok: false, error: { code: 'not-found', params: { name: 'x' } } })
})

test('carries thirty megabytes each way', async () => {
  const client = await enter()
  const answer = (await client.call(1, 'bytes', { length: 30_000_000 })) as { value: Uint8Array }
  expect([answer.value.length, answer.value[29_999_999]]).toEqual([30_000_000, 7])
  expect(await client.call(2, 'length', { bytes: new Uint8Array(30_000_000) })).toEqual({ ok: true, value: 30_000_000 })
})

test('cancels a call by its number', async () => {
  const client = await enter()
  const reply = client.call(5, 'forever', {})
  client.say({ t: 'cancel', number: 4 })
  client.say({ t: 'cancel', number: 5 })
  expect(await reply).toMatchObject({ ok: false, error: { code: 'cancelled' } })
})

test('reports progress before the answer', async () => {
  const client = await enter()
  await client.call(1, 'steps', {})
  expect(client.heard.filter(({ t }) => t === 'progress')).toEqual(
    [1, 2, 3].map(done => ({ t: 'progress', number: 1, progress: { done, total: 3 } })),
  )
})

test('tells every window of events until it goes', async () => {
  const [a, b] = [await enter(), await enter()]
  host.emit('command:chosen', { command: 'undo' })
  for (const client of [a, b])
    expect(await client.hear(({ t }) => t === 'event')).toMatchObject({
      name: 'command:chosen',
      value: { command: 'undo' },
    })
  a.socket.close()
  b.socket.terminate()
  await expect.poll(() => host.listeners.size).toBe(0)
})

test('works on sixty-four calls at once and keeps the others waiting', async () => {
  const client = await enter()
  const replies = Array.from({ length: 500 }, (_, number) => client.call(number, 'slow', { number }))
  expect(await Promise.all(replies)).toEqual(replies.map((_, number) => ({ ok: true, value: { number } })))
  expect(host.mostRunning).toBe(64)
})

test('aborts what a window asked for when it goes', async () => {
  const client = await enter()
  void client.call(1, 'forever', {}).catch(() => {})
  await expect.poll(() => host.asked.length).toBe(1)
  client.socket.terminate()
  await expect.poll(() => host.aborted).toEqual(['forever'])
})

test('makes an answer that cannot be sent a failure of its call', async () => {
  const client = await enter()
  expect(await client.call(1, 'unsendable', {})).toMatchObject({ ok: false, error: { code: 'internal' } })
  expect(await client.call(2, 'echo', 1)).toEqual({ ok: true, value: 1 })
})

test('closes a socket that says nothing for five seconds', async () => {
  const { code, afterMs } = await new Client(origin).closed
  expect(code).toBe(4401)
  expect(afterMs).toBeGreaterThan(4900)
})

test('refuses a wrong secret, later each time', async () => {
  const waits: number[] = []
  for (let guess = 0; guess < 3; guess++) {
    const client = new Client(origin)
    await client.opened
    client.say({ t: 'hello', secret: `wrong${guess}` })
    client.say({ t: 'hello', secret })
    const { code, afterMs } = await client.closed
    expect([code, client.heard]).toEqual([4401, []])
    waits.push(afterMs)
  }
  waits.forEach((waited, guess) => expect(waited).toBeGreaterThan(95 * 2 ** guess))
  await expectUp()
})

const call = { t: 'call', number: 1, name: 'forever', args: {} }
test.each<[string, (client: Client) => void]>([
  ['text', client => client.socket.send('{"t":"call"}')],
  ['an empty frame', client => client.socket.send(new Uint8Array())],
  ['garbage', client => client.socket.send(new Uint8Array(64).fill(1))],
  ['a frame that is not finished', client => client.socket.send(new Uint8Array(300))],
  ['a message of no kind', client => client.say({ t: 'eval', code: '1' })],
  ['a message that is no object', client => client.say([1])],
  ['a second hello', client => client.say({ t: 'hello', secret })],
  ['a number that is in use', client => [call, call].forEach(message => client.say(message))],
  ['a number that is none', client => client.say({ ...call, number: -1 })],
  ['a name that is none', client => client.say({ ...call, name: 7 })],
  [
    'depth without end',
    client => client.sayJson(`{"t":"call","number":1,"name":"echo","args":${'['.repeat(1e5)}${']'.repeat(1e5)}}`),
  ],
])('closes on %s and stays up', async (_name, send) => {
  const client = await enter()
  send(client)
  expect((await client.closed).code).toBe(4400)
  await expectUp()
})

test('closes a socket with a frame over the limit', async () => {
  const client = await enter()
  client.socket.send(new Uint8Array(frameLimit + 1))
  expect((await client.closed).code).toBe(1009)
  await expectUp()
})

test('takes calls, long frames and unfinished ones only after a hello', async () => {
  const [call] = framesFrom({ t: 'call', number: 1, name: 'echo', args: {} }, 0)
  const [long] = framesFrom({ t: 'hello', secret: 'x'.repeat(2000) }, 0)
  const unfinished = new Uint8Array(frameLimit)
  for (const frame of [call, long, unfinished]) {
    const client = new Client(origin)
    await client.opened
    client.socket.send(frame!)
    expect((await client.closed).code).toBe(4400)
  }
  expect(host.asked).toEqual([])
})

test('lets go of its sockets when it closes', async () => {
  const client = await enter()
  await door.close()
  expect((await client.closed).code).toBe(1001)
  await expect(new Client(origin).opened).rejects.toThrow('ECONNREFUSED')
})
