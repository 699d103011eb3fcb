import { philox4x32 } from './philox.ts'

/** A source of unsigned 32-bit integers. */
export type Words = () => number

const word = 2n ** 32n
const state64 = 2n ** 64n

/** Mulberry32 (Ettinger 2017): one word of state. */
export function mulberry32(seed: number): Words {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return (mixed ^ (mixed >>> 14)) >>> 0
  }
}

/** Small fast counter of PractRand (Doty-Humphrey 2010): three words and a counter. */
export function sfc32(a: number, b: number, c: number, counter: number): Words {
  let [x, y, z, k] = [a | 0, b | 0, c | 0, counter | 0]
  return () => {
    const out = (x + y + k) | 0
    k = (k + 1) | 0
    x = y ^ (y >>> 9)
    y = (z + (z << 3)) | 0
    z = (((z << 21) | (z >>> 11)) + out) | 0
    return out >>> 0
  }
}

/** PCG XSH RR 64/32 (O'Neill 2014), seeded as its `pcg32_srandom`. */
export function pcg32(seed: number, sequence: number): Words {
  const increment = BigInt(sequence) * 2n + 1n
  let state = ((increment + BigInt(seed)) * 6364136223846793005n + increment) % state64
  return () => {
    const shifted = Number((((state >> 18n) ^ state) >> 27n) % word) | 0
    const turn = Number(state >> 59n)
    state = (state * 6364136223846793005n + increment) % state64
    return ((shifted >>> turn) | (shifted << (-turn & 31))) >>> 0
  }
}

/** Philox4x32-10 from a counter of four words and a key of two; the counter counts on, its first word lowest. */
export function philox(start: readonly number[], key: readonly number[]): Words {
  const counter = Uint32Array.from(start)
  const block = new Uint32Array(4)
  let used = 4
  return () => {
    if (used === 4) {
      philox4x32(counter, Uint32Array.from(key), block)
      for (let i = 0; i < 4 && ++counter[i]! === 0; i++);
      used = 0
    }
    return block[used++]!
  }
}
