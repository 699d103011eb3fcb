import { matrix } from '../linear-algebra/matrix.ts'
import { symmetricEigen } from '../linear-algebra/symmetric-eigen.ts'

export interface PenalisedCertificate {
  readonly objective: number
  /** Largest |∂/∂w_j| of the objective at the answer, and the smallest eigenvalue of its Hessian. */
  readonly gradientNorm: number
  readonly curvature: number
  readonly holds: boolean
}

/** ln(1 + e^z) without overflow. */
const softplus = (z: number) => Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)))

/**
 * Certifies weights (and intercept b, last) of ‖y − Xw‖² + λ‖w‖², or of Σ ln(1 + e^(−s(xw + b))) + λ/2 ‖w‖² with
 * s = ±1 for y = 1, 0: both are convex, so a slope of 0 under positive curvature is the minimum.
 */
export function certifyPenalised(
  model: 'ridge' | 'logistic',
  X: readonly (readonly number[])[],
  y: readonly number[],
  lambda: number,
  weights: readonly number[],
  intercept: number,
): PenalisedCertificate {
  const d = weights.length
  const size = model === 'logistic' ? d + 1 : d
  const hessian = matrix(size, size)
  const slope = new Float64Array(size)
  let objective = 0
  X.forEach((row, i) => {
    const z = row.reduce((sum, x, j) => sum + x * weights[j]!, intercept)
    const p = 1 / (1 + Math.exp(-z))
    const [value, first, second] =
      model === 'ridge'
        ? [(z - y[i]!) ** 2, 2 * (z - y[i]!), 2]
        : [softplus(y[i] === 1 ? -z : z), p - y[i]!, p * (1 - p)]
    objective += value
    for (let a = 0; a < size; a++) {
      const xa = row[a] ?? 1
      slope[a]! += first * xa
      for (let b = 0; b < size; b++) hessian.data[a * size + b]! += second * xa * (row[b] ?? 1)
    }
  })
  const factor = model === 'ridge' ? 2 : 1
  weights.forEach((w, j) => {
    objective += (factor * lambda * w * w) / 2
    slope[j]! += factor * lambda * w
    hessian.data[j * size + j]! += factor * lambda
  })
  const gradientNorm = slope.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  const curvature = symmetricEigen(hessian).values[0]!
  return { objective, gradientNorm, curvature, holds: gradientNorm <= 1e-6 * X.length && curvature > 0 }
}
