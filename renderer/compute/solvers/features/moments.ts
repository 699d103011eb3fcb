type Column = ArrayLike<number>

export function mean(column: Column): number {
  let sum = 0
  for (let i = 0; i < column.length; i++) sum += column[i]!
  return sum / column.length
}

/** Mean of (x − centre)^power. */
export function moment(column: Column, power: number, centre = mean(column)): number {
  let sum = 0
  for (let i = 0; i < column.length; i++) sum += (column[i]! - centre) ** power
  return sum / column.length
}

export const deviation = (column: Column): number => Math.sqrt(moment(column, 2))

/** The value below which `share` of the sorted numbers lie, straight between neighbours (Hyndman and Fan 1996, type 7). */
export function quantileOf(sorted: Float64Array, share: number): number {
  const place = share * (sorted.length - 1)
  const low = Math.floor(place)
  return sorted[low]! + (place - low) * ((sorted[low + 1] ?? sorted[low]!) - sorted[low]!)
}

/** Ranks from 1, equal values sharing their mean rank. */
export function ranksOf(column: Column): Float64Array {
  const order = Array.from({ length: column.length }, (_, i) => i).sort((a, b) => column[a]! - column[b]!)
  const ranks = new Float64Array(column.length)
  for (let from = 0; from < order.length;) {
    let to = from + 1
    while (to < order.length && column[order[to]!] === column[order[from]!]) to++
    for (let at = from; at < to; at++) ranks[order[at]!] = (from + to + 1) / 2
    from = to
  }
  return ranks
}

export function correlation(a: Column, b: Column): number {
  const [meanA, meanB] = [mean(a), mean(b)]
  let [ab, aa, bb] = [0, 0, 0]
  for (let i = 0; i < a.length; i++) {
    const [u, v] = [a[i]! - meanA, b[i]! - meanB]
    ab += u * v
    aa += u * u
    bb += v * v
  }
  return ab / Math.sqrt(aa * bb)
}

/** Rows with mean 0 and deviation 1 in every column, flat by rows; a constant column becomes 0. */
export function standardised(columns: readonly Float64Array[]): Float64Array {
  const d = columns.length
  const flat = new Float64Array(d * (columns[0]?.length ?? 0))
  columns.forEach((column, j) => {
    const centre = mean(column)
    const spread = deviation(column) || 1
    column.forEach((value, i) => (flat[i * d + j] = (value - centre) / spread))
  })
  return flat
}
