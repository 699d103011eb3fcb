import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { execFileSync } from 'node:child_process'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { pageHeaders, workerHeaders } from '../../../electron/contract/policy.ts'
import { serveAsset } from '../../../electron/host/assets.ts'

const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'folium-assets-')))
const renderer = path.join(folder, 'renderer')
const text = ({ body }: { body: Uint8Array }) => Buffer.from(body).toString()

beforeAll(() => {
  mkdirSync(path.join(renderer, 'assets'), { recursive: true })
  mkdirSync(path.join(folder, 'renderer-secret'))
  writeFileSync(path.join(folder, 'secret.txt'), 'secret')
  writeFileSync(path.join(folder, 'renderer-secret/secret.txt'), 'secret')
  for (const name of [
    'index.html',
    'assets/index-AbCd_123.js',
    'assets/pdf.worker.min-AbCd_123.mjs',
    'assets/worker-AbCd_123.js',
    'a.wasm',
    'b.bcmap',
    '数 学.json',
    '..odd',
  ])
    writeFileSync(path.join(renderer, name), `content of ${name}`)
  symlinkSync(path.join(folder, 'secret.txt'), path.join(renderer, 'link.txt'))
  symlinkSync(folder, path.join(renderer, 'up'))
  symlinkSync(path.join(renderer, 'a.wasm'), path.join(renderer, 'inside.wasm'))
  if (process.platform !== 'win32') execFileSync('mkfifo', [path.join(renderer, 'pipe')])
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test.each([
  ['/', 'index.html', 'text/html; charset=utf-8', 'no-store'],
  ['/index.html', 'index.html', 'text/html; charset=utf-8', 'no-store'],
  [
    '/assets/index-AbCd_123.js',
    'assets/index-AbCd_123.js',
    'text/javascript; charset=utf-8',
    'max-age=31536000, immutable',
  ],
  ['/a.wasm', 'a.wasm', 'application/wasm', 'no-cache'],
  ['/inside.wasm', 'a.wasm', 'application/wasm', 'no-cache'],
  ['/b.bcmap', 'b.bcmap', 'application/octet-stream', 'no-cache'],
  ['/%E6%95%B0%20%E5%AD%A6.json', '数 学.json', 'application/json', 'no-cache'],
  ['/assets/%2e%2e/a.wasm', 'a.wasm', 'application/wasm', 'no-cache'],
  ['/..odd', '..odd', 'application/octet-stream', 'no-cache'],
])('serves %s', async (pathname, name, type, kept) => {
  const asset = await serveAsset(renderer, pathname)
  expect(asset.status).toBe(200)
  expect(text(asset)).toBe(`content of ${name}`)
  expect(asset.headers).toEqual({ ...pageHeaders, 'Content-Type': type, 'Cache-Control': kept })
})

test.each(['/assets/pdf.worker.min-AbCd_123.mjs', '/assets/worker-AbCd_123.js'])(
  'lets the worker %s compile WebAssembly',
  async pathname => {
    const { headers } = await serveAsset(renderer, pathname)
    expect(headers).toMatchObject(workerHeaders)
    expect(headers['Content-Security-Policy']).toContain("'wasm-unsafe-eval'")
  },
)

test('pages may not compile WebAssembly or be framed', async () => {
  const { headers } = await serveAsset(renderer, '/')
  expect(headers['Content-Security-Policy']).not.toContain('wasm-unsafe-eval')
  expect(headers['Content-Security-Policy']).toContain("frame-ancestors 'none'")
})

test.each([
  '/../secret.txt',
  '/%2e%2e/secret.txt',
  '/%2e%2e%2fsecret.txt',
  '/..%2fsecret.txt',
  '/assets/../../secret.txt',
  '/assets/..%2f..%2f..%2f..%2f..%2fetc%2fpasswd',
  '/../renderer-secret/secret.txt',
  '//etc/passwd',
  '/link.txt',
  '/up/secret.txt',
  '/up/renderer-secret/secret.txt',
  '/up',
  '/assets',
  '/assets/',
  '/..',
  '/.',
  '/pipe',
  '/missing.js',
  `/${'a/'.repeat(5000)}b`,
])('finds nothing at %s', async pathname => {
  const asset = await serveAsset(renderer, pathname)
  expect(asset.status).toBe(404)
  expect(asset.body.length).toBe(0)
  expect(asset.headers).toMatchObject(pageHeaders)
})

test.each([
  '/%00',
  '/index.html%00.js',
  '/%',
  '/%ff',
  '/..%5csecret.txt',
  '/C:/x',
  '/index.html::$DATA',
  'index.html',
  '',
])('refuses the path %j', async pathname => expect((await serveAsset(renderer, pathname)).status).toBe(400))
