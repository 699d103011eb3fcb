import { exportsOf } from '../wasm.ts'
import { bytes } from './many.wasm.ts'
import { addCombination, dots } from './vector.ts'

/** Vectors of one length that are kept together, for sums over all of them. */
export interface ManyVectors {
  /** To be written to; 0 at first. */
  readonly vectors: readonly Float64Array[]
  /** out_k = gᵀ v_k. */
  dots(g: Float64Array, out: Float64Array): void
  /** share · g + Σ_k factors_k v_k; it stands until the next call of either. */
  combine(g: Float64Array, share: number, factors: Float64Array): Float64Array
}

/** `count` vectors of `dimension` numbers: in WebAssembly with SIMD where there is one, else in plain arrays. */
export const manyVectors = (count: number, dimension: number): ManyVectors =>
  inWasm(count, dimension) ?? inArrays(count, dimension)

export function inArrays(count: number, dimension: number): ManyVectors {
  const vectors = Array.from({ length: count }, () => new Float64Array(dimension))
  return {
    vectors,
    dots: (g, out) => dots(g, vectors, out),
    combine(g, share, factors) {
      const result = g.map(value => share * value)
      addCombination(result, factors, vectors)
      return result
    },
  }
}

interface Sums {
  readonly memory: WebAssembly.Memory
  dots(g: number, v: number, stride: number, fours: number, out: number): void
  combine(y: number, share: number, v: number, stride: number, fours: number, factors: number): void
}

const pageBytes = 65_536
/** Numbers that the loops take at once, of one vector and of vectors. */
const group = 4

function inWasm(count: number, dimension: number): ManyVectors | undefined {
  const sums = exportsOf(bytes.f64) as Sums | undefined
  if (!sums || !count || !dimension) return undefined
  const fours = Math.ceil(count / group)
  const length = Math.ceil(dimension / group) * group
  const stride = 8 * length
  // One vector for what goes in and comes out, then all that are kept, then their numbers.
  const numbersAt = stride * (1 + group * fours)
  const bytesNeeded = numbersAt + 8 * group * fours
  try {
    sums.memory.grow(Math.ceil(bytesNeeded / pageBytes))
  } catch {
    return undefined
  }
  const { buffer } = sums.memory
  const at = (place: number, size: number) => new Float64Array(buffer, place, size)
  const [given, numbers] = [at(0, dimension), at(numbersAt, group * fours)]
  return {
    vectors: Array.from({ length: count }, (_, k) => at(stride * (1 + k), dimension)),
    dots(g, out) {
      given.set(g)
      sums.dots(0, stride, stride, fours, numbersAt)
      for (let k = 0; k < count; k++) out[k] = numbers[k]!
    },
    combine(g, share, factors) {
      given.set(g)
      numbers.set(factors)
      sums.combine(0, share, stride, stride, fours, numbersAt)
      return given
    },
  }
}
