import { philox4x32 } from './philox.ts'

const word = 2 ** 32

/** The two 32-bit halves of a non-negative safe integer, low one first. */
export const halves = (value: number): [low: number, high: number] => [value >>> 0, Math.floor(value / word) >>> 0]

/**
 * One of 2^53 independent streams of a seed: key = seed, counter = (block, stream). What a stream gives depends on
 * nothing but its two numbers and how far it was read, so work may be split over any number of workers.
 */
export class Stream {
  private readonly key: Uint32Array
  private readonly counter = new Uint32Array(4)
  private readonly block = new Uint32Array(4)
  private used = 4
  private spare: number | undefined

  constructor(seed: number, stream = 0) {
    this.key = Uint32Array.from(halves(seed))
    this.counter.set(halves(stream), 2)
  }

  /** Leaves out the first words of a stream that nothing was read from yet. */
  skip(words: number): void {
    const blocks = Math.floor(words / 4)
    this.counter.set(halves(blocks))
    for (let left = words - 4 * blocks; left > 0; left--) this.word()
  }

  /** An unsigned 32-bit integer. */
  word(): number {
    if (this.used === 4) {
      philox4x32(this.counter, this.key, this.block)
      this.counter[0]!++
      if (this.counter[0] === 0) this.counter[1]!++
      this.used = 0
    }
    return this.block[this.used++]!
  }

  /** Uniform on [0, 1), all 53 bits of a float64. */
  uniform(): number {
    return ((this.word() >>> 5) * 2 ** 26 + (this.word() >>> 6)) * 2 ** -53
  }

  /** A whole number of 0 … n − 1 without bias, n ≤ 2^32: words past the last full multiple of n are thrown away. */
  below(n: number): number {
    const end = word - (word % n)
    let drawn = this.word()
    while (drawn >= end) drawn = this.word()
    return drawn % n
  }

  /** Standard normal by Box and Muller (1958), in float64; 1 − u keeps the logarithm finite. */
  normal(): number {
    if (this.spare !== undefined) {
      const kept = this.spare
      this.spare = undefined
      return kept
    }
    const radius = Math.sqrt(-2 * Math.log(1 - this.uniform()))
    const angle = 2 * Math.PI * this.uniform()
    this.spare = radius * Math.sin(angle)
    return radius * Math.cos(angle)
  }

  /** Puts a list in random order in place (Fisher and Yates) and returns it. */
  shuffle<T>(list: T[]): T[] {
    for (let last = list.length - 1; last > 0; last--) {
      const other = this.below(last + 1)
      const moved = list[last]!
      list[last] = list[other]!
      list[other] = moved
    }
    return list
  }
}
