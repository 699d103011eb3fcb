import { cholesky } from '../../linear-algebra/cholesky.ts'
import { matrix } from '../../linear-algebra/matrix.ts'
import { deviation, mean } from './moments.ts'
import { columnsOf } from './table.ts'

type Rows = readonly (readonly number[])[]

const rounds = 60
const halvings = 40
const softplus = (z: number) => Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)))

/**
 * Weights, and an intercept as the last number, that make Σ cᵢ · log loss + λ/2 ‖w‖² least, where w are the weights of
 * the columns scaled to deviation 1 without the weights cᵢ; told for the columns as they are. Newton with halved steps.
 */
export function logisticFit(X: Rows, y: readonly number[], costs: readonly number[], lambda: number): number[] {
  const columns = columnsOf(X)
  const d = columns.length
  const centres = columns.map(mean)
  const widths = columns.map(column => deviation(column) || 1)
  const Z = X.map(row => row.map((value, j) => (value - centres[j]!) / widths[j]!))
  let theta = new Float64Array(d + 1)
  let here = lookAt(Z, y, costs, lambda, theta)
  for (let round = 0; round < rounds; round++) {
    const step = cholesky(here.curvature)?.solve(here.slope)
    if (!step) break
    let [length, next, there] = [1, theta, here]
    for (let tries = 0; tries < halvings && !(there.value < here.value); tries++, length /= 2) {
      next = theta.map((value, j) => value - length * step[j]!)
      there = lookAt(Z, y, costs, lambda, next)
    }
    if (!(there.value < here.value)) break
    theta = next
    here = there
  }
  const w = Array.from(theta.subarray(0, d), (value, j) => value / widths[j]!)
  return [...w, w.reduce((b, value, j) => b - value * centres[j]!, theta[d]!)]
}

function lookAt(Z: Rows, y: readonly number[], costs: readonly number[], lambda: number, theta: Float64Array) {
  const size = theta.length
  const slope = new Float64Array(size)
  const curvature = matrix(size, size)
  let value = 0
  Z.forEach((row, i) => {
    const z = row.reduce((sum, x, j) => sum + x * theta[j]!, theta[size - 1]!)
    const p = 1 / (1 + Math.exp(-z))
    const cost = costs[i]!
    value += cost * (softplus(z) - y[i]! * z)
    for (let a = 0; a < size; a++) {
      const xa = row[a] ?? 1
      slope[a]! += cost * (p - y[i]!) * xa
      for (let b = 0; b <= a; b++) curvature.data[a * size + b]! += cost * p * (1 - p) * xa * (row[b] ?? 1)
    }
  })
  for (let j = 0; j < size - 1; j++) {
    value += (lambda * theta[j]! ** 2) / 2
    slope[j]! += lambda * theta[j]!
    curvature.data[j * size + j]! += lambda
  }
  return { value, slope, curvature }
}

/** The chance of class 1 by those weights. */
export const logisticChance = (weights: readonly number[], row: readonly number[]): number =>
  1 / (1 + Math.exp(-row.reduce((sum, value, j) => sum + value * weights[j]!, weights.at(-1)!)))
