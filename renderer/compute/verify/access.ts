export interface AccessCertificate {
  /** Both products are the same and, by Freivalds's test with whole numbers, A B; entries that differ. */
  readonly wrongEntries: number
  /** Counts against their closed forms: 2 n³, and n² words of A and of B for each strip of tiles. */
  readonly counts: boolean
  /** Segments and conflicts against theirs: greatest common divisors. */
  readonly access: boolean
  readonly holds: boolean
}

const divisor = (a: number, b: number): number => (b ? divisor(b, a % b) : a)

/** Certifies counted accesses by closed forms, and the products by multiplying them into a vector. */
export function certifyAccess(
  {
    n,
    tile,
    stride,
    padding,
  }: { readonly n: number; readonly tile: number; readonly stride: number; readonly padding: number },
  reads: { readonly naive: number; readonly tiled: number; readonly shared: number },
  found: { readonly segments: number; readonly conflicts: number; readonly column: number },
  [a, b, naive, tiled]: readonly Float64Array[],
): AccessCertificate {
  const x = Float64Array.from({ length: n }, (_, i) => ((i * i + 3 * i) % 17) - 8)
  const times = (matrix: Float64Array, vector: Float64Array) =>
    Float64Array.from({ length: n }, (_, i) => vector.reduce((sum, value, j) => sum + value * matrix[i * n + j]!, 0))
  const wanted = times(a!, times(b!, x))
  let wrongEntries = naive!.reduce((sum, value, i) => sum + Number(value !== tiled![i]), 0)
  times(tiled!, x).forEach((value, i) => (wrongEntries += Number(value !== wanted[i])))
  const strips = Math.ceil(n / tile)
  const counts = reads.naive === 2 * n ** 3 && reads.shared === 2 * n ** 3 && reads.tiled === 2 * n * n * strips
  // 32 threads in steps of s words, 8 words a segment: the last thread's segment, where no step skips one.
  const segments = stride === 0 ? 1 : stride >= 8 ? 32 : Math.floor((31 * stride) / 8) + 1
  const turns = (step: number) => (step === 0 ? 1 : divisor(step, 32))
  const access =
    found.segments === segments && found.conflicts === turns(stride) && found.column === turns(tile + padding)
  return { wrongEntries, counts, access, holds: wrongEntries === 0 && counts && access }
}
