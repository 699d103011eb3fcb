import type { CallArgs } from '../../contract/calls.ts'
import type { Events } from '../../contract/events.ts'
import type { Language } from '../../contract/identity.ts'
import type { Item } from '../../contract/item.ts'
import type { SearchAnswer, SearchGroup, SearchHit } from '../../contract/search.ts'
import { foldedLoosely, isTooShort, type Term, termsOf } from '../../contract/text/terms.ts'
import type { AnnotationStore } from '../annotations/annotations.ts'
import type { CallContext, Emit, HandlersOf } from '../handlers.ts'
import type { LibraryRecords } from '../library/library.ts'
import { entriesOf } from '../library/order.ts'
import type { TextStore } from '../papers/texts.ts'
import { type MarkedText, MarkedTexts } from './marked.ts'
import { type Passages, passagesOf, snippetOf } from './passages.ts'
import { PaperWordsIndex } from './paper-words.ts'

/** How many groups are listed: nobody reads further, another word helps more. */
const mostGroups = 60
/** How long others wait at most while a query is answered, ms. */
const breathMs = 8
/** How many papers' words are fetched from the disk at a time. */
const abreast = 24

/** What a group is before its snippets are made. */
interface Found {
  of: SearchGroup['of']
  title: string
  titled: boolean
  text: { passages: Passages; pageEnds: number[] } | null
  marks: { marked: MarkedText; passages: Passages }[]
  notes: { passages: Passages; text: string; folded: string; language: Language | null }[]
  count: number
  score: number
}

interface Services {
  library: LibraryRecords
  texts: TextStore
  annotations: AnnotationStore
}

/** Looks through everything that was read or written, and tells where words stand. */
export class Search {
  private readonly services: Services
  private readonly words: PaperWordsIndex
  private readonly marked: MarkedTexts
  private readonly notes = new WeakMap<object, string>()
  private learning: Promise<void> | null = null
  /** Papers that lacked a term of the last query: where one types on, they lack it still. */
  private last: { terms: readonly Term[]; missing: Set<string> } = { terms: [], missing: new Set() }
  private closed = false

  constructor(services: Services, listeners: { add(listener: Emit): unknown }) {
    this.services = services
    this.words = new PaperWordsIndex(services.texts)
    this.marked = new MarkedTexts(services.annotations)
    listeners.add((name, value) => {
      if (name === 'annotations:changed') this.marked.changed(value as Events['annotations:changed'])
    })
  }

  /** Rejects with the signal's reason when it is called off. */
  async find({ query, hits, language, scope }: CallArgs<'search:find'>, context: CallContext): Promise<SearchAnswer> {
    const terms = termsOf(query)
    const papers = this.papers()
    const answer: SearchAnswer = { groups: [], hits: 0, found: 0, searched: 0, unread: 0, unreadable: 0 }
    if (terms.length === 0 || isTooShort(terms)) return answer
    const found = [
      ...(scope && 'topicId' in scope ? [] : await this.inPapers(terms, papers, scope, answer, context)),
      ...(scope && 'paper' in scope ? [] : this.inNotes(terms, language, scope)),
    ].sort((a, b) => b.score - a.score || a.title.localeCompare(b.title))
    answer.found = found.length
    answer.hits = found.reduce((sum, { count }) => sum + count, 0)
    for (const each of found.slice(0, mostGroups)) {
      context.signal.throwIfAborted()
      answer.groups.push(await this.told(each, hits))
    }
    return answer
  }

  /** Each paper of the library with the item that it is shown by. */
  private papers(): Map<string, Item> {
    const papers = new Map<string, Item>()
    for (const item of Object.values(this.services.library.data.items))
      if (item.paper && !papers.has(item.paper)) papers.set(item.paper, item)
    return papers
  }

  private async inPapers(
    terms: readonly Term[],
    papers: ReadonlyMap<string, Item>,
    scope: { paper: string } | undefined,
    answer: SearchAnswer,
    { signal, progress }: CallContext,
  ): Promise<Found[]> {
    const marked = await this.marked.all()
    if (!scope) this.words.keepOnly(new Set(papers.keys()))
    const wanted = [...papers].filter(([hash]) => !scope || hash === scope.paper)
    const missing = this.missingFor(terms)
    const unread: [string, Item][] = []
    const found: Found[] = []
    let since = performance.now()
    for (let at = 0; at < wanted.length; at += abreast) {
      const several = wanted.slice(at, at + abreast)
      const texts = several.map(([hash]) => this.words.known(hash))
      const read = texts.includes(null) ? await Promise.all(several.map(([hash]) => this.words.of(hash))) : texts
      several.forEach(([hash, item], index) => {
        const text = read[index] ?? null
        if (text) answer.searched++
        else if (this.services.texts.isRefused(hash)) answer.unreadable++
        else unread.push([hash, item])
        const passages = text && !missing.has(hash) ? passagesOf(text.text, terms) : null
        if (text && !passages) missing.add(hash)
        found.push(
          ...inPaper(
            terms,
            hash,
            item,
            passages && text && { passages, pageEnds: text.pageEnds },
            marksSaying(marked.get(hash), terms),
          ),
        )
      })
      if (performance.now() - since < breathMs) continue
      await new Promise(resolve => setImmediate(resolve))
      signal.throwIfAborted()
      progress({ done: at, total: wanted.length })
      since = performance.now()
    }
    answer.unread = unread.length
    this.learn(unread)
    return found
  }

