import type { Item } from './item.ts'
import type { Library } from './library.ts'
import { titleHalves } from './text/title.ts'
import type { Topic } from './topic.ts'

/** A link `[[target]]` or `[[target|text]]` as it stands in a note or a comment: `from` to `to` of the Markdown, UTF-16 units. */
export interface NoteLink {
  from: number
  to: number
  target: string
  /** The words behind the bar; null where the target itself is shown. */
  text: string | null
  /** `![[…]]`: what it leads to is to be shown in its place. The sign belongs to the link. */
  embedded: boolean
}

/** What a link leads to. Of an annotation only the name is known here: it lies in its paper's file. */
export interface LinkTarget {
  kind: 'topic' | 'item' | 'annotation'
  id: string
}

/** A table's cell writes the bar as `\|`. */
const pattern = /(!?)\[\[([^[\]|\\\n]+?)(?:\\?\|([^[\]\n]*))?\]\]/g

/** Fenced code, code in a line, mathematics: nothing in them is a link. A backslash takes the next sign's meaning away. */
const opaque =
  /^ {0,3}(`{3,}|~{3,})[^\n]*\n[\s\S]*?(?:^ {0,3}\1[`~]*[ \t]*$|(?![\s\S]))|\\[\s\S]|(`+)(?!`)[\s\S]*?(?<!`)\2(?!`)|(\${1,2})[^$]+?\3/gm

/** The links of a piece of Markdown, in order. */
export function linksIn(markdown: string): NoteLink[] {
  if (!markdown.includes('[[')) return []
  const visible = markdown.replace(opaque, found => (found === '\\|' ? found : found.replace(/[^\n]/g, ' ')))
  return [...visible.matchAll(pattern)].map(({ index, 0: whole, 1: sign, 2: target = '', 3: text }) => ({
    from: index,
    to: index + whole.length,
    target: target.trim(),
    text: text?.trim() || null,
    embedded: sign === '!',
  }))
}

/** The Markdown with the targets of its links written anew; `rename` gives null for a link that stays as it is. */
export function relinked(markdown: string, rename: (link: NoteLink) => string | null): string {
  let written = ''
  let done = 0
  for (const link of linksIn(markdown)) {
    const target = rename(link)
    if (target === null) continue
    const begin = link.from + (link.embedded ? 3 : 2)
    written += markdown.slice(done, begin) + target
    done = begin + markdown.slice(begin, link.to).search(/\\?\||\]\]/)
  }
  return written + markdown.slice(done)
}

const annotationTarget = /^annotation:([A-Za-z0-9_-]{4,64})$/
/** What cannot stand in a target. */
const unfit = /[[\]|\\\n]/

const fold = (name: string): string => name.normalize('NFC').trim().toLocaleLowerCase()

/** The link to something with the words that are shown for it. */
export function linkTo({ kind, id }: LinkTarget, text: string): string {
  const words = text.replaceAll(/[[\]|\\\s]+/g, ' ').trim()
  return `[[${kind === 'annotation' ? `annotation:${id}` : id}${words && `|${words}`}]]`
}

/**
 * The names that a link may call things by: a topic's or an item's id; a topic's title, or the titles on the way to it
 * with `/` between them; an item's pinned cite key, with or without `@`; an item's title; `annotation:` and an
 * annotation's id; the Chinese or the Latin half of a topic's title, where no other topic has it. What comes first in this
 * order is meant; of several topics of one title the one added first. Upper and lower case are one.
 */
export class LinkNames {
  private readonly library: Library
  private topics: Map<string, string> | null = null
  private items: Map<string, string> | null = null
  private halves: Map<string, Topic[]> | null = null

  /** The names as they are now: after a change of topics or items, make new ones. */
  constructor(library: Library) {
    this.library = library
  }

  /** What a link's target means, or null where nothing is called so. Behind `#` may stand a heading of a topic's note. */
  find(target: string): LinkTarget | null {
    const whole = this.named(target)
    const at = target.indexOf('#')
    if (whole || at < 1) return whole
    const topic = this.named(target.slice(0, at))
    return topic?.kind === 'topic' ? topic : null
  }

