import type { Entry, ItemEntry, TextEntry } from '../../contract/entry.ts'
import type { Item } from '../../contract/item.ts'
import type { Library } from '../../contract/library.ts'
import type { Topic } from '../../contract/topic.ts'
import { pieceOpening } from './bullets.ts'
import { headingLevel, headingLine, headingTitle, reheadedPiece, titleKey } from './headings.ts'
import { isEdited, markdownFromNote, retextedPiece } from './notes.ts'
import { Pieces } from './pieces.ts'
import { markdownFromPlain } from './plain.ts'
import { markdownLink } from './retouch.ts'
import { groupsOf } from './siblings.ts'

const han = /\p{Script=Han}/u

/** A bullet for an item that stands in no list: label, link, remark. */
function bulletLine({ label, remark }: ItemEntry, { title, url }: Item): string {
  const name = label ? `${markdownFromPlain(label)}${han.test(label) ? '：' : ': '}` : ''
  const thing = url === null ? markdownFromPlain(title) : markdownLink(title || url, url)
  const words = remark ? `${han.test(remark) ? '：' : ' - '}${remark.replace(/\s+/g, ' ')}` : ''
  return `- ${name}${thing}${words}`
}

class Writer {
  private readonly library: Library
  private readonly sourceId: string | undefined
  private readonly topics: Map<string | null, Topic[]>
  private readonly entries: Map<string | null, Entry[]>
  /** Topics in which something of the list stands, at any depth. */
  private readonly holding = new Set<string>()
  private readonly foreign = new Set<string>()
  private readonly out: Pieces

  constructor(library: Library, sourceId: string | undefined) {
    this.library = library
    this.sourceId = sourceId
    // What came from a file of another kind has no words of its own.
    for (const { id, format } of Object.values(library.sources))
      if (format && format !== 'markdown') this.foreign.add(id)
    const entries = Object.values(library.entries)
    const topics = Object.values(library.topics)
    this.topics = groupsOf(topics, topic => topic.parentId)
    this.entries = groupsOf(entries, entry => entry.topicId)
    const own = [...topics, ...entries].filter(record => this.isOwn(record))
    for (const record of own) this.hold('topicId' in record ? record.topicId : record.id)
    this.out = new Pieces(own.some(({ origin }) => origin?.markdown.includes('\r\n')) ? '\r\n' : '\n')
  }

  text(): string {
    this.writeTopics(null, 0, false)
    return this.out.text()
  }

  /** Written with its own piece: of the list asked for, or of any list when the whole library is. */
  private isOwn({ origin }: Topic | Entry): boolean {
    if (origin === undefined || this.foreign.has(origin.sourceId)) return false
    return this.sourceId === undefined || origin.sourceId === this.sourceId
  }

  /** Stands in some list of Markdown. */
  private isListed({ origin }: Topic | Entry): boolean {
    return origin !== undefined && !this.foreign.has(origin.sourceId)
  }

  private hold(topicId: string): void {
    let id: string | null | undefined = topicId
    for (; id && !this.holding.has(id); id = this.library.topics[id]?.parentId) this.holding.add(id)
  }

  /** `inList`: the topic above is the list's, so that what the user put below it by hand goes with it. */
  private writeTopics(parentId: string | null, above: number, inList: boolean): void {
    let before = Number.POSITIVE_INFINITY
    for (const topic of this.topics.get(parentId) ?? []) {
      const own = this.isOwn(topic)
      const byHand = inList && !this.isListed(topic)
      if (this.sourceId !== undefined && !own && !byHand && !this.holding.has(topic.id)) continue
      const level = this.writeHeading(topic, own, above, before)
      before = level || before
      for (const entry of this.entries.get(topic.id) ?? []) this.writeEntry(entry, own || byHand)
      this.writeTopics(topic.id, level, own || byHand)
    }
  }

  /** Writes a topic's heading; gives its level, 0 for one without. It is deeper than the one above, and no deeper than the one before. */
  private writeHeading({ title, origin }: Topic, own: boolean, above: number, before: number): number {
    const piece = own ? (origin?.markdown ?? '') : ''
    // What stands before a file's first heading has none: only at the beginning can it go without.
    if (own && piece === '' && this.out.isEmpty) return 0
    const listed = headingLevel(piece)
    const fits = listed !== null && listed > above && listed <= before
    const level = fits ? listed : Math.min(before, above + 1, 6)
    if (listed === null) this.out.heading(headingLine(title, level))
    else if (fits && titleKey(headingTitle(piece) ?? '') === titleKey(title)) this.out.piece(piece, 'heading')
    else this.out.piece(reheadedPiece(piece, title, level), 'heading')
    return level
  }

  private writeEntry(entry: Entry, inList: boolean): void {
    const own = this.isOwn(entry)
    const whole = this.sourceId === undefined
    // The library's own notes have a language, a list's have none: they go out with the whole library only.
    const byHand = !this.isListed(entry) && inList && (entry.kind === 'item' || !entry.language)
    if (!own && !whole && !byHand) return
    if (entry.kind === 'text') this.writeText(entry, own)
    else this.writeItem(entry, own)
  }

  private writeText(entry: TextEntry, own: boolean): void {
    const { eol } = this.out
    if (!own || !entry.origin) this.out.paragraph(markdownFromNote(entry.markdown, eol))
    else if (isEdited(entry)) this.out.changed(retextedPiece(entry.origin.markdown, entry.markdown, eol))
    else this.out.piece(entry.origin.markdown, 'text')
  }

  private writeItem(entry: ItemEntry, own: boolean): void {
    const item = this.library.items[entry.itemId]
    if (!item) return
    const piece = own ? entry.origin?.markdown : undefined
    if (piece === undefined) this.out.bullet(bulletLine(entry, item))
    else if (piece !== '' && pieceOpening(piece) === 'rest' && this.out.atLineStart) {
      // The beginning of its line is gone: what is left of the line becomes a bullet of its own.
      const label = entry.label ? `${markdownFromPlain(entry.label)}${han.test(entry.label) ? '：' : ': '}` : ''
      this.out.bulletPiece(`- ${label}${piece.replace(/^[\s，,；;、|/·]+/, '')}`)
    } else if (piece !== '') this.out.piece(piece, 'item')
  }
}

/**
 * A library as a Markdown reading list: all of it, or only what came from one list and what the user added under that
 * list's topics by hand. What was imported and not changed is written as it stood, byte for byte; a changed title or
 * text changes its own words only; the rest is written as headings, bullets and paragraphs.
 */
export const markdownFrom = (library: Library, sourceId?: string): string => new Writer(library, sourceId).text()
