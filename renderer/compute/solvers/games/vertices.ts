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

function reduced(coordinates: bigint[]): bigint[] {
  const common = coordinates.reduce(gcd, 0n)
  return coordinates.map(coordinate => coordinate / common)
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
  const kept = rays.flatMap((ray, i) => {
    if (slacks[i]! < 0n) return []
    return [slacks[i] === 0n ? { ...ray, tight: ray.tight | bit } : ray]
  })
  for (const [i, inside] of rays.entries()) {
    if (slacks[i]! <= 0n) continue
    for (const [j, outside] of rays.entries()) {
      if (slacks[j]! >= 0n) continue
      const common = inside.tight & outside.tight
      if (bitCount(common) < dimension - 1 || !adjacent(rays, i, j, common)) continue
      const coordinates = inside.coordinates.map(
        (value, k) => slacks[i]! * outside.coordinates[k]! - slacks[j]! * value,
      )
      kept.push({ coordinates: reduced(coordinates), tight: common | bit })
    }
    yield kept.length
  }
  return kept
}

/** Two extreme rays span an edge when no third one lies on every face that they share. */
function adjacent(rays: readonly Ray[], i: number, j: number, common: number): boolean {
  for (let k = 0; k < rays.length; k++) if (k !== i && k !== j && (rays[k]!.tight & common) === common) return false
  return true
}
