import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

const renderer = path.resolve(import.meta.dirname, '../../../renderer')

/** The room of the window that a style sheet belongs to: widgets are islands, each a room of its own. */
const roomOf = (file: string): string => file.split('/', file.startsWith('widgets') ? 2 : 1).join('/')

/** The classes that a style sheet has a rule of their own for. */
function classesIn(sheet: string): string[] {
  const rules = sheet.replace(/\/\*.*?\*\//gs, '').matchAll(/([^{}]+)\{/g)
  const selectors = Array.from(rules, ([, list = '']) => list.split(',')).flat()
  return selectors.flatMap(selector => /^\.([a-z][\w-]*)$/.exec(selector.trim())?.[1] ?? [])
}

test('no two rooms of the window style the same class: whichever is loaded later would change the other', () => {
  const rooms = new Map<string, Set<string>>()
  const files = readdirSync(renderer, { recursive: true }).map(file => String(file).replaceAll('\\', '/'))
  for (const file of files.filter(name => name.endsWith('.css')))
    for (const name of classesIn(readFileSync(path.join(renderer, file), 'utf8')))
      rooms.set(name, (rooms.get(name) ?? new Set()).add(roomOf(file)))
  expect(rooms.size).toBeGreaterThan(100)
  expect([...rooms].filter(([, owners]) => owners.size > 1).map(([name, owners]) => [name, ...owners])).toEqual([])
})
