import os from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { libraryPathFrom } from '../../../electron/host/paths.ts'

const there = path.resolve('/there')

test('takes the library from the argument before the environment', () => {
  const environment = { FOLIUM_LIBRARY: '/env' }
  expect(libraryPathFrom(['x', '--library', 'a b', 'y'], environment, there)).toBe(path.join(there, 'a b'))
  expect(libraryPathFrom(['--library=/abs'], environment, there)).toBe(path.resolve('/abs'))
  expect(libraryPathFrom(['x'], environment, there)).toBe(path.resolve('/env'))
})

test('falls back to the folder Folium of the user', () => {
  for (const argv of [[], ['--library'], ['--library='], ['--library', '--json']])
    expect(libraryPathFrom(argv, {}, there)).toBe(path.join(os.homedir(), 'Folium'))
})
