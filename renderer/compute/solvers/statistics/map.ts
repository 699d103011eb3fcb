import { cholesky } from '../../linear-algebra/cholesky.ts'
import { matrix } from '../../linear-algebra/matrix.ts'
import type { Issue } from '../../issue.ts'
import type { Iterate } from '../../paced.ts'
import type { Problem } from '../../schema.ts'
import type { Status } from '../../solver.ts'
import { defineStepwise, mismatch } from '../../stepwise.ts'
import { certifyPenalised } from '../../verify/penalised.ts'
import { toleranceField } from '../fields.ts'
import { iterationsField } from './fields.ts'

const schema = {
  model: {
    kind: 'choice',
    label: { en: 'Model', 'zh-CN': '模型' },
    default: 'ridge',
    options: ['ridge', 'logistic'],
  },
  X: {
    kind: 'matrix',
    label: { en: 'Inputs, one case a row', 'zh-CN': '输入，每行一个样本' },
    symbol: 'X',
    default: [
      [1, 0.2],
      [0.4, -1],
      [-0.7, 0.6],
      [-1.2, -0.3],
      [0.5, 1.1],
    ],
    maxCells: 1_000_000,
  },
  y: {
    kind: 'vector',
    label: { en: 'Outputs; 0 or 1 for the logistic model', 'zh-CN': '输出；逻辑模型取 0 或 1' },
    symbol: 'y',
    default: [1, 0, 0, 0, 1],
    maxLength: 200_000,
    alias: 'labels',
  },
  lambda: {
    kind: 'number',
    label: { en: 'Precision of the prior on each weight', 'zh-CN': '每个权重先验的精度' },
    symbol: '\\lambda',
    default: 1,
    min: 0,
    max: 1e9,
    slider: [1e-3, 100],
    scale: 'log',
    alias: 'lam',
  },
  iterations: iterationsField(100, 10_000),
  tolerance: toleranceField(1e-10, [1e-14, 1e-2]),
} as const
type Given = Problem<typeof schema>
type Weights = readonly number[]

const softplus = (z: number) => Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)))

function issuesOf({ model, X, y }: Given): Issue[] {
  const d = X[0]?.length ?? 0
  if (d < 1 || d > 200) return mismatch('X', 'X', '1 … 200', d)
  if (X.length !== y.length) return mismatch('y', 'X', X.length, y.length, 'numbers')
  const odd = model === 'logistic' ? y.find(value => value !== 0 && value !== 1) : undefined
  return odd === undefined ? [] : mismatch('y', 'model', '0, 1', odd)
}

/** The objective with slope and curvature at θ = (w, b); the ridge has no b. */
function lookAt({ model, X, y, lambda }: Given, theta: Float64Array) {
  const size = theta.length
  const d = X[0]!.length
  const slope = new Float64Array(size)
  const curvature = matrix(size, size)
  let value = 0
  for (let i = 0; i < X.length; i++) {
    const row = X[i]!
    let z = theta[d] ?? 0
    for (let j = 0; j < d; j++) z += row[j]! * theta[j]!
    const p = 1 / (1 + Math.exp(-z))
    const ridge = model === 'ridge'
    value += ridge ? (z - y[i]!) ** 2 : softplus(z) - y[i]! * z
    const first = ridge ? 2 * (z - y[i]!) : p - y[i]!
    const second = ridge ? 2 : p * (1 - p)
    for (let a = 0; a < size; a++) {
      const xa = a < d ? row[a]! : 1
      slope[a]! += first * xa
      for (let b = 0; b <= a; b++) curvature.data[a * size + b]! += second * xa * (b < d ? row[b]! : 1)
    }
  }
  const factor = model === 'ridge' ? 2 : 1
  for (let j = 0; j < d; j++) {
    value += (factor * lambda * theta[j]! ** 2) / 2
    slope[j]! += factor * lambda * theta[j]!
    curvature.data[j * size + j]! += factor * lambda
  }
  return { value, slope, curvature }
}

/** Newton with halved steps; one step for the ridge, whose objective is quadratic. */
function* ascent(problem: Given, keep: (theta: Float64Array) => void): Generator<Iterate<Weights>, Status> {
  const d = problem.X[0]!.length
  let theta = new Float64Array(problem.model === 'ridge' ? d : d + 1)
  let here = lookAt(problem, theta)
  for (let k = 0; ; k++) {
    keep(theta)
    const gradientNorm = here.slope.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
    yield { k, state: Array.from(theta), metrics: { objective: here.value, gradientNorm } }
    if (gradientNorm <= problem.tolerance * problem.X.length) return 'converged'
    if (k >= problem.iterations) return 'max_iterations'
    const factor = cholesky(here.curvature)
    // Flat to rounding: separable classes without a prior, or fewer cases than weights.
    if (!factor) return 'not_attained'
    const step = factor.solve(here.slope)
    let length = 1
    let [next, there] = [theta, here]
    do {
      next = theta.map((value, j) => value - length * step[j]!)
      there = lookAt(problem, next)
      length /= 2
    } while (!(there.value < here.value) && length > 1e-12)
    if (!(there.value < here.value)) return gradientNorm <= 1e-8 * problem.X.length ? 'converged' : 'stalled'
    theta = next
    here = there
  }
}

/**
 * The most probable weights under a normal prior: ‖y − Xw‖² + λ‖w‖² without intercept, or the sum of log losses
 * + λ/2 ‖w‖² with a free intercept. λ = 0 is maximum likelihood.
 */
export const map = defineStepwise({
  id: 'map',
  title: { en: 'Maximum a posteriori regression', 'zh-CN': '最大后验回归' },
  schema,
  check: issuesOf,
  begin(problem) {
    let theta: Float64Array | undefined
    return {
      steps: ascent(problem, found => (theta = found)),
      answer() {
        if (!theta) return undefined
        const w = Array.from(theta.subarray(0, problem.X[0]!.length))
        const b = theta[w.length] ?? 0
        const model = problem.model as 'ridge' | 'logistic'
        const certificate = certifyPenalised(model, problem.X, problem.y, problem.lambda, w, b)
        return { result: { w, b, objective: certificate.objective }, certificate }
      },
    }
  },
})
