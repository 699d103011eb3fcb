import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

const root = path.resolve(import.meta.dirname, '../../..')
const renderer = path.join(root, 'renderer')

/** The room of the window that a style sheet belongs to: widgets are islands, each a room of its own. */
const roomOf = (file: string): string => file.split('/', file.startsWith('widgets') ? 2 : 1).join('/')

/** The classes that a style sheet has a rule of their own for. */
function classesIn(sheet: string): string[] {
  const rules = sheet.replace(/\/\*.*?\*\//gs, '').matchAll(/([^{}]+)\{/g)
  // A comma between brackets ends no selector.
  const selectors = Array.from(rules, ([, list = '']) => list.replaceAll(/\([^()]*\)/g, '').split(',')).flat()
  return selectors.flatMap(selector => /^\.([a-z][\w-]*)$/.exec(selector.trim())?.[1] ?? [])
}

/** A style sheet without what its rules hold, such as rules within them. */
function withoutBodies(sheet: string): string {
  let depth = 0
  return [...sheet].filter(sign => (sign === '}' ? --depth : sign === '{' ? depth++ : depth) === 0).join('')
}

/** Every style sheet of the window, by its place under `renderer`. */
const sheets = readdirSync(renderer, { recursive: true })
  .map(file => String(file).replaceAll('\\', '/'))
  .filter(name => name.endsWith('.css'))
const read = (name: string): string => readFileSync(path.join(renderer, name), 'utf8')

test('no two rooms of the window style the same class: whichever is loaded later would change the other', () => {
  const rooms = new Map<string, Set<string>>()
  for (const file of sheets)
    for (const name of classesIn(read(file))) rooms.set(name, (rooms.get(name) ?? new Set()).add(roomOf(file)))
  expect(rooms.size).toBeGreaterThan(100)
  expect([...rooms].filter(([, owners]) => owners.size > 1).map(([name, owners]) => [name, ...owners])).toEqual([])
})

test('pdf.js’s style sheet, once the reader is loaded, reaches nothing but its own pages', () => {
  const sheet = readFileSync(path.join(root, 'node_modules/pdfjs-dist/web/pdf_viewer.css'), 'utf8')
  const theirs = new Set(classesIn(withoutBodies(sheet)))
  expect([...theirs]).toEqual(expect.arrayContaining(['pdfViewer', 'dialog']))
  const ours = sheets.filter(file => !file.startsWith('reader/page/')).flatMap(file => classesIn(read(file)))
  expect(ours.filter(name => theirs.has(name))).toEqual([])
})
