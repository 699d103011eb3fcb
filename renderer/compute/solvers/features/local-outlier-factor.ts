/** Largest number of cases whose distances are all compared. */
export const mostCompared = 600

interface Neighbour {
  readonly row: number
  readonly distance: number
}

/**
 * Local outlier factors (Breunig, Kriegel, Ng and Sander, SIGMOD 2000): how much thinner the points lie about a case than
 * about its k nearest neighbours; about 1 within a cluster. `flat` holds rows of `d` features of one scale.
 */
export function localOutlierFactors(flat: Float64Array, d: number, k: number): number[] {
  const n = flat.length / d
  const near = Array.from({ length: n }, (_, i) => neighboursOf(flat, d, i, Math.min(k, n - 1)))
  const reach = near.map(list => list.at(-1)?.distance ?? 0)
  // The smallest number keeps cases that lie on one another finite, as scikit-learn does.
  const density = near.map(list => {
    const total = list.reduce((sum, { row, distance }) => sum + Math.max(distance, reach[row]!), 0)
    return 1 / (total / list.length + 1e-10)
  })
  return near.map((list, i) => list.reduce((sum, { row }) => sum + density[row]!, 0) / list.length / density[i]!)
}

function neighboursOf(flat: Float64Array, d: number, i: number, k: number): Neighbour[] {
  const all: Neighbour[] = []
  for (let row = 0; row < flat.length / d; row++) {
    if (row === i) continue
    let square = 0
    for (let j = 0; j < d; j++) square += (flat[row * d + j]! - flat[i * d + j]!) ** 2
    all.push({ row, distance: Math.sqrt(square) })
  }
  return all.sort((a, b) => a.distance - b.distance).slice(0, k)
}
