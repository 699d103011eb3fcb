import { gcd } from '../../rational.ts'

/** A vertex of a best-response polytope, up to scale, and its labels as a set of bits. */
export interface Vertex {
  readonly z: readonly bigint[]
  readonly labels: number
}

/** An extreme ray of the cone over the polytope: (t, z), and which inequalities are tight at it. */
interface Ray {
  readonly coordinates: readonly bigint[]
  readonly tight: number
}

/** More labels than these would not fit into one 32-bit set. */
export const maximumLabels = 30

function bitCount(bits: number): number {
  const pairs = bits - ((bits >>> 1) & 0x55555555)
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333)
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}

/**
 * Every vertex but 0 of {z ≥ 0, Mz ≤ 1} for whole positive M, each once with all its labels however degenerate, by
 * double description: inequality after inequality, new rays only between adjacent old ones (Motzkin et al. 1953;
 * Fukuda & Prodon, Double description method revisited, 1996, proposition 7). Label of z_i = 0 is `zeroLabels[i]`, of
 * row j tight `rowLabels[j]`. Yields the number of rays now and then.
 */
export function* vertices(
  M: readonly (readonly bigint[])[],
  zeroLabels: readonly number[],
  rowLabels: readonly number[],
): Generator<number, Vertex[]> {
  const dimension = zeroLabels.length
  const [first, ...others] = M
  const zeros = zeroLabels.map(label => 1 << label)
  const all = zeros.reduce((set, bit) => set | bit, 0)
  const unit = (i: number) => zeros.map((_, k) => BigInt(k === i))
  let rays: Ray[] = [
    { coordinates: [1n, ...unit(-1)], tight: all },
    ...zeros.map((bit, i) => ({
      coordinates: [first![i]!, ...unit(i)],
      tight: (all & ~bit) | (1 << rowLabels[0]!),
    })),
  ]
  for (const [index, row] of others.entries()) rays = yield* cut(rays, row, 1 << rowLabels[index + 1]!, dimension)
  const origin = rays.findIndex(ray => ray.coordinates.slice(1).every(coordinate => coordinate === 0n))
  return rays
    .filter((_, i) => i !== origin)
    .map(({ coordinates, tight }) => ({ z: coordinates.slice(1), labels: tight }))
}

/** The rays of the cone cut by t − row·z ≥ 0. */
function* cut(rays: Ray[], row: readonly bigint[], bit: number, dimension: number): Generator<number, Ray[]> {
  const slacks = rays.map(({ coordinates: [t, ...z] }) => z.reduce((left, entry, i) => left - entry * row[i]!, t!))
  const tight = Int32Array.from(rays, ray => ray.tight)
  const simple = rays.map(ray => bitCount(ray.tight) === dimension)
  const numbers = rays.map((_, i) => i)
  const outside = Int32Array.from(numbers.filter(i => slacks[i]! < 0n))
  const kept = numbers
    .filter(i => slacks[i]! >= 0n)
    .map(i => (slacks[i] === 0n ? { ...rays[i]!, tight: tight[i]! | bit } : rays[i]!))
  for (const i of numbers.filter(i => slacks[i]! > 0n)) {
    for (const j of outside) {
      const common = tight[i]! & tight[j]!
      if (bitCount(common) < dimension - 1) continue
      // At a ray with no more tight inequalities than it needs these are independent, so all but one give an edge.
      if (!simple[i] && !simple[j] && !adjacent(tight, i, j, common)) continue
      kept.push({ coordinates: between(rays[i]!, slacks[i]!, rays[j]!, slacks[j]!), tight: common | bit })
    }
    yield kept.length
  }
  return kept
}

/** Two extreme rays span an edge when no third one lies on every face that they share. */
function adjacent(tight: Int32Array, i: number, j: number, common: number): boolean {
  for (let k = 0; k < tight.length; k++) if ((tight[k]! & common) === common && k !== i && k !== j) return false
  return true
}

/** The ray of the edge between two that lies in the cutting plane, in smallest whole numbers. */
function between(inside: Ray, above: bigint, outside: Ray, below: bigint): bigint[] {
  const coordinates = inside.coordinates.map((value, k) => above * outside.coordinates[k]! - below * value)
  const common = coordinates.reduce(gcd, 0n)
  return coordinates.map(coordinate => coordinate / common)
}
