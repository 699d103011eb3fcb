import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openInBrowser } from '../../../electron/browser/opener.ts'

const address = 'http://127.0.0.1:1/#secret-token'
let folder: string
let heard: string

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'folium-opener-'))
  heard = path.join(folder, 'heard')
  const browser = path.join(folder, 'browser')
  writeFileSync(browser, `#!/bin/sh\necho "$@" > '${heard}.part' && mv '${heard}.part' '${heard}'\n`, { mode: 0o755 })
  vi.stubEnv('FOLIUM_BROWSER', browser)
  vi.stubEnv('DISPLAY', ':0')
})
afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true, force: true })
})

test.skipIf(process.platform === 'win32')('tells the browser of a file of our own, not of the token', async () => {
  let use = () => {}
  await openInBrowser(address, folder, new Promise<void>(then => (use = then)))
  await expect.poll(() => existsSync(heard)).toBe(true)
  const said = readFileSync(heard, 'utf8')
  expect(said).toMatch(/^--app=file:\/\/\/\S+open-folium\.html/)
  expect(said).not.toContain('secret-token')
  const file = fileURLToPath(/file:\S+/.exec(said)?.[0] ?? '')
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(readFileSync(file, 'utf8')).toContain(`location.replace("${address}")`)
  use()
  await expect.poll(() => existsSync(file)).toBe(false)
})

test('writes through no link that lies in its way', async () => {
  const target = path.join(folder, 'target')
  writeFileSync(target, 'kept')
  symlinkSync(target, path.join(folder, 'open-folium.html'))
  await openInBrowser(address, folder, Promise.resolve())
  expect(readFileSync(target, 'utf8')).toBe('kept')
  await expect.poll(() => existsSync(heard)).toBe(true) // or it would write into the folder while that is removed
})

test('opens nothing without a display or a folder to write to', async () => {
  await openInBrowser(address, path.join(folder, 'missing'), Promise.resolve())
  vi.stubEnv('DISPLAY', '')
  vi.stubEnv('WAYLAND_DISPLAY', '')
  if (process.platform === 'linux') await openInBrowser(address, folder, Promise.resolve())
  await new Promise(then => setTimeout(then, 100))
  expect(existsSync(heard)).toBe(false)
})
