import { fork, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { takeLock } from '../../../../electron/host/store/lock.ts'
import { builtProgram } from './kill-round.ts'

let directory: string
const file = () => path.join(directory, 'folium.lock')
beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'folium-lock-'))
})
afterEach(() => rmSync(directory, { recursive: true, force: true }))

test('is held by one and told to the other', async () => {
  const lock = await takeLock(directory, 'browser')
  expect(await takeLock(directory, 'terminal')).toEqual({ held: false, holder: `browser, process ${process.pid}` })
  if (lock.held) await lock.release()
  expect(existsSync(file())).toBe(false)
  expect(await takeLock(directory, 'terminal')).toMatchObject({ held: true })
})

test('is taken over from a dead process', async () => {
  const { pid } = spawnSync(process.execPath, ['-e', '0'])
  writeFileSync(file(), JSON.stringify({ pid, host: hostname(), started: null, door: 'browser' }))
  expect(await takeLock(directory, 'terminal')).toMatchObject({ held: true })
})

test.runIf(process.platform === 'linux')('is taken over when the pid was given to another process', async () => {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
  writeFileSync(file(), JSON.stringify({ pid: child.pid, host: hostname(), started: '1', door: 'browser' }))
  expect(await takeLock(directory, 'terminal')).toMatchObject({ held: true })
  child.kill()
  await once(child, 'exit')
})

test('is taken over when it is damaged', async () => {
  writeFileSync(file(), '')
  expect(await takeLock(directory, 'terminal')).toMatchObject({ held: true })
})

test('has one winner among many', async () => {
  for (let round = 0; round < 20; round++) {
    writeFileSync(file(), 'rubbish')
    const locks = await Promise.all(Array.from({ length: 20 }, () => takeLock(directory, 'terminal')))
    expect(locks.filter(lock => lock.held)).toHaveLength(1)
    rmSync(file())
  }
  expect(readdirSync(directory)).toEqual([])
})

test('has one writer among twenty processes that start at once', async () => {
  const program = await builtProgram('tests/unit/host/store/starter.ts', path.join(directory, 'program'))
  const library = path.join(directory, 'library')
  mkdirSync(library)
  // Of a process that was killed.
  const { pid } = spawnSync(process.execPath, ['-e', '0'])
  const dead = JSON.stringify({ pid, host: hostname(), started: null, door: 'browser' })
  writeFileSync(path.join(library, 'folium.lock'), dead)
  const starters = Array.from({ length: 20 }, () => fork(program, [library]))
  const said = await Promise.all(starters.map(starter => once(starter, 'message').then(([word]) => String(word))))
  expect(said.filter(word => word === 'writes')).toHaveLength(1)
  const ended = starters.map(starter => once(starter, 'exit'))
  for (const starter of starters) starter.send('end')
  await Promise.all(ended)
  expect(readdirSync(library)).toEqual([])
})
