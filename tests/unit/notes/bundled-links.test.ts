import path from 'node:path'
import type { Nodes, Root } from 'mdast'
import { beforeAll, describe, expect, test } from 'vitest'
import { emptyLibrary } from '../../../electron/contract/empty-library.ts'
import { language } from '../../../electron/contract/identity.ts'
import type { Library } from '../../../electron/contract/library.ts'
import { LinkNames, linksIn } from '../../../electron/contract/note-links.ts'
import { titleHalves } from '../../../electron/contract/text/title.ts'
import { bundledLibrary } from '../../../electron/host/library/seed.ts'
import { noteFromMarkdown } from '../../../renderer/notes/markdown.ts'
import type { LinkNode } from '../../../renderer/notes/note-syntax.ts'
import { headingAt, headingsOf, wordsOf } from '../../../renderer/notes/sections.ts'

interface Note {
  topicId: string
  markdown: string
  root: Root
}

const within = (node: Nodes): Nodes[] => [node, ...('children' in node ? node.children.flatMap(within) : [])]
const linkNodesOf = (root: Root): LinkNode[] => within(root).filter(node => node.type === 'noteLink')

let library: Library
let names: LinkNames
/** The bundled notes by language, as the first start puts them into the library. */
const notesIn: Record<string, Note[]> = {}

beforeAll(async () => {
  library = emptyLibrary()
  for (const { table, id, record } of await bundledLibrary(path.resolve(import.meta.dirname, '../../../resources')))
    Object.assign(library[table], { [id]: record })
  names = new LinkNames(library)
  for (const entry of Object.values(library.entries)) {
    if (entry.kind !== 'text' || !('language' in entry) || !entry.language) continue
    const { topicId, markdown } = entry
    notesIn[entry.language] ??= []
    notesIn[entry.language]!.push({ topicId, markdown, root: noteFromMarkdown(markdown) })
  }
})

/** The topics that are called so, by a whole title or by half of one: a link is to mean one and no other. */
const calledSo = (name: string): string[] =>
  Object.values(library.topics).flatMap(({ id, title }) =>
    [title, ...titleHalves(title)].some(called => called.toLowerCase() === name.toLowerCase()) ? [id] : [],
  )

/** What is wrong with a link that stands in a note among others of its language; null for a good one. */
function faultOf({ target }: { target: string }, from: Note, notes: readonly Note[]): string | null {
  const { name, heading } = names.cut(target)
  const [topicId, ...rivals] = calledSo(name)
  if (topicId === undefined || names.find(target)?.id !== topicId) return `${target}: no topic is called so`
  if (rivals.length > 0) return `${target}: several topics are called so`
  if (topicId === from.topicId) return `${target}: leads to the note that it stands in`
  const note = notes.find(other => other.topicId === topicId)
  const isThere = !heading || (note && headingAt(headingsOf(note.root).map(wordsOf), heading) >= 0)
  return isThere ? null : `${target}: no such heading`
}

/** What a note's links lead to, in the order of the titles. */
const ledTo = ({ markdown }: Note): string[] =>
  linksIn(markdown)
    .map(({ target }) => library.topics[names.find(target)?.id ?? '']?.title ?? target)
    .sort()

describe.each(language.options)('the links of the notes in %s', spoken => {
  test('lead to one topic each, and to a heading that is there', () => {
    const notes = notesIn[spoken]!
    const faults = notes.flatMap(note => linksIn(note.markdown).flatMap(link => faultOf(link, note, notes) ?? []))
    expect(faults).toEqual([])
  })

  test('stand in every note, two and more, and are drawn as links', () => {
    const notes = notesIn[spoken]!
    expect(notes).toHaveLength(Object.keys(library.topics).length)
    for (const { topicId, markdown, root } of notes) {
      const { title } = library.topics[topicId]!
      const drawn = linkNodesOf(root).map(({ target }) => target)
      expect(drawn.length, title).toBeGreaterThanOrEqual(2)
      expect(
        linksIn(markdown).map(({ target }) => target),
        title,
      ).toEqual(drawn)
      const unread = within(root).filter(node => node.type === 'text' && /\[\[|\]\]/.test(node.value))
      expect(unread, title).toEqual([])
    }
  })

  test('lead to every topic of the first level', () => {
    const reached = new Set(notesIn[spoken]!.flatMap(ledTo))
    const first = Object.values(library.topics).filter(({ parentId }) => parentId === null)
    expect(first).toHaveLength(12)
    expect(first.map(({ title }) => title).filter(title => !reached.has(title))).toEqual([])
  })
})

test('leads from a note to the same topics in every language', () => {
  const [first, ...others] = language.options.map(spoken => notesIn[spoken]!)
  for (const note of first!)
    for (const other of others) {
      const translated = other.find(({ topicId }) => topicId === note.topicId)!
      expect(ledTo(translated), library.topics[note.topicId]!.title).toEqual(ledTo(note))
    }
})

test.each([
  ['[[Gradient Ascent]]', 'no topic'],
  ['[[理解梯度下降法]]', 'no topic'],
  ['[[凸优化#No such heading]]', 'no such heading'],
  ['[[Code]]', 'stands in'],
])('would tell of %s', (markdown, fault) => {
  const notes = notesIn['en']!
  const note = notes.find(({ topicId }) => library.topics[topicId]!.title === 'Code')!
  expect(linksIn(markdown).map(link => faultOf(link, note, notes))).toEqual([expect.stringContaining(fault)])
})
