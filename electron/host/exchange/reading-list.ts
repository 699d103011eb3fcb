import path from 'node:path'
import { Refusal } from '../../contract/result.ts'
import { type Block, blocksOf, type Heading, type List, type Paragraph } from './blocks.ts'
import { type BulletLink, bulletLinks, bulletTitle, endsWithColon, labelOf } from './bullets.ts'
import { segmentsOf } from './fields.ts'
import { titleOf } from './headings.ts'
import { linksIn, type Span } from './inline.ts'
import { linesOf, wordsOf } from './lines.ts'
import { listed, type ListedItem, listedReference, type ListedTopic } from './listed.ts'
import { notePieces } from './notes.ts'
import type { ReadFiles } from './reading.ts'
import { plainText } from './plain.ts'
import { type Definitions, definitionsIn } from './targets.ts'

type Mark = { at: number; aside: ListedItem[] } & (
  | { kind: 'topic'; level: number; title: string }
  | { kind: 'text'; nested: boolean }
  | { kind: 'item'; listed: ListedItem }
)

/** A file's front matter (YAML between two lines of ---): the index of the line after it, else 0. */
function frontMatterEnd(lines: string[]): number {
  if (lines[0]?.trimEnd() !== '---' || !/^[\w-]+:/.test(lines[1] ?? '')) return 0
  return lines.findIndex((line, index) => index > 0 && /^(?:---|\.\.\.)\s*$/.test(line)) + 1
}

/** What stands behind a ticked box was read. */
const ticked = (one: ListedItem, source = ''): ListedItem =>
  /^\s*\[[xX]\]\s/.test(source) ? { ...one, item: { ...one.item, reading: { status: 'read' } } } : one

/** Goes through a file's blocks once, and marks where each topic, item and stretch of text begins. */
class Reader {
  readonly marks: Mark[] = []
  private readonly text: string
  private readonly definitions: Definitions

  constructor(text: string) {
    this.text = text
    this.definitions = definitionsIn(text)
  }

  read(): Mark[] {
    const lines = linesOf(this.text)
    const matter = frontMatterEnd(lines.slice(0, 200).map(line => this.text.slice(line.first, line.to)))
    if (matter > 0) this.addText(0, [], false)
    for (const block of blocksOf(this.text, lines.slice(matter)))
      if (block.kind === 'heading') this.topic(block)
      else this.block(block, false)
    return this.marks
  }

  private topic(heading: Heading): void {
    const { start, level, from, to } = heading
    const title = titleOf(this.text, heading)
    this.marks.push({ kind: 'topic', at: start, level, title, aside: this.asides(from, to) })
  }

  private addText(at: number, aside: ListedItem[], nested: boolean): void {
    const last = this.marks.at(-1)
    if (last?.kind === 'text' && last.aside.length === 0) last.aside = aside
    else this.marks.push({ kind: 'text', at, aside, nested })
  }

  private addItem(at: number, item: ListedItem): void {
    this.marks.push({ kind: 'item', at, listed: item, aside: [] })
  }

  /** The links between two offsets as items beside the words. */
  private asides(from: number, to: number): ListedItem[] {
    const source = this.text.slice(from, to)
    return linksIn(source, this.definitions).map(({ value, from, to }) =>
      listed(plainText(source.slice(from, to)) || value, value),
    )
  }

  private asidesOf(block: Block): ListedItem[] {
    if (block.kind === 'list') return block.items.flatMap(({ blocks }) => blocks.flatMap(inner => this.asidesOf(inner)))
    if (block.kind === 'heading') return this.asides(block.from, block.to)
    if (block.kind === 'other' && !block.links) return []
    return this.asides(block.lines[0]?.first ?? 0, block.lines.at(-1)?.to ?? 0)
  }

  private block(block: Block, nested: boolean, group = ''): void {
    if (block.kind === 'list') this.list(block, nested, group)
    else if (block.kind === 'paragraph') this.paragraph(block, nested)
    else this.addText(block.start, this.asidesOf(block), nested)
  }

  private paragraph({ lines }: Paragraph, nested: boolean): void {
    for (const { from, to, reference } of segmentsOf(lines.map(line => wordsOf(this.text, line)))) {
      const [first, last] = [lines[from], lines[to - 1]]
      if (!first || !last) continue
      if (reference) this.addItem(first.start, listedReference(reference))
      else this.addText(first.start, this.asides(first.first, last.to), nested)
    }
  }

  private headOf({ blocks: [head] }: List['items'][number]): { head: Paragraph; source: string; links: Span[] } | null {
    if (head?.kind !== 'paragraph') return null
    const source = this.text.slice(head.lines[0]?.first, head.lines.at(-1)?.to)
    return { head, source, links: linksIn(source, this.definitions) }
  }