  /** The papers known to lack one of the terms; to be added to. */
  private missingFor(terms: readonly Term[]): Set<string> {
    const { last } = this
    const goesOn = last.terms.every(old =>
      terms.some(term => (old.whole ? term.text === old.text : term.text.includes(old.text))),
    )
    this.last = { terms, missing: last.terms.length > 0 && goesOn ? new Set(last.missing) : new Set() }
    return this.last.missing
  }

  private inNotes(terms: readonly Term[], language: Language | null, scope: { topicId: string } | undefined): Found[] {
    const { data } = this.services.library
    const found = new Map<string, Found['notes']>()
    for (const entry of scope ? entriesOf(data, scope.topicId) : Object.values(data.entries)) {
      if (entry.kind !== 'text' || (language && entry.language && entry.language !== language)) continue
      const folded = this.notes.get(entry) ?? foldedLoosely(entry.markdown)
      this.notes.set(entry, folded)
      const passages = passagesOf(folded, terms)
      if (!passages) continue
      const notes = found.get(entry.topicId) ?? []
      found.set(entry.topicId, notes)
      notes.push({ passages, text: entry.markdown, folded, language: entry.language ?? null })
    }
    return [...found].map(([topicId, notes]) => {
      const title = data.topics[topicId]?.title ?? ''
      const titled = isTitled(terms, title)
      return scored({ of: { kind: 'topic', topicId }, title, titled, text: null, marks: [], notes })
    })
  }

  /** A group with the first of its hits: what the reader wrote comes before what was read. */
  private async told({ of, title, titled, text, marks, notes, count }: Found, most: number): Promise<SearchGroup> {
    const hits: SearchHit[] = []
    for (const { marked, passages } of marks)
      for (const passage of passages.list.slice(0, most - hits.length))
        hits.push({ in: 'annotation', id: marked.id, page: marked.page, ...snippetOf(marked.text, passage) })
    hits.push(...noteHits(notes, most - hits.length))
    if (text && of.kind === 'paper' && hits.length < most) {
      const written = await this.words.written(of.paper)
      for (const passage of text.passages.list.slice(0, most - hits.length)) {
        const at = passage.marks[0]?.[0] ?? passage.start
        const page = text.pageEnds.findIndex(end => at < end) + 1
        hits.push({ in: 'text', page: Math.max(1, page), at, ...snippetOf(written, passage) })
      }
    }
    return { of, title, titled, count, hits }
  }

  /** Has papers read that have not been, one after another, behind the answer. */
  private learn(papers: readonly [string, Item][]): void {
    if (papers.length === 0 || this.learning) return
    const { texts, library } = this.services
    const each = async () => {
      for (const [hash] of papers) {
        if (this.closed) return
        await texts.learn(hash, library.data.papers[hash]?.fileName ?? '').catch(() => undefined)
      }
    }
    this.learning = each().finally(() => (this.learning = null))
  }

  /** Asks for no further paper to be read; the one that is being read is the texts' to end. */
  close(): Promise<void> {
    this.closed = true
    return Promise.resolve()
  }
}

const isTitled = (terms: readonly Term[], title: string): boolean =>
  terms.every(term => foldedLoosely(title).includes(term.text))

/** What a paper, its annotations or its title say; nothing where none of them does. */
function inPaper(
  terms: readonly Term[],
  hash: string,
  { id, title }: Item,
  text: Found['text'],
  marks: Found['marks'],
): Found[] {
  const titled = isTitled(terms, title)
  if (!text && marks.length === 0 && !titled) return []
  return [scored({ of: { kind: 'paper', paper: hash, itemId: id }, title, titled, text, marks, notes: [] })]
}

function noteHits(notes: Found['notes'], most: number): SearchHit[] {
  const hits: SearchHit[] = []
  notes.forEach(({ passages, text, folded, language }, index) => {
    const before = notes.slice(0, index).filter(other => other.language === null || other.language === language)
    for (const passage of passages.list.slice(0, most - hits.length)) {
      const [start, end] = passage.marks[0] ?? [0, 0]
      const words = folded.slice(start, end)
      const nth = [...before.map(other => other.folded), folded.slice(0, start)]
        .map(part => part.split(words).length - 1)
        .reduce((sum, count) => sum + count, 0)
      hits.push({ in: 'note', language, nth, ...snippetOf(text, passage, true) })
    }
  })
  return hits
}

function marksSaying(own: ReadonlyMap<string, MarkedText> | undefined, terms: readonly Term[]): Found['marks'] {
  const marks: Found['marks'] = []
  for (const marked of own?.values() ?? []) {
    const passages = passagesOf(marked.folded, terms)
    if (passages) marks.push({ marked, passages })
  }
  return marks.sort((a, b) => a.marked.page - b.marked.page)
}

/** Words together say more than words here and there, the reader's own more than a paper's, a title most. */
function scored(found: Omit<Found, 'count' | 'score'>): Found {
  const all = [
    ...(found.text ? [found.text.passages] : []),
    ...[...found.marks, ...found.notes].map(each => each.passages),
  ]
  const count = all.reduce((sum, { list }) => sum + list.length, 0)
  const isNear = all.some(({ together }) => together)
  const isOwn = found.marks.length + found.notes.length > 0
  return {
    ...found,
    count,
    score: (found.titled ? 40 : 0) + (isNear ? 20 : 0) + (isOwn ? 4 : 0) + Math.log2(1 + count),
  }
}

export const searchHandlers = (search: Search): HandlersOf<'search'> => ({
  'search:find': (args, context) => search.find(args, context),
})
