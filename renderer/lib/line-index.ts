/**
 * Finds the lines that hold a word, among very many: the lines stand in one string, which the engine searches at the
 * speed of memory. Lines are given in lower case and may hold no line break.
 */
export class LineIndex {
  readonly count: number
  private readonly text: string
  /** Where each line begins in `text`, behind its line break; one more for the end. */
  private readonly starts: Uint32Array
  /** What was found last without a limit: who types on asks within it. */
  private last: { words: readonly string[]; lines: readonly number[] } = { words: [], lines: [] }

  constructor(lines: readonly string[]) {
    this.count = lines.length
    this.text = `\n${lines.join('\n')}\n`
    this.starts = new Uint32Array(lines.length + 1)
    let at = 1
    for (const [index, line] of lines.entries()) {
      this.starts[index] = at
      at += line.length + 1
    }
    this.starts[lines.length] = at
  }

  line(index: number): string {
    return this.text.slice(this.starts[index], (this.starts[index + 1] ?? 1) - 1)
  }

  /** The lines that hold every one of the words, in order, at most `limit`. */
  find(words: readonly string[], limit = Infinity): number[] {
    const [rarest, ...others] = [...words].sort((a, b) => b.length - a.length)
    if (rarest === undefined || rarest.includes('\n')) return []
    const narrowed = limit === Infinity && this.narrowed(words)
    const found = narrowed || this.search(rarest, others, limit)
    if (limit === Infinity) this.last = { words: [...words], lines: found }
    return found
  }

  /** The lines among those found last, where each word of then is part of one of now. Null where that is not so, or no quicker. */
  private narrowed(words: readonly string[]): number[] | null {
    const { words: before, lines } = this.last
    const isWithin = before.length > 0 && before.every(part => words.some(word => word.includes(part)))
    if (!isWithin || lines.length > this.count / 2) return null
    const added = words.filter(word => !before.includes(word))
    return lines.filter(line => this.holds(line, added))
  }

  private search(rarest: string, others: readonly string[], limit: number): number[] {
    const found: number[] = []
    let line = 0
    for (let at = this.text.indexOf(rarest); at >= 0 && found.length < limit;) {
      line = this.lineAt(at, line)
      const end = this.starts[line + 1] ?? this.text.length
      if (others.length === 0 || this.holds(line, others)) found.push(line)
      at = this.text.indexOf(rarest, end - 1)
    }
    return found
  }

  /** The lines that begin with a word, in order, at most `limit`. */
  beginning(word: string, limit: number): number[] {
    const found: number[] = []
    let line = 0
    for (let at = this.text.indexOf(`\n${word}`); at >= 0 && found.length < limit;) {
      line = this.lineAt(at + 1, line)
      found.push(line)
      at = this.text.indexOf(`\n${word}`, at + 1)
    }
    return found
  }

  private holds(index: number, words: readonly string[]): boolean {
    const line = this.line(index)
    return words.every(word => line.includes(word))
  }

  /** The line that a place of the text lies in, `from` or a later one. */
  private lineAt(at: number, from: number): number {
    let low = from
    let step = 1
    // Hits lie close together: look near first.
    while (low + step < this.count && (this.starts[low + step] ?? 0) <= at) {
      low += step
      step *= 2
    }
    let high = Math.min(this.count, low + step)
    while (high - low > 1) {
      const middle = (low + high) >> 1
      if ((this.starts[middle] ?? 0) <= at) low = middle
      else high = middle
    }
    return low
  }
}
