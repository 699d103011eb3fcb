import { mkdtempSync, rmSync } from 'node:fs'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { CallArgs, CallName } from '../../../../electron/contract/calls.ts'
import type { LookupState } from '../../../../electron/contract/lookup.ts'
import type { Host } from '../../../../electron/host/index.ts'
import { callOn, hostIn } from '../opened.ts'

/** What the services answer, in their own words (shortened), for made-up papers. */
const feed = (entries: string) => `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>ArXiv Query: id_list=…</title>${entries}</feed>`
const arxivEntry = `<entry>
  <id>http://arxiv.org/abs/2401.01234v2</id><updated>2024-02-01T00:00:00Z</updated><published>2024-01-02T18:59:59Z</published>
  <title>Saddle Points &amp; Plateaus:
  A Study</title><summary>  We study $x &lt; y$.  </summary>
  <author><name>Ada van der Berg</name></author><author><name>李航</name></author>
  <arxiv:doi xmlns:arxiv="http://arxiv.org/schemas/atom">10.1000/ABC.7</arxiv:doi>
  <arxiv:primary_category xmlns:arxiv="http://arxiv.org/schemas/atom" term="cs.LG" scheme="http://arxiv.org/schemas/atom"/></entry>`
const crossref = {
  status: 'ok',
  'message-type': 'work',
  message: {
    DOI: '10.1000/xyz.1',
    URL: 'https://doi.org/10.1000/xyz.1',
    type: 'journal-article',
    title: ['On <i>Curvature</i>'],
    subtitle: ['a note'],
    'container-title': ['Journal of Slopes'],
    'short-container-title': ['J. Slopes'],
    volume: '12',
    issue: '3',
    page: '100–110',
    publisher: 'Press',
    ISSN: ['1234-5678'],
    issued: { 'date-parts': [[2019, 5]] },
    author: [{ given: 'Grace', family: 'Hill', sequence: 'first' }, { name: 'The Slope Group' }],
    abstract: '<jats:p>Curvature &amp; slope.</jats:p>',
  },
}
const openalex = {
  id: 'https://openalex.org/W1',
  doi: 'https://doi.org/10.1000/only.openalex',
  title: 'Known to OpenAlex',
  type: 'article',
  publication_date: '2020-03-04',
  authorships: [{ author: { display_name: 'Noor Haddad' } }],
  primary_location: { landing_page_url: 'https://example.org/w1', source: { display_name: 'Open Journal' } },
  biblio: { volume: '1', issue: null, first_page: '5', last_page: '9' },
  abstract_inverted_index: { Words: [0], order: [2], in: [1] },
}

interface Asked {
  url: string
  agent: string
}
type Reply = (request: http.IncomingMessage, response: http.ServerResponse) => void

let directory: string
let server: http.Server
let host: Host
let asked: Asked[]
let reply: Reply

interface LookupPlaces {
  places?: Record<string, string>
  timeoutMs?: number
}

