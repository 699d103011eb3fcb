// Bookmarks as every browser exports them (the Netscape format): folders are topics, links items, <DD> their remarks.
import type { Library } from '../../contract/library.ts'
import { openableLink } from '../../contract/link.ts'
import { listed, type ListedTopic } from './listed.ts'
import { escapedMarkup, type Tag, tagsIn, wordsBetween } from './markup.ts'
import { titleFromName } from './names.ts'
import { type OutTopic, outlineOf } from './outline.ts'
import { clipped } from './plain.ts'
import { lineCounter, type Pace, type ReadFiles, type Refused, type TextFile } from './reading.ts'
import { depthLimit } from './limits.ts'

const topicOf = (title: string): ListedTopic => ({ title: clipped(title, 2000), markdown: '', entries: [], topics: [] })

/** A date as browsers count it: seconds since 1970; some write milli- or microseconds. */
function dateOf(text: string | undefined): string | undefined {
  let seconds = Number(text)
  if (!Number.isFinite(seconds) || seconds <= 0) return undefined
  while (seconds > 1e11) seconds /= 1000
  return new Date(seconds * 1000).toISOString()
}

class Reader {
  readonly refused: Refused[] = []
  private readonly text: string
  private readonly path: ListedTopic[]
  private readonly lineOf: (offset: number) => number
  /** A folder whose list has not begun yet. */
  private folder: ListedTopic | null = null
  private tooDeep = 0
  private open: { tag: Tag; kind: 'h1' | 'h3' | 'a' | 'dd' } | null = null

  constructor(text: string, root: ListedTopic) {
    this.text = text
    this.path = [root]
    this.lineOf = lineCounter(text)
  }

  private get topic(): ListedTopic {
    return this.path.at(-1) as ListedTopic
  }

  take(tag: Tag): void {
    const { name, kind, start } = tag
    if (this.open && ['h1', 'h3', 'a', 'dd', 'dt', 'dl'].includes(name)) this.close(start)
    if (name === 'dl') {
      if (kind === 'open') this.enter()
      else this.leave()
    } else if (kind === 'open' && (name === 'h1' || name === 'h3' || name === 'a' || name === 'dd'))
      this.open = { tag, kind: name }
  }

  finish(): void {
    if (this.open) this.close(this.text.length)
  }

  private enter(): void {
    if (this.path.length >= depthLimit) this.tooDeep++
    else this.path.push(this.folder ?? this.topic)
    this.folder = null
  }

  private leave(): void {
    if (this.tooDeep > 0) this.tooDeep--
    else if (this.path.length > 1) this.path.pop()
  }

  private close(end: number): void {
    const { tag, kind } = this.open as NonNullable<typeof this.open>
    this.open = null
    const words = wordsBetween(this.text, tag.end, end)
    if (kind === 'h1') {
      const [root] = this.path
      if (root && words) root.title = clipped(words, 2000)
    } else if (kind === 'h3') {
      this.folder = topicOf(words || '…')
      this.topic.topics.push(this.folder)
    } else if (kind === 'a') this.link(tag, words)
    else {
      const last = this.topic.entries.at(-1)
      if (last?.kind === 'item' && words) last.remark = clipped(words, 4000)
    }
  }

  private link({ attributes, start }: Tag, words: string): void {
    const url = (attributes.get('href') ?? '').trim()
    if (url.startsWith('place:')) return
    if (!openableLink(url) || url.length > 8000) {
      this.refused.push({ line: this.lineOf(start), reason: 'no-address', name: clipped(words || url, 80) })
      return
    }
    const addedAt = dateOf(attributes.get('add_date'))
    const tags = (attributes.get('tags') ?? '').split(',').filter(tag => tag.trim() !== '')
    this.topic.entries.push({
      ...listed(words || url, url),
      ...(addedAt ? { addedAt } : {}),
      ...(tags.length > 0 ? { tags } : {}),
    })
  }
}

export async function readBookmarks([file]: readonly TextFile[], pace: Pace): Promise<ReadFiles> {
  const { name, text } = file as TextFile
  const root = topicOf(titleFromName(name))
  const reader = new Reader(text, root)
  for (const tag of tagsIn(text)) {
    reader.take(tag)
    await pace.step(tag.end, text.length)
  }
  reader.finish()
  return { topics: [root], refused: reader.refused }
}

function linesOf({ topic, places, topics }: OutTopic, library: Library, indent: string): string[] {
  const inner = `${indent}    `
  const links = places.flatMap(({ item, entry }) => {
    if (!item?.url || entry.kind !== 'item') return []
    const added = Math.floor(Date.parse(item.addedAt) / 1000)
    const tags = (item.tags ?? []).flatMap(id => library.tags[id]?.name ?? [])
    const tagged = tags.length > 0 ? ` TAGS="${escapedMarkup(tags.join(','))}"` : ''
    const link = `${inner}<DT><A HREF="${escapedMarkup(item.url)}" ADD_DATE="${added}"${tagged}>${escapedMarkup(item.title)}</A>`
    return entry.remark ? [link, `${inner}<DD>${escapedMarkup(entry.remark)}`] : [link]
  })
  return [
    `${indent}<DT><H3>${escapedMarkup(topic.title)}</H3>`,
    `${indent}<DL><p>`,
    ...links,
    ...topics.flatMap(child => linesOf(child, library, inner)),
    `${indent}</DL><p>`,
  ]
}

export const writeBookmarks = (library: Library): string =>
  [
    '<!DOCTYPE NETSCAPE-Bookmark-file-1>',
    '<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=UTF-8">',
    '<TITLE>Bookmarks</TITLE>',
    '<H1>Folium</H1>',
    '<DL><p>',
    ...outlineOf(library).flatMap(topic => linesOf(topic, library, '    ')),
    '</DL><p>',
    '',
  ].join('\n')
