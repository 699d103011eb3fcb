import { tmpdir } from 'node:os'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type OpenDoor, openDoor } from '../../electron/browser/server.ts'
import type { Door } from '../../electron/contract/bridge.ts'
import type * as Bridge from '../../renderer/bridge.ts'
import { EchoHost } from './browser/echo-host.ts'
import { Tab } from './browser/page.ts'

let host: EchoHost
let door: OpenDoor
let tab: Tab

beforeEach(async () => {
  host = new EchoHost()
  door = await openDoor(host, tmpdir(), 0)
  tab = new Tab()
})
afterEach(async () => {
  tab.leave()
  await door.close()
  vi.unstubAllGlobals()
})

async function loaded(address = door.address, others = {}): Promise<typeof Bridge> {
  const bridge = await tab.load(address, others)
  await bridge.connect()
  return bridge
}
/** The echo host's calls are none of the contract's. */
const anyCall = (bridge: typeof Bridge) =>
  bridge.call as unknown as (
    name: string,
    args: object,
    options?: Parameters<typeof Bridge.call>[2],
  ) => Promise<unknown>

test('answers calls with their values and throws refusals', async () => {
  const call = anyCall(await loaded())
  expect(await call('echo', { bytes: new Uint8Array([1, 2]) })).toEqual({ bytes: new Uint8Array([1, 2]) })
  await expect(call('refuse', {})).rejects.toMatchObject({ name: 'Refusal', code: 'not-found', params: { name: 'x' } })
})

test('leaves no trace of token or secret in address and storage', async () => {
  await loaded()
  expect(tab.address).toBe(`${new URL(door.address).origin}/`)
  expect(tab.storage.size).toBe(0)
})

test('keeps its session over reloads by a ticket used once', async () => {
  await loaded()
  for (let reload = 0; reload < 3; reload++) {
    tab.leave()
    expect(tab.storage.size).toBe(1)
    const bridge = await loaded(tab.address)
    expect(tab.storage.size).toBe(0)
    expect(await anyCall(bridge)('echo', {})).toEqual({})
  }
})

test('keeps its ticket when it is reloaded before it had a session', async () => {
  await loaded()
  tab.leave()
  await tab.load(tab.address)
  const bridge = await tab.load(tab.address)
  const connecting = bridge.connect()
  tab.leave()
  expect(tab.storage.size).toBe(1)
  await connecting.catch(() => {})
})

test('refuses a second tab, a used address and none', async () => {
  await loaded()
  tab.leave()
  for (const address of [door.address, new URL(door.address).origin, `${new URL(door.address).origin}/#wrong`])
    await expect((await new Tab().load(address)).connect()).rejects.toMatchObject({ code: 'session-refused' })
})

test('says that nobody answers where there is no host', async () => {
  const bridge = await tab.load(door.address)
  await door.close()
  await expect(bridge.connect()).rejects.toMatchObject({ code: 'connection-lost' })
})

test('carries thirty megabytes each way', async () => {
  const call = anyCall(await loaded())
  expect(await call('length', { bytes: new Uint8Array(30_000_000) })).toBe(30_000_000)
  expect(((await call('bytes', { length: 30_000_000 })) as Uint8Array).length).toBe(30_000_000)
})

test('cancels at once, and the host hears of it', async () => {
  const call = anyCall(await loaded())
  const controller = new AbortController()
  const answer = call('forever', {}, { signal: controller.signal })
  await expect.poll(() => host.asked).toEqual(['forever'])
  controller.abort()
  await expect(answer).rejects.toMatchObject({ code: 'cancelled' })
  await expect.poll(() => host.aborted).toEqual(['forever'])
  await expect(call('echo', {}, { signal: controller.signal })).rejects.toMatchObject({ code: 'cancelled' })
  expect(host.asked).toEqual(['forever'])
})

test('reports the progress of a call to that call', async () => {
  const call = anyCall(await loaded())
  const heard: number[][] = [[], []]
  await Promise.all(heard.map(list => call('steps', {}, { onProgress: ({ done }) => void list.push(done) })))
  for (const list of heard) expect(list).toEqual([1, 2, 3])
})

test('tells of events until one stops listening', async () => {
  const bridge = await loaded()
  const heard: unknown[] = []
  const stop = bridge.onEvent('command:chosen', value => heard.push(value))
  host.emit('topic:requested', { topicId: 'abcd' })
  host.emit('command:chosen', { command: 'undo' })
  await expect.poll(() => heard).toEqual([{ command: 'undo' }])
  stop()
  host.emit('command:chosen', { command: 'redo' })
  await anyCall(bridge)('echo', {})
  expect(heard.length).toBe(1)
})

