import { foldedLoosely } from '../../contract/text/terms.ts'
import type { TextStore } from '../papers/texts.ts'
import type { PaperWords } from '../papers/worker.ts'

/** What is compared with a query: a paper's text without case and accents. */
export interface FoldedPaper {
  text: string
  /** The unit of `text` behind each page's last. */
  pageEnds: number[]
}

/** Most text kept in memory, UTF-16 units; what is beyond it is read from the disk each time. */
const mostKept = 150_000_000
/** Papers whose snippets were wanted last are wanted again at the next key. */
const mostWhole = 64

/** The words of the library's papers, folded ones in memory. */
export class PaperWordsIndex {
  private readonly texts: TextStore
  private readonly folded = new Map<string, FoldedPaper>()
  private readonly whole = new Map<string, PaperWords>()
  private kept = 0

  constructor(texts: TextStore) {
    this.texts = texts
  }

  /** The folded text where it is in memory. */
  known(hash: string): FoldedPaper | null {
    return this.folded.get(hash) ?? null
  }

  /** The folded text, from the disk if need be. Null where the paper has not been read. */
  async of(hash: string): Promise<FoldedPaper | null> {
    return this.folded.get(hash) ?? this.load(hash)
  }

  private async load(hash: string): Promise<FoldedPaper | null> {
    const words = await this.texts.words(hash)
    if (!words) return null
    const paper = { text: foldedLoosely(words.text), pageEnds: words.pageEnds }
    if (!this.folded.has(hash) && this.kept + paper.text.length <= mostKept) {
      this.folded.set(hash, paper)
      this.kept += paper.text.length
    }
    return paper
  }

  /** The text as it is written, for snippets. */
  async written(hash: string): Promise<string> {
    const words = this.whole.get(hash) ?? (await this.texts.words(hash))
    if (!words) return ''
    this.whole.delete(hash)
    this.whole.set(hash, words)
    const oldest = this.whole.keys().next().value
    if (this.whole.size > mostWhole && oldest !== undefined) this.whole.delete(oldest)
    return words.text
  }

  /** Forgets papers that the library no longer has. */
  keepOnly(hashes: ReadonlySet<string>): void {
    for (const [hash, { text }] of this.folded)
      if (!hashes.has(hash)) {
        this.folded.delete(hash)
        this.kept -= text.length
      }
  }
}
