// OPML 2.0: an outline with an address is an item, one without is a topic if something stands under it.
import type { Library } from '../../contract/library.ts'
import { openableLink } from '../../contract/link.ts'
import { depthLimit } from './limits.ts'
import { listed, type ListedTopic } from './listed.ts'
import { escapedMarkup, type Tag, tagsIn, wordsBetween } from './markup.ts'
import { titleFromName } from './names.ts'
import { outlineOf, type OutTopic } from './outline.ts'
import { clipped } from './plain.ts'
import { lineCounter, type Pace, type ReadFiles, type Refused, type TextFile } from './reading.ts'

interface Outline {
  title: string
  url: string
  note: string
  tags: string[]
  line: number
  children: Outline[]
}

function outlineFrom({ attributes }: Tag, line: number): Outline {
  const of = (...names: string[]): string => names.map(name => attributes.get(name)?.trim()).find(Boolean) ?? ''
  const tags = of('category')
    .split(',')
    .map(tag => tag.trim().replace(/^\/+/, ''))
    .filter(Boolean)
  return {
    title: of('text', 'title'),
    url: of('htmlurl', 'url', 'xmlurl'),
    note: of('_note', 'description'),
    tags,
    line,
    children: [],
  }
}

function topicFrom({ title, note, children }: Outline, refused: Refused[]): ListedTopic {
  const topic: ListedTopic = { title: clipped(title || '…', 2000), markdown: '', entries: [], topics: [] }
  if (note) topic.entries.push({ kind: 'text', markdown: `${note}\n\n`, note: `${note}\n\n` })
  for (const child of children) {
    const address = openableLink(child.url) ? child.url.slice(0, 8000) : null
    if (child.children.length > 0 && !address) topic.topics.push(topicFrom(child, refused))
    else if (child.title || address)
      topic.entries.push({
        ...listed(child.title || (address ?? ''), address, '', child.note),
        ...(child.tags.length > 0 ? { tags: child.tags } : {}),
      })
    else refused.push({ line: child.line, reason: 'no-title', name: clipped(child.url, 80) })
    if (child.children.length > 0 && address) topic.topics.push(topicFrom(child, refused))
  }
  return topic
}

export async function readOpml([file]: readonly TextFile[], pace: Pace): Promise<ReadFiles> {
  const { name, text } = file as TextFile
  const lineOf = lineCounter(text)
  const root: Outline = { title: titleFromName(name), url: '', note: '', tags: [], line: 1, children: [] }
  const path = [root]
  let skipped = 0
  let title: Tag | null = null
  for (const tag of tagsIn(text)) {
    if (tag.name === 'title' && tag.kind === 'open') title = tag
    if (tag.name === 'title' && tag.kind === 'close' && title && path.length === 1)
      root.title = wordsBetween(text, title.end, tag.start) || root.title
    if (tag.name === 'outline') {
      if (tag.kind === 'close') {
        if (skipped > 0) skipped--
        else if (path.length > 1) path.pop()
      } else {
        const outline = outlineFrom(tag, lineOf(tag.start))
        path.at(-1)?.children.push(outline)
        if (tag.kind === 'open') {
          if (path.length < depthLimit) path.push(outline)
          else skipped++
        }
      }
    }
    await pace.step(tag.end, text.length)
  }
  const refused: Refused[] = []
  return { topics: [topicFrom(root, refused)], refused }
}

function linesOf({ topic, places, topics }: OutTopic, library: Library, indent: string): string[] {
  const inner = `${indent}  `
  const notes = places.map(({ entry }) => (entry.kind === 'text' ? entry.markdown : '')).join('')
  const note = notes.trim() ? ` _note="${escapedMarkup(notes.trim())}"` : ''
  const links = places.flatMap(({ item, entry }) => {
    if (!item || entry.kind !== 'item') return []
    const tags = (item.tags ?? []).flatMap(id => library.tags[id]?.name ?? [])
    const parts = [
      `text="${escapedMarkup(item.title)}"`,
      ...(item.url ? ['type="link"', `url="${escapedMarkup(item.url)}"`] : []),
      ...(entry.remark ? [`_note="${escapedMarkup(entry.remark)}"`] : []),
      ...(tags.length > 0 ? [`category="${escapedMarkup(tags.join(','))}"`] : []),
    ]
    return [`${inner}<outline ${parts.join(' ')}/>`]
  })
  return [
    `${indent}<outline text="${escapedMarkup(topic.title)}"${note}>`,
    ...links,
    ...topics.flatMap(child => linesOf(child, library, inner)),
    `${indent}</outline>`,
  ]
}

export const writeOpml = (library: Library): string =>
  [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<opml version="2.0">',
    '  <head><title>Folium</title></head>',
    '  <body>',
    ...outlineOf(library).flatMap(topic => linesOf(topic, library, '    ')),
    '  </body>',
    '</opml>',
    '',
  ].join('\n')