const base = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`
/** The host with its lookups; a service is given up only where a test waits for that. */
async function open({ places, timeoutMs = 60_000 }: LookupPlaces = {}): Promise<void> {
  host = await hostIn(directory, {
    version: '9.9',
    lookup: {
      places: places ?? {
        arxiv: `${base()}/arxiv`,
        crossref: `${base()}/crossref/`,
        openalex: `${base()}/openalex/doi:`,
      },
      timeoutMs,
      offlineMs: 50,
      everyMs: 1,
    },
  })
}
const call = <K extends CallName>(name: K, args: CallArgs<K>) => callOn(host, name, args)
async function item(title: string, url: string): Promise<string> {
  const [topicId = await call('topic:add', { parentId: null, before: null, title: 'Topic' })] = Object.keys(
    host.records.data.topics,
  )
  const entry = host.records.get('entries', await call('item:add', { topicId, title, url }))
  if (entry.kind !== 'item') throw new Error('an item')
  return entry.itemId
}
/** Looks items up and waits until nothing is left. */
async function looked(...itemIds: string[]): Promise<LookupState> {
  await call('lookup:start', { itemIds })
  for (;;) {
    const state = await call('lookup:state', {})
    if (state.done === state.total) return state
    await new Promise(resolve => setTimeout(resolve, 10))
  }
}
const json = (response: http.ServerResponse, value: unknown, status = 200): unknown =>
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(value))

beforeEach(async () => {
  directory = mkdtempSync(path.join(tmpdir(), 'folium-lookup-'))
  asked = []
  reply = (_, response) => response.writeHead(404).end('Resource not found.')
  server = http.createServer((request, response) => {
    asked.push({ url: request.url ?? '', agent: request.headers['user-agent'] ?? '' })
    reply(request, response)
  })
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  await open()
})
afterEach(async () => {
  await host.close()
  server.closeAllConnections()
  await new Promise(done => server.close(done))
  rmSync(directory, { recursive: true, force: true })
})

test('asks arXiv about many papers at once and fills in what is missing', async () => {
  reply = (_, response) => response.end(feed(arxivEntry))
  const [first, second] = [
    await item('arxiv:2401.01234', 'https://arxiv.org/abs/2401.01234'),
    await item('Mine', 'https://arxiv.org/abs/2401.09999'),
  ]
  expect(await looked(first, second)).toMatchObject({
    total: 2,
    filled: 1,
    failed: [{ itemId: second, reason: 'not-found' }],
  })
  expect(asked).toEqual([{ url: '/arxiv?max_results=2&id_list=2401.01234,2401.09999', agent: 'Folium/9.9' }])
  expect(host.records.get('items', first)).toMatchObject({
    title: 'Saddle Points & Plateaus: A Study',
    doi: '10.1000/abc.7',
    reference: {
      type: 'article',
      author: [{ family: 'van der Berg', given: 'Ada' }, { literal: '李航' }],
      issued: { 'date-parts': [[2024, 1, 2]] },
      abstract: 'We study $x < y$.',
      arxivClass: 'cs.LG',
    },
  })
  await call('library:undo', {})
  expect(host.records.get('items', first)).toMatchObject({ title: 'arxiv:2401.01234', doi: null })
})

test('asks Crossref by DOI and keeps what was written by hand', async () => {
  reply = (_, response) => json(response, crossref)
  const id = await item('My own title', 'https://doi.org/10.1000/xyz.1')
  expect(await looked(id)).toMatchObject({ filled: 1, failed: [] })
  expect(asked[0]?.url).toBe('/crossref/10.1000%2Fxyz.1')
  expect(host.records.get('items', id)).toMatchObject({
    title: 'My own title',
    reference: {
      type: 'article-journal',
      author: [{ family: 'Hill', given: 'Grace' }, { literal: 'The Slope Group' }],
      'container-title': 'Journal of Slopes',
      volume: '12',
      issue: '3',
      page: '100-110',
      issued: { 'date-parts': [[2019, 5]] },
      abstract: 'Curvature & slope.',
    },
  })
  expect(await looked(id)).toMatchObject({ total: 1, filled: 0, failed: [] })
})

test('asks OpenAlex where Crossref knows nothing', async () => {
  reply = ({ url }, response) =>
    url?.startsWith('/openalex') ? json(response, openalex) : response.writeHead(404).end('Resource not found.')
  const id = await item('https://doi.org/10.1000/only.openalex', 'https://doi.org/10.1000/only.openalex')
  expect(await looked(id)).toMatchObject({ filled: 1 })
  expect(host.records.get('items', id)).toMatchObject({
    title: 'Known to OpenAlex',
    reference: {
      author: [{ family: 'Haddad', given: 'Noor' }],
      'container-title': 'Open Journal',
      page: '5-9',
      abstract: 'Words in order',
    },
  })
})

test.each<[string, Reply, string]>([
  ['no answer in time', () => undefined, 'timeout'],
  ['a server error', (_, response) => response.writeHead(500).end(), 'refused'],
  ['a refusal', (_, response) => response.writeHead(403).end(), 'refused'],
  ['nonsense', (_, response) => response.end('<html>not you again'), 'unreadable'],
  ['half an answer', (_, response) => response.end('{"message": {"title": ["cut'), 'unreadable'],
  ['an endless redirect', (_, response) => response.writeHead(302, { Location: '/again' }).end(), 'refused'],
  ['another scheme', (_, response) => response.writeHead(302, { Location: 'file:///etc/passwd' }).end(), 'refused'],
  ['too much', (_, response) => response.end(Buffer.alloc(9 << 20)), 'refused'],
])('says why there is %s, and changes nothing', async (_, wrong, reason) => {
  reply = wrong
  if (reason === 'timeout') {
    await host.close()
    await open({ timeoutMs: 100 })
  }
  const id = await item('Title', 'https://doi.org/10.1000/xyz.1')
  const before = host.records.get('items', id)
  expect(await looked(id)).toMatchObject({ done: 1, filled: 0, failed: [{ itemId: id, reason }] })
  expect(host.records.get('items', id)).toEqual(before)
})

test('waits as a service asks, then goes on', async () => {
  reply = (_, response) => {
    if (asked.length === 1) response.writeHead(429, { 'Retry-After': '1' }).end()
    else json(response, crossref)
  }
  const states: LookupState['waiting'][] = []
  host.subscribe((name, value) => {
    if (name === 'lookup:changed') states.push((value as LookupState).waiting)
  })
  expect(await looked(await item('Title', 'https://doi.org/10.1000/xyz.1'))).toMatchObject({ filled: 1 })
  expect(states).toContain('service')
})

test('waits for the network, says so, and goes on when it is there', async () => {
  const { port } = server.address() as AddressInfo
  const id = await item('Title', 'https://doi.org/10.1000/xyz.1')
  await new Promise(done => server.close(done))
  await call('lookup:start', { itemIds: [id] })
  await expect.poll(async () => (await call('lookup:state', {})).waiting).toBe('network')
  reply = (_, response) => json(response, crossref)
  await new Promise<void>(done => server.listen(port, '127.0.0.1', done))
  await expect.poll(async () => await call('lookup:state', {})).toMatchObject({ done: 1, filled: 1, waiting: null })
})

test('gives up what waits, and keeps what was filled', async () => {
  const id = await item('Title', 'https://doi.org/10.1000/xyz.1')
  await new Promise(done => server.close(done))
  await call('lookup:start', { itemIds: [id] })
  await expect.poll(async () => (await call('lookup:state', {})).waiting).toBe('network')
  await call('lookup:cancel', {})
  expect(await call('lookup:state', {})).toMatchObject({ total: 0, done: 0, waiting: null })
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
})

test('fails at once for an item without a number', async () => {
  const id = await item('A page', 'https://example.org/')
  expect(await looked(id)).toMatchObject({ failed: [{ itemId: id, reason: 'no-number' }] })
  expect(asked).toEqual([])
})

test('never asks a server of a private network where none is allowed', async () => {
  await host.close()
  await open({ places: {} })
  const { fetchText } = await import('../../../../electron/host/lookup/fetch.ts')
  const options = {
    signal: new AbortController().signal,
    timeoutMs: 60_000,
    userAgent: 'Folium',
    mayReachLoopback: false,
  }
  for (const address of [
    base(),
    `http://localhost:${new URL(base()).port}/`,
    'http://10.0.0.1/',
    'http://[::1]/',
    'http://169.254.169.254/latest',
    'http://[::ffff:127.0.0.1]/',
  ])
    await expect(fetchText(address, options)).rejects.toMatchObject({ fault: 'refused' })
  expect(asked).toEqual([])
})