test('fails calls in flight when the connection drops, and comes back', async () => {
  const bridge = await loaded()
  const call = anyCall(bridge)
  const connections: boolean[] = []
  bridge.onConnection(connected => connections.push(connected))
  const answers = [call('forever', {}), call('forever', {})].map(answer => answer.catch((error: unknown) => error))
  await expect.poll(() => host.asked.length).toBe(2)
  tab.drop()
  expect(await Promise.all(answers)).toMatchObject([{ code: 'connection-lost' }, { code: 'connection-lost' }])
  await expect(call('echo', {})).rejects.toMatchObject({ code: 'connection-lost' })
  await expect.poll(() => connections).toEqual([false, true])
  expect(await call('echo', { a: 1 })).toEqual({ a: 1 })
  expect(host.asked).toEqual(['forever', 'forever', 'echo'])
})

test('sends no call twice by itself, however the connection drops', async () => {
  const bridge = await loaded()
  const call = anyCall(bridge)
  let connected = true
  bridge.onConnection(now => (connected = now))
  const acknowledged: number[] = []
  for (let edit = 0; edit < 60; edit++) {
    if (edit % 6 === 0) setTimeout(() => tab.drop(), edit % 5)
    const answer = await call('slow', { edit }).catch(() => null)
    if (answer) acknowledged.push(edit)
    while (!connected) await new Promise(then => setTimeout(then, 10))
  }
  const carriedOut = host.args.map(args => (args as { edit: number }).edit)
  expect(new Set(carriedOut).size).toBe(carriedOut.length)
  expect(carriedOut).toEqual(expect.arrayContaining(acknowledged))
  expect(acknowledged.length).toBeGreaterThan(20)
  expect(acknowledged.length).toBeLessThan(60)
})

test('stops trying when another host has taken the place', async () => {
  const bridge = await loaded()
  const connections: boolean[] = []
  bridge.onConnection(connected => connections.push(connected))
  const { port } = new URL(door.address)
  await door.close()
  door = await openDoor(host, tmpdir(), Number(port))
  await expect.poll(() => tab.sockets.length).toBeGreaterThan(1)
  await expect.poll(() => tab.sockets.at(-1)?.readyState).toBe(3)
  const tries = tab.sockets.length
  await new Promise(then => setTimeout(then, 1500))
  expect([tab.sockets.length, connections]).toEqual([tries, [false]])
})

test('opens links itself, and only those that may leave', async () => {
  const bridge = await loaded()
  const opening = bridge.call('link:open', { url: 'https://example.org/a b' })
  expect(tab.opened).toEqual(['https://example.org/a%20b']) // before anything is awaited
  await opening
  await expect(bridge.call('link:open', { url: 'java\tscript:1' })).rejects.toMatchObject({ code: 'link-refused' })
  expect([tab.opened.length, host.asked]).toEqual([1, []])
})

test('takes the system’s language from the browser', async () => {
  expect(await (await loaded()).call('app:info', {})).toMatchObject({ systemLanguage: 'zh-CN' })
})

test('fails a call that is too large for the wire', async () => {
  const call = anyCall(await loaded())
  const bytes = new Uint8Array(2 ** 29)
  await expect(call('length', { fileName: 'a.pdf', bytes, more: new Uint8Array(1 << 17) })).rejects.toMatchObject({
    code: 'file-too-large',
    params: { name: 'a.pdf', limit: '512 MB' },
  })
  expect(await call('echo', {})).toEqual({})
})

test('works the same through a door that is given to the window', async () => {
  const listeners = { progress: (() => {}) as Parameters<Door['onProgress']>[0] }
  const controllers = new Map<number, AbortController>()
  const folium: Door = {
    call: (number, name, args) => {
      const controller = new AbortController()
      controllers.set(number, controller)
      const context = { signal: controller.signal, progress: (value: never) => listeners.progress(number, value) }
      return host.dispatch(name, args, context) as never
    },
    cancel: number => controllers.get(number)?.abort(),
    onProgress: listener => (listeners.progress = listener),
    onEvent: listener => host.subscribe(listener),
    onConnection: listener => listener(true),
  }
  const bridge = await loaded('http://127.0.0.1:1/', { folium })
  const call = anyCall(bridge)
  const heard: unknown[] = []
  bridge.onEvent('command:chosen', value => heard.push(value))
  host.emit('command:chosen', { command: 'undo' })
  await call('steps', {}, { onProgress: progress => heard.push(progress) })
  expect(heard).toEqual([{ command: 'undo' }, { done: 1, total: 3 }, { done: 2, total: 3 }, { done: 3, total: 3 }])
  await expect(call('refuse', {})).rejects.toMatchObject({ code: 'not-found' })
  const controller = new AbortController()
  const answer = call('forever', {}, { signal: controller.signal })
  controller.abort()
  await expect(answer).rejects.toMatchObject({ code: 'cancelled' })
  expect(host.aborted).toEqual(['forever'])
})
