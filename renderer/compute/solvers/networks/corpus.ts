/** Words, numbers and marks, small letters; a Chinese character is a word. */
export const wordsOf = (text: string): string[] =>
  text.toLowerCase().match(/\[mask\]|\p{Script=Han}|[\p{L}\p{N}'’]+|[^\s\p{L}\p{N}]/gu) ?? []

export const piecesOf = (text: string, level: string): string[] => (level === 'word' ? wordsOf(text) : [...text])

/** Pieces in the order of their first appearance, each with its number. */
export class Vocabulary {
  readonly pieces: string[]
  private readonly numbers: ReadonlyMap<string, number>

  constructor(pieces: readonly string[], extra: readonly string[] = []) {
    this.pieces = [...new Set([...extra, ...pieces])]
    this.numbers = new Map(this.pieces.map((piece, number) => [piece, number]))
  }

  /** `undefined` for what was never seen. */
  numberOf(piece: string): number | undefined {
    return this.numbers.get(piece)
  }

  text(numbers: readonly number[], level: string): string {
    const pieces = numbers.map(number => this.pieces[number] ?? '')
    if (level !== 'word') return pieces.join('')
    // Marks stand close to the word before, Chinese characters to one another.
    return pieces.reduce(
      (all, piece) => all + (all && !/^[^\p{L}\p{N}]|^\p{Script=Han}/u.test(piece) ? ' ' : '') + piece,
      '',
    )
  }
}
