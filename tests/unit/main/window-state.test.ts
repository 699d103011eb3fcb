import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readWindowState, type WindowState, writeWindowState } from '../../../electron/main/window-state.ts'

const screens = [
  { x: 0, y: 0, width: 1920, height: 1080 },
  { x: -1280, y: 0, width: 1280, height: 1024 },
]
const stateAt = (x: number, y: number): WindowState => ({ bounds: { x, y, width: 900, height: 700 }, maximised: true })
let file = ''
beforeAll(async () => {
  file = path.join(await mkdtemp(path.join(tmpdir(), 'folium-window-')), 'window.json')
})
afterAll(() => rm(path.dirname(file), { recursive: true }))

test('keeps the window’s place from one start to the next', () => {
  writeWindowState(file, stateAt(-1000, 20))
  expect(readWindowState(file, screens)).toEqual(stateAt(-1000, 20))
})

test.each([
  [5000, 20],
  [100, -50],
  [100, 1079],
  [-2170, 20],
])('forgets a place that no screen shows: %i, %i', (x, y) => {
  writeWindowState(file, stateAt(x, y))
  expect(readWindowState(file, screens)).toBeNull()
})

test.each(['', '{', '[]', '{"bounds":{"x":0,"y":0,"width":1,"height":1},"maximised":false}', '{"bounds":{"x":1e999}}'])(
  'forgets what it cannot read: %j',
  async text => {
    await writeFile(file, text)
    expect(readWindowState(file, screens)).toBeNull()
  },
)

test('lets a disk that refuses cost the place only', () => {
  expect(() => writeWindowState(path.join(file, 'no-folder', 'window.json'), stateAt(0, 0))).not.toThrow()
})
