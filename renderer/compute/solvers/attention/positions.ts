/** Angle of pair c at position p: p / base^(2c/d). */
const angle = (p: number, c: number, d: number, base: number): number => p / base ** ((2 * c) / d)

/** Sinusoidal encodings, n × d: sine and cosine side by side (Vaswani and others 2017, §3.5); the last of an odd d is a sine. */
export function sinusoids(n: number, d: number, base: number): Float64Array {
  const rows = new Float64Array(n * d)
  for (let p = 0; p < n; p++)
    for (let j = 0; j < d; j++) {
      const turn = angle(p, Math.floor(j / 2), d, base)
      rows[p * d + j] = j % 2 ? Math.cos(turn) : Math.sin(turn)
    }
  return rows
}

/**
 * Turns every pair of neighbours of row p by its angle at p (Su and others, RoFormer, 2021), in place; `sign` −1 turns
 * back. A last coordinate without neighbour stays.
 */
export function turnRows(rows: Float64Array, d: number, base: number, sign: 1 | -1 = 1): void {
  for (let p = 0; p < rows.length / d; p++)
    for (let c = 0; 2 * c + 1 < d; c++) {
      const turn = sign * angle(p, c, d, base)
      const at = p * d + 2 * c
      const [a, b] = [rows[at]!, rows[at + 1]!]
      rows[at] = a * Math.cos(turn) - b * Math.sin(turn)
      rows[at + 1] = a * Math.sin(turn) + b * Math.cos(turn)
    }
}
