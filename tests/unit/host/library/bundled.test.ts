import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import katex from 'katex'
import type { Code, Nodes } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { mathFromMarkdown } from 'mdast-util-math'
import { math } from 'micromark-extension-math'
import { expect, test } from 'vitest'
import { language } from '../../../../electron/contract/identity.ts'

interface BundledTopic {
  slug: string
  title: string
  items: { title: string; url: string | null }[]
  topics: BundledTopic[]
}

const directory = path.resolve(import.meta.dirname, '../../../../resources/library')
const read = (name: string): string => readFileSync(path.join(directory, name), 'utf8')

const withSubtopics = (topic: BundledTopic): BundledTopic[] => [topic, ...topic.topics.flatMap(withSubtopics)]
const topLevel = (JSON.parse(read('library.json')) as { topics: BundledTopic[] }).topics
const topics = topLevel.flatMap(withSubtopics)
const notes = topics.flatMap(({ slug }) => language.options.map(spoken => `${slug}.${spoken}.md`))

function nodesOf(name: string): Nodes[] {
  const within = (node: Nodes): Nodes[] => [node, ...('children' in node ? node.children.flatMap(within) : [])]
  return within(fromMarkdown(read(`notes/${name}`), { extensions: [math()], mdastExtensions: [mathFromMarkdown()] }))
}

test('gives every topic one note in each language', () => {
  expect(topics).toHaveLength(26)
  expect(new Set(topics.map(topic => topic.slug)).size).toBe(26)
  expect(readdirSync(path.join(directory, 'notes')).sort()).toEqual([...notes].sort())
})

test.each(notes)('renders every formula of %s', name => {
  const formulas = nodesOf(name).filter(node => node.type === 'math' || node.type === 'inlineMath')
  expect(formulas.length).toBeGreaterThan(0)
  for (const { type, value } of formulas) {
    const render = () =>
      katex.renderToString(value, { displayMode: type === 'math', throwOnError: true, strict: 'ignore' })
    expect(render, value).not.toThrow()
  }
})

test.each(notes)('leaves no stray dollar, star or backslash in %s', name => {
  const prose = nodesOf(name).flatMap(node => (node.type === 'text' ? [node.value] : []))
  expect(prose.filter(text => /[$*\\]/.test(text))).toEqual([])
})

/** What the `solver` blocks of a note name. */
const demosIn = (name: string): string[] =>
  nodesOf(name)
    .filter((node): node is Code => node.type === 'code' && node.lang === 'solver')
    .map(({ value }) => value.split('?')[0]!.trim())

test.each(topics.map(({ slug }) => slug))('shows a widget alive in %s, the same ones in both languages', slug => {
  const [first, ...others] = language.options.map(spoken => demosIn(`${slug}.${spoken}.md`))
  expect(first!.length).toBeGreaterThan(0)
  for (const other of others) expect(other).toEqual(first)
})

test('links only to well-formed web addresses, once a topic', () => {
  for (const { items, slug } of topics) {
    const urls = items.flatMap(item => item.url ?? [])
    expect(new Set(urls).size, slug).toBe(urls.length)
    for (const url of urls) expect(['http:', 'https:'], url).toContain(new URL(url).protocol)
  }
})

test('calls an address by one title wherever it stands', () => {
  const titles = new Map<string, Set<string>>()
  for (const { title, url } of topics.flatMap(topic => topic.items)) {
    expect(title.trim()).not.toBe('')
    if (url) titles.set(url, (titles.get(url) ?? new Set()).add(title))
  }
  expect([...titles.values()].filter(names => names.size > 1)).toEqual([])
  expect(titles.size).toBe(88)
})
