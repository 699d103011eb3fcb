export interface LassoCertificate {
  /** Primal value minus a dual value, over ‖y‖²/2n: the answer is no further than this from the best. */
  readonly gap: number
  readonly holds: boolean
}

/**
 * Certifies w for ‖y − Xw‖²/2n + α‖w‖₁ by its dual: the residual, drawn in until |Xᵀr| ≤ nα, is feasible
 * (Kim, Koh, Lustig, Boyd and Gorinevsky 2007). `x` flat by rows.
 */
export function certifyLasso(x: Float64Array, y: Float64Array, alpha: number, w: Float64Array): LassoCertificate {
  const [n, d] = [y.length, w.length]
  const residual = y.map((value, i) => {
    let fitted = 0
    for (let j = 0; j < d; j++) fitted += x[i * d + j]! * w[j]!
    return value - fitted
  })
  const steepest = w.reduce((most, _, j) => {
    let sum = 0
    for (let i = 0; i < n; i++) sum += x[i * d + j]! * residual[i]!
    return Math.max(most, Math.abs(sum))
  }, 0)
  const shrink = steepest > n * alpha ? (n * alpha) / steepest : 1
  let [squares, away, whole] = [0, 0, 0]
  residual.forEach((r, i) => {
    squares += r * r
    away += (y[i]! - shrink * r) ** 2
    whole += y[i]! ** 2
  })
  const primal = squares / (2 * n) + alpha * w.reduce((sum, value) => sum + Math.abs(value), 0)
  const dual = (whole - away) / (2 * n)
  const gap = (primal - dual) / (whole / (2 * n) || 1)
  return { gap, holds: gap < 1e-9 }
}
