// A folder of Obsidian notes, one a paper: front matter says what it is, the folders are the topics, the words the notes.
import { readingStatuses } from '../../contract/choices.ts'
import type { Item } from '../../contract/item.ts'
import type { Library } from '../../contract/library.ts'
import { LinkNames, relinked } from '../../contract/note-links.ts'
import { yearOf } from '../../contract/reference-words.ts'
import type { Reference } from '../../contract/reference.ts'
import { datePart, kindOfReference } from './bibtex/described.ts'
import { peopleFromTex } from './bibtex/names.ts'
import { citeKeys } from './cite-key.ts'
import { type FrontMatter, frontMatterFrom, frontMatterOf } from './front-matter.ts'
import { arxivIdIn, doiIn } from './identity.ts'
import { listed, type ListedItem, type ListedTopic } from './listed.ts'
import type { NotedMark } from './marks.ts'
import { titleFromName } from './names.ts'
import { outlineOf, type OutTopic } from './outline.ts'
import { clipped } from './plain.ts'
import type { Pace, ReadFiles, Refused, TextFile } from './reading.ts'

const lines = (value: string | string[] | undefined): string[] =>
  value === undefined ? [] : (Array.isArray(value) ? value : value.split(/\s*;\s*/)).filter(Boolean)

function itemFromNote(name: string, values: FrontMatter): ListedItem {
  const one = (...names: string[]): string => names.map(key => lines(values.get(key))[0]?.trim()).find(Boolean) ?? ''
  const address = one('url', 'link', 'source')
  const url = /^https?:\/\/\S+$/i.test(address) ? address.slice(0, 8000) : null
  const title = clipped(one('title') || titleFromName(name), 2000)
  const authors = lines(values.get('authors') ?? values.get('author')).map(author => author.replace(/^\[\[|\]\]$/g, ''))
  const author = peopleFromTex(authors.map(author => author.replace(/[{}\\]/g, '')).join(' and '))
  const date = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?/.exec(one('date', 'year', 'issued'))
  const issued = date ? datePart(date[1], date[2], date[3]) : null
  const citeKey = one('citekey', 'citation-key', 'cite-key').replace(/^@/, '')
  const container = one('journal', 'venue', 'container', 'booktitle')
  const item = listed(title, url)
  const status = readingStatuses.find(known => known === one('status').toLowerCase().replace(/\s+/g, '-'))
  const reference: Reference = {
    type: container ? 'article-journal' : 'document',
    ...(citeKey ? { citeKey: clipped(citeKey, 500) } : {}),
    ...(author.length > 0 ? { author } : {}),
    ...(issued ? { issued: { 'date-parts': [issued] } } : {}),
    ...(container ? { 'container-title': clipped(container, 2000) } : {}),
  }
  const isCited = Object.keys(reference).length > 1
  const arxivId = arxivIdIn(`arxiv:${one('arxiv').replace(/^arxiv:\s*/i, '')}`) ?? item.item.arxivId
  const tags = lines(values.get('tags')).map(tag => tag.replace(/^#/, ''))
  return {
    ...item,
    item: {
      ...item.item,
      doi: doiIn(one('doi')) ?? item.item.doi,
      arxivId,
      ...(isCited || arxivId ? { kind: kindOfReference(arxivId ? 'article' : reference.type, url, title) } : {}),
      ...(isCited ? { reference } : {}),
      ...(status && status !== 'to-read' ? { reading: { status } } : {}),
    },
    ...(tags.length > 0 ? { tags } : {}),
  }
}

const isPaper = (values: FrontMatter): boolean =>
  ['title', 'doi', 'arxiv', 'citekey', 'url', 'authors', 'author'].some(name => values.has(name))

/** A note with front matter that names a paper. */
export const isPaperNote = (text: string): boolean => {
  const found = frontMatterOf(text)
  return found !== null && ['doi', 'arxiv', 'citekey', 'authors'].some(name => found.values.has(name))
}

/** The topic of a note's folder, made where it is missing. */
function topicOf(root: ListedTopic, folders: readonly string[]): ListedTopic {
  let topic = root
  for (const title of folders.slice(0, 32)) {
    const known = topic.topics.find(one => one.title === title)
    const next = known ?? { title: clipped(title, 2000), markdown: '', entries: [], topics: [] }
    if (!known) topic.topics.push(next)
    topic = next
  }
  return topic
}

export async function readObsidian(files: readonly TextFile[], pace: Pace): Promise<ReadFiles> {
  const refused: Refused[] = []
  const shared = files.length > 1 ? (/^([^/]+)\//.exec(files[0]?.name ?? '')?.[1] ?? '') : ''
  const isShared = shared !== '' && files.every(({ name }) => name.startsWith(`${shared}/`))
  const root: ListedTopic = { title: isShared ? shared : 'Obsidian', markdown: '', entries: [], topics: [] }
  for (const [index, { name, text }] of files.entries()) {
    await pace.step(index, files.length)
    const found = frontMatterOf(text)
    if (!found || !isPaper(found.values)) {
      refused.push({ file: name, line: 1, reason: 'no-front-matter', name: titleFromName(name) })
      continue
    }
    const topic = topicOf(root, name.split('/').slice(isShared ? 1 : 0, -1))
    topic.entries.push(itemFromNote(name, found.values))
    const words = found.body.trim()
    if (words)
      topic.entries.push({
        kind: 'text',
        markdown: clipped(`${words}\n\n`, 1_000_000),
        note: clipped(`${words}\n\n`, 1_000_000),
      })
  }
  return { topics: [root], refused }
}

/** A file's name out of a title, for every system. */
const fileNameOf = (title: string): string =>
  clipped(
    title
      .replace(/[\\/:*?"<>|#^[\]\p{Cc}]+/gu, ' ')
      .replace(/\s+/g, ' ')
      .trim(),
    120,
  ).replace(/^\.+|[. ]+$/g, '') || 'note'

const nameOf = ({ family, given, literal }: NonNullable<Reference['author']>[number]): string =>
  family ? [family, given].filter(Boolean).join(', ') : (literal ?? given ?? '')

function noteOf(item: Item, key: string, words: string, library: Library): string {
  const { reference } = item
  const matter = frontMatterFrom([
    ['title', item.title],
    ['authors', (reference?.author ?? []).map(nameOf)],
    ['year', reference ? yearOf(reference) : null],
    ['journal', reference?.['container-title']],
    ['doi', item.doi],
    ['arxiv', item.arxivId],
    ['citekey', reference ? key : null],
    ['url', item.url],
    ['tags', (item.tags ?? []).flatMap(id => library.tags[id]?.name ?? [])],
    ['status', item.reading?.status],
  ])
  return `${matter}${words ? `\n${words}\n` : ''}`
}

/** A note as it is to be written: its place, and what it is the note of. */
interface OutNote {
  id: string
  path: string
  /** Made once every note has its place: its links lead to others. */
  text(relink: (markdown: string) => string): string
}

/** Rewrites links by the names that Folium knows into links to the files; one that says something else than a file's name keeps its words. */
function relinkedTo(
  library: Library,
  notes: readonly OutNote[],
  marks: readonly NotedMark[],
): (markdown: string) => string {
  const markOf = new Map(marks.map(mark => [mark.id, mark]))
  const names = new LinkNames(library)
  const paths = new Map(notes.map(({ id, path }) => [id, path.replace(/\.md$/, '')]))
  const fileOf = (path: string): string => path.split('/').at(-1) ?? path
  const alike = new Map<string, number>()
  for (const path of paths.values()) alike.set(fileOf(path), (alike.get(fileOf(path)) ?? 0) + 1)
  const called = (path: string): string => (alike.get(fileOf(path)) === 1 ? fileOf(path) : path)
  /** A link to an annotation leads to its block in the note of its paper. */
  const toMark = (id: string, said: boolean): string | null => {
    const mark = markOf.get(id)
    const path = mark && paths.get(mark.itemId)
    return mark && path !== undefined ? `${called(path)}#^${mark.blockId}${said ? '' : `|${mark.words}`}` : null
  }
  return markdown =>
    relinked(markdown, ({ target, text, embedded }) => {
      const meant = names.find(target)
      if (meant?.kind === 'annotation') return toMark(meant.id, embedded || text !== null)
      const path = paths.get(meant?.id ?? '')
      if (path === undefined) return null
      const { name, heading } = names.cut(target)
      if (called(path) === name) return null
      // An id says nothing to a reader.
      const said = paths.has(name) ? fileOf(path) : name
      const words =
        text === null ? `|${[said, heading.startsWith('^') ? '' : heading].filter(Boolean).join(' › ')}` : ''
      return `${called(path)}${heading && `#${heading}`}${words}`
    })
}

/** The texts that stand in a row from a place on, as one. */
function wordsFrom(places: OutTopic['places'], from: number): string {
  const end = places.findIndex(({ entry }, index) => index >= from && entry.kind !== 'text')
  return places
    .slice(from, end < 0 ? undefined : end)
    .flatMap(({ entry }) => (entry.kind === 'text' && entry.markdown.trim() ? entry.markdown.trim() : []))
    .join('\n\n')
}

/**
 * One note an item, in folders named after the topics; the texts right behind an item are its note, those before the first
 * are the topic's. Links lead to the files, or to the annotations, which stand in the notes of their papers.
 */
export function writeObsidian(library: Library, marks: readonly NotedMark[] = []): { path: string; text: string }[] {
  const keys = citeKeys(library)
  const notes: OutNote[] = []
  const taken = new Set<string>()
  const add = (folder: string, { id, title }: { id: string; title: string }, text: OutNote['text']): void => {
    const name = fileNameOf(title)
    let path = `${folder}${name}.md`
    for (let count = 2; taken.has(path.toLowerCase()); count++) path = `${folder}${name} ${count}.md`
    taken.add(path.toLowerCase())
    notes.push({ id, path, text })
  }
  const visit = ({ topic, places, topics }: OutTopic, above: string): void => {
    const folder = `${above}${fileNameOf(topic.title)}/`
    for (const [index, { item }] of places.entries()) {
      if (!item) continue
      const own = marks.flatMap(({ itemId, text }) => (itemId === item.id ? text : []))
      const words = [wordsFrom(places, index + 1), ...own].filter(Boolean).join('\n\n')
      add(folder, item, relink => noteOf(item, keys.get(item.id) ?? item.id, relink(words), library))
    }
    const first = wordsFrom(places, 0)
    if (first) add(folder, topic, relink => relink(`${first}\n`))
    for (const child of topics) visit(child, folder)
  }
  for (const topic of outlineOf(library)) visit(topic, '')
  const relink = relinkedTo(library, notes, marks)
  return notes.map(({ path, text }) => ({ path, text: text(relink) }))
}
