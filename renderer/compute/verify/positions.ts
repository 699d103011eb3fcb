export interface PositionCertificate {
  /** Largest error of: the row at p + 1 is the row at p with each pair turned by its own angle, the same at every p. */
  readonly shift: number
  /** Largest error of: every pair has length 1. */
  readonly length: number
  readonly holds: boolean
}

/** Certifies encodings (rows of d, pairs side by side) by what they are for: a step further is one fixed rotation. */
export function certifyPositions(rows: Float64Array, d: number, base: number): PositionCertificate {
  let [shift, length] = [0, 0]
  for (let p = 0; (p + 1) * d <= rows.length; p++)
    for (let c = 0; 2 * c + 1 < d; c++) {
      const at = p * d + 2 * c
      const [a, b] = [rows[at]!, rows[at + 1]!]
      length = Math.max(length, Math.abs(Math.hypot(a, b) - 1))
      if (at + d + 1 >= rows.length) continue
      const turn = Math.exp((-2 * c * Math.log(base)) / d)
      const [next, other] = [rows[at + d]!, rows[at + d + 1]!]
      // The turn of one step is read off both rows: sine of the angle between, cosine of it; its sense may be either.
      const [cosine, sine] = [a * next + b * other, Math.abs(a * other - b * next)]
      shift = Math.max(shift, Math.abs(cosine - Math.cos(turn)), Math.abs(sine - Math.abs(Math.sin(turn))))
    }
  return { shift, length, holds: shift < 1e-9 && length < 1e-12 }
}