  /** A target cut into a name and the heading behind its first `#`, '' where there is none. A name with that sign in it stays whole. */
  cut(target: string): { name: string; heading: string } {
    const at = target.indexOf('#')
    if (at < 1 || this.named(target)) return { name: target.trim(), heading: '' }
    return { name: target.slice(0, at).trim(), heading: target.slice(at + 1).trim() }
  }

  private named(target: string): LinkTarget | null {
    const [, annotation] = annotationTarget.exec(target.trim()) ?? []
    if (annotation !== undefined) return { kind: 'annotation', id: annotation }
    const name = target.trim()
    if (Object.hasOwn(this.library.topics, name)) return { kind: 'topic', id: name }
    if (Object.hasOwn(this.library.items, name)) return { kind: 'item', id: name }
    const topic = this.topicNamed(name)
    if (topic !== null) return { kind: 'topic', id: topic }
    this.items ??= itemNames(Object.values(this.library.items))
    const item = this.items.get(fold(name.replace(/^@/, '')))
    if (item !== undefined) return { kind: 'item', id: item }
    const [half, rival] = this.halfNamed(name)
    return half && !rival ? { kind: 'topic', id: half.id } : null
  }

  /** The topics, two and more, of whose titles a target that means nothing else is half. */
  rivals(target: string): readonly Topic[] {
    return this.find(target) ? [] : this.halfNamed(this.cut(target).name)
  }

  /** The target that people read: a topic's title where that means just this topic, else its id. */
  targetOf({ id, title }: Topic): string {
    return !unfit.test(title) && this.find(title)?.id === id ? title : id
  }

  private topicNamed(name: string): string | null {
    this.topics ??= namesOf(Object.values(this.library.topics), ({ title }) => [title])
    const whole = this.topics.get(fold(name))
    if (whole !== undefined) return whole
    const steps = name.split('/').map(fold)
    if (steps.length < 2) return null
    const last = Object.values(this.library.topics).filter(({ title }) => fold(title) === steps.at(-1))
    return last.find(topic => this.endsWith(topic, steps, ({ title }, step) => fold(title) === step))?.id ?? null
  }

  /** The topics of whose titles a name is half, or the last step of a name whose other steps are halves or whole titles. */
  private halfNamed(name: string): readonly Topic[] {
    this.halves ??= topicsByHalf(Object.values(this.library.topics))
    const steps = name.split('/').map(fold)
    const called = ({ title }: Topic, step: string) =>
      fold(title) === step || titleHalves(title).some(half => fold(half) === step)
    const whole = this.halves.get(fold(name)) ?? []
    if (whole.length > 0 || steps.length < 2) return whole
    return Object.values(this.library.topics).filter(topic => this.endsWith(topic, steps, called))
  }

  /** Whether the way down to a topic ends with these steps. */
  private endsWith(topic: Topic, steps: readonly string[], isCalled: (topic: Topic, step: string) => boolean): boolean {
    let at: Topic | undefined = topic
    for (const step of steps.toReversed()) {
      if (!at || !isCalled(at, step)) return false
      at = this.library.topics[at.parentId ?? '']
    }
    return true
  }
}

/** By folded name the id of the record that has it; of several the first. */
function namesOf<T extends { id: string }>(records: T[], names: (record: T) => (string | undefined)[]) {
  const known = new Map<string, string>()
  for (const record of records)
    for (const name of names(record)) {
      const folded = fold(name ?? '')
      if (folded && !known.has(folded)) known.set(folded, record.id)
    }
  return known
}

function topicsByHalf(topics: Topic[]): Map<string, Topic[]> {
  const known = new Map<string, Topic[]>()
  for (const topic of topics)
    for (const half of new Set(titleHalves(topic.title).map(fold))) {
      const named = known.get(half)
      if (named) named.push(topic)
      else known.set(half, [topic])
    }
  return known
}

/** Every cite key comes before any title. */
const itemNames = (items: Item[]): Map<string, string> =>
  new Map([...namesOf(items, ({ title }) => [title]), ...namesOf(items, ({ reference }) => [reference?.citeKey])])