  /** Whether a list's own bullets are links: any link in bullets, but in numbered steps one that its step begins with. */
  private isLinkList({ items, ordered }: List): boolean {
    return items.some(item => {
      const head = this.headOf(item)
      const before = head?.source.slice(0, head.links[0]?.start)
      return head !== null && head.links.length > 0 && (!ordered || before === '' || endsWithColon(before ?? ''))
    })
  }

  private holdsLinkList = (list: List): boolean =>
    this.isLinkList(list) ||
    list.items.some(({ blocks }) => blocks.some(block => block.kind === 'list' && this.holdsLinkList(block)))

  /** A list of links gives items; a list without any is prose. `group` is the words of the bullet it stands under. */
  private list(block: List, nested: boolean, group: string): void {
    if (!this.holdsLinkList(block)) return this.addText(block.start, this.asidesOf(block), nested)
    const linked = this.isLinkList(block)
    const lines = block.items.map(({ blocks: [head, ...rest] }) =>
      head?.kind === 'paragraph' && head.lines.length === 1 && rest.length === 0 && head.lines[0]
        ? wordsOf(this.text, head.lines[0])
        : null,
    )
    for (const { from, to, reference } of segmentsOf(lines)) {
      const first = block.items[from]
      if (first && reference && (reference.isPaper || to - from > 1))
        this.addItem(first.start, listedReference(reference))
      else for (const item of block.items.slice(from, to)) this.bullet(item, linked, nested, group)
    }
  }

  private bullet(item: List['items'][number], linked: boolean, nested: boolean, group: string): void {
    const head = this.headOf(item)
    const rest = head ? item.blocks.slice(1) : item.blocks
    const lines = head?.head.lines.map(line => wordsOf(this.text, line)) ?? []
    const title = linked && rest.length === 0 && head ? bulletTitle(head.source, this.definitions) : null
    if (head && lines.length > 1 && segmentsOf(lines).some(({ reference }) => reference?.isPaper))
      this.paragraph(head.head, nested)
    else if (head && head.links.length > 0)
      this.addLinks(item.start, head.head, head.source, bulletLinks(head.source, head.links), group)
    else if (title) this.addItem(item.start, ticked(listed(title.title, null, group, title.remark), head?.source))
    else this.addText(item.start, [], nested)
    const words = head && head.links.length === 0 ? labelOf(head.source) : group
    for (const block of rest) this.block(block, true, words)
  }

  private addLinks(start: number, { lines }: Paragraph, source: string, links: BulletLink[], group: string): void {
    const from = lines[0]?.first ?? 0
    for (const [index, { cut, title, url, label, remark }] of links.entries())
      this.addItem(index === 0 ? start : from + cut, ticked(listed(title, url, label || group, remark), source))
  }
}

/** Gives every mark the piece of the text up to the next one, and hangs topics under the headings above them. */
function treeFrom(text: string, marks: Mark[], name: string): ListedTopic[] {
  const root: ListedTopic = { title: '', markdown: '', entries: [], topics: [] }
  const above: { level: number; topic: ListedTopic }[] = [{ level: 0, topic: root }]
  if (marks[0]?.kind !== 'topic') {
    const topic = { title: name, markdown: '', entries: [], topics: [] }
    root.topics.push(topic)
    above.push({ level: 7, topic })
  }
  for (const [index, mark] of marks.entries()) {
    const markdown = text.slice(index === 0 ? 0 : mark.at, marks[index + 1]?.at ?? text.length)
    if (mark.kind === 'topic') {
      while ((above.at(-1)?.level ?? 0) >= mark.level) above.pop()
      const topic: ListedTopic = { title: mark.title, markdown, entries: [], topics: [] }
      above.at(-1)?.topic.topics.push(topic)
      above.push({ level: mark.level, topic })
    }
    const entries = above.at(-1)?.topic.entries
    if (mark.kind === 'item') entries?.push({ ...mark.listed, markdown })
    if (mark.kind === 'text') entries?.push(...notePieces(markdown, mark.nested))
    entries?.push(...mark.aside)
  }
  return root.topics
}

/**
 * Reads a Markdown reading list: headings are nested topics, links and papers items, everything else the topics' notes.
 * `fileName` names the topic of what stands before the first heading. Time is in proportion to the text's length.
 * Refusals: 'empty-file' {name} where there are only blanks; 'file-unreadable' {name, reason} where the reader gives up.
 */
export function readingListFrom(text: string, fileName: string): ReadFiles {
  const name = path.basename(fileName)
  try {
    const marks = new Reader(text).read()
    if (marks.length === 0) throw new Refusal('empty-file', { name })
    return { topics: treeFrom(text, marks, path.parse(name).name || name), refused: [] }
  } catch (error) {
    if (error instanceof Refusal) throw error
    throw new Refusal('file-unreadable', { name, reason: error instanceof Error ? error.message : String(error) })
  }
}
