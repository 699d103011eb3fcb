import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import net from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest'
import { type OpenDoor, openDoor } from '../../../electron/browser/server.ts'
import { pageHeaders } from '../../../electron/contract/policy.ts'
import { ask, Client, postSession, sessionFrom } from './client.ts'
import { EchoHost } from './echo-host.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'folium-door-'))
writeFileSync(path.join(folder, 'index.html'), '<!doctype html>')
let door: OpenDoor
let origin: string
let token: string

beforeEach(async () => {
  door = await openDoor(new EchoHost(), folder, 0)
  origin = new URL(door.address).origin
  token = new URL(door.address).hash.slice(1)
})
afterEach(() => door.close())
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('serves the page with the policy and no cookie or CORS header', async () => {
  const { status, headers, body } = await ask(`${origin}/?x=1`)
  expect([status, body]).toEqual([200, '<!doctype html>'])
  for (const [name, value] of Object.entries(pageHeaders)) expect(headers[name.toLowerCase()]).toBe(value)
  expect(Object.keys(headers).filter(name => name === 'set-cookie' || name.startsWith('access-control'))).toEqual([])
})

test('answers HEAD without a body', async () => {
  const { status, headers, body } = await ask(origin, { method: 'HEAD' })
  expect([status, headers['content-length'], body]).toEqual([200, '15', ''])
})

test.each([
  'localhost',
  '127.0.0.1',
  '127.0.0.1:1',
  'evil.example',
  '127.0.0.1:PORT.evil.example',
  '[::1]:PORT',
  '127.1:PORT',
])('refuses the host %s', async host => {
  const said = host.replace('PORT', new URL(origin).port)
  expect((await ask(origin, { headers: { Host: said } })).status).toBe(403)
  expect((await postSession(origin, { token }, { Host: said })).status).toBe(403)
  await expect(new Client(origin, { Origin: origin, Host: said }).opened).rejects.toThrow('403')
  expect((await postSession(origin, { token })).status).toBe(200)
})

test.each([
  'null',
  'http://evil.example',
  'https://127.0.0.1:PORT',
  'http://localhost:PORT',
  'http://127.0.0.1:PORT/',
  'http://127.0.0.1',
])('refuses the origin %s', async given => {
  const Origin = given.replace('PORT', new URL(origin).port)
  expect((await postSession(origin, { token }, { Origin })).status).toBe(403)
  await expect(new Client(origin, { Origin }).opened).rejects.toThrow('403')
})

test('refuses a missing origin', async () => {
  const body = JSON.stringify({ token })
  const headers = { 'Content-Type': 'application/json', 'Content-Length': body.length }
  expect((await ask(`${origin}/session`, { method: 'POST', headers }, body)).status).toBe(403)
  await expect(new Client(origin, {}).opened).rejects.toThrow('403')
})

test('takes the token once', async () => {
  expect((await postSession(origin, { token })).status).toBe(200)
  await door.used
  expect((await postSession(origin, { token })).status).toBe(401)
})

test('takes each ticket once and ends the session before', async () => {
  const first = await sessionFrom(door.address)
  const client = await new Client(origin).enter(first.secret)
  const answer = await postSession(origin, { ticket: first.ticket })
  expect(answer.headers['cache-control']).toBe('no-store')
  expect((await client.closed).code).toBe(4401)
  const second = JSON.parse(answer.body) as typeof first
  expect((await postSession(origin, { ticket: first.ticket })).status).toBe(401)
  expect((await postSession(origin, { token: second.secret })).status).toBe(401)
  await new Client(origin).enter(second.secret)
  expect((await postSession(origin, { ticket: second.ticket })).status).toBe(200)
})

test('lets nobody have a session without a token', async () => {
  for (const body of [
    '',
    '{',
    'null',
    '[]',
    {},
    { token: 7 },
    { token, ticket: token },
    { ticket: '' },
    { ticket: token },
    { token: `${token}x` },
  ])
    expect([400, 401]).toContain((await postSession(origin, body)).status)
  expect((await postSession(origin, { token })).status).toBe(200)
})

test('slows wrong tokens down, more each time', async () => {
  const waits: number[] = []
  for (let guess = 0; guess < 4; guess++) {
    const start = performance.now()
    expect((await postSession(origin, { token: `wrong${guess}` })).status).toBe(401)
    waits.push(performance.now() - start)
  }
  waits.forEach((waited, guess) => expect(waited).toBeGreaterThan(95 * 2 ** guess))
})

test('refuses other methods, types, paths and sizes', async () => {
  const statuses = await Promise.all([
    ask(`${origin}/session`),
    ask(origin, { method: 'POST' }),
    ask(origin, { method: 'PUT' }),
    ask(origin, {
      method: 'OPTIONS',
      headers: { Origin: 'http://evil.example', 'Access-Control-Request-Method': 'POST' },
    }),
    postSession(origin, { token }, { 'Content-Type': 'text/plain' }),
    postSession(origin, `{"token":"${'x'.repeat(2000)}"}`),
    ask(`${origin}/missing.js`),
    ask(`${origin}/%00`),
  ])
  expect(statuses.map(({ status }) => status)).toEqual([405, 405, 405, 405, 415, 413, 404, 400])
  expect((await postSession(origin, { token })).status).toBe(200)
})

test('refuses headers over eight kilobytes', async () => {
  expect((await ask(origin, { headers: { 'X-Large': 'x'.repeat(9000) } })).status).toBe(431)
})

test('refuses an address in full, and bytes that are no request', async () => {
  const raw = (text: string) =>
    new Promise<string>(then => {
      const socket = net.connect(Number(new URL(origin).port), '127.0.0.1', () => socket.end(text))
      let heard = ''
      socket.on('data', data => (heard += String(data))).on('close', () => then(heard))
    })
  expect(await raw(`GET http://evil.example/ HTTP/1.1\r\nHost: ${new URL(origin).host}\r\n\r\n`)).toMatch(
    /^HTTP\/1.1 403/,
  )
  expect(await raw('\u0000\u0001 nonsense\r\n\r\n')).toMatch(/^HTTP\/1.1 400/)
  expect((await ask(origin)).status).toBe(200)
})

test('listens on 127.0.0.1 alone', async () => {
  const port = Number(new URL(origin).port)
  await expect(
    new Promise((then, fail) => net.connect(port, '127.0.0.2').on('connect', then).on('error', fail)),
  ).rejects.toThrow('ECONNREFUSED')
})

test('opens sockets at one address, sixteen at most', async () => {
  await expect(new Client(origin, { Origin: origin }, '/other').opened).rejects.toThrow('404')
  const { secret } = await sessionFrom(door.address)
  const clients = await Promise.all(Array.from({ length: 16 }, () => new Client(origin).enter(secret)))
  await expect(new Client(origin).opened).rejects.toThrow('503')
  clients[0]?.socket.close()
  await clients[0]?.closed
  await new Client(origin).enter(secret)
})

test('throws when the port is taken', async () => {
  await expect(openDoor(new EchoHost(), folder, Number(new URL(origin).port))).rejects.toMatchObject({
    code: 'EADDRINUSE',
  })
})
