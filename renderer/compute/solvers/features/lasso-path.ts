import type { Iterate } from '../../paced.ts'
import type { Problem } from '../../schema.ts'
import type { Status } from '../../solver.ts'
import { defineStepwise } from '../../stepwise.ts'
import { certifyLasso, type LassoCertificate } from '../../verify/lasso.ts'
import { standardised } from './moments.ts'
import { classes, columnsOf, count, inputs, tableIssues } from './table.ts'

const schema = {
  X: inputs,
  y: { ...classes, label: { en: 'Target', 'zh-CN': '目标' } },
  n_alphas: count('Penalties', '惩罚个数', 'A', 30, 1, 1_000),
  eps: {
    kind: 'number',
    label: { en: 'Smallest penalty over the largest', 'zh-CN': '最小惩罚与最大惩罚之比' },
    default: 1e-3,
    min: 1e-9,
    max: 1,
    slider: [1e-4, 0.5],
    scale: 'log',
  },
} as const

const sweeps = 10_000

/** Cyclic coordinate descent on ‖y − Xw‖²/2n + α‖w‖₁ with XᵀX/n and Xᵀy/n at hand; w is changed in place. */
function descend(gram: Float64Array, right: Float64Array, alpha: number, w: Float64Array): void {
  const d = w.length
  for (let sweep = 0; sweep < sweeps; sweep++) {
    let change = 0
    for (let j = 0; j < d; j++) {
      const own = gram[j * d + j]!
      if (own === 0) continue
      let pull = right[j]! + own * w[j]!
      for (let i = 0; i < d; i++) pull -= gram[j * d + i]! * w[i]!
      const next = (Math.sign(pull) * Math.max(0, Math.abs(pull) - alpha)) / own
      change = Math.max(change, Math.abs(next - w[j]!))
      w[j] = next
    }
    if (change < 1e-13) return
  }
}

class Path {
  readonly alphas: number[] = []
  readonly weights: number[][] = []
  worst: LassoCertificate | undefined
  private readonly problem: Problem<typeof schema>

  constructor(problem: Problem<typeof schema>) {
    this.problem = problem
  }

  *steps(): Generator<Iterate<readonly number[]>, Status> {
    const { X, y, n_alphas, eps } = this.problem
    const d = X[0]!.length
    const n = X.length
    const x = standardised(columnsOf(X))
    const centre = y.reduce((a, b) => a + b, 0) / n
    const target = Float64Array.from(y, value => value - centre)
    const gram = new Float64Array(d * d)
    const right = new Float64Array(d)
    for (let i = 0; i < n; i++)
      for (let a = 0; a < d; a++) {
        right[a]! += (x[i * d + a]! * target[i]!) / n
        for (let b = 0; b < d; b++) gram[a * d + b]! += (x[i * d + a]! * x[i * d + b]!) / n
      }
    const most = right.reduce((a, b) => Math.max(a, Math.abs(b)), 0)
    const w = new Float64Array(d)
    for (let k = 0; k < n_alphas; k++) {
      const alpha = most * eps ** (k / Math.max(1, n_alphas - 1))
      // At the largest penalty every weight is 0; rounding must not say otherwise.
      if (k > 0) descend(gram, right, alpha, w)
      const certificate = certifyLasso(x, target, alpha, w)
      if (!(certificate.gap <= (this.worst?.gap ?? -1))) this.worst = certificate
      this.alphas.push(alpha)
      // A weight shrunk to −0 is 0.
      const weights = Array.from(w, value => value + 0)
      this.weights.push(weights)
      yield { k, state: weights, metrics: { alpha, features: w.filter(value => value !== 0).length } }
    }
    return this.worst?.holds ? 'optimal' : 'max_iterations'
  }

  answer() {
    if (!this.worst) return undefined
    const counts = this.weights.map(w => w.filter(value => value !== 0).length)
    const entry = this.weights[0]!.map((_, j) => this.weights.findIndex(w => w[j] !== 0))
    const order = entry
      .map((_, j) => j)
      .filter(j => entry[j]! >= 0)
      .sort((a, b) => entry[a]! - entry[b]! || a - b)
    const { alphas, weights } = this
    const result = { alpha_max: alphas[0], alphas, weights, nonzero_counts: counts, entry_order: order }
    return { result, certificate: this.worst }
  }
}

/** The lasso on standardised features as its penalty falls, each from the last (Friedman, Hastie and Tibshirani 2010). */
export const lassoPath = defineStepwise({
  id: 'lasso-path',
  title: { en: 'Lasso path by coordinate descent', 'zh-CN': '坐标下降的 Lasso 路径' },
  schema,
  check: ({ X, y }) => [
    ...tableIssues(X, y),
    ...((X[0]?.length ?? 0) > 500
      ? [{ code: 'wrong-length' as const, parameter: 'X', params: { parameter: 'X', length: X[0]!.length, max: 500 } }]
      : []),
  ],
  begin(problem) {
    const path = new Path(problem)
    return { steps: path.steps(), answer: () => path.answer() }
  },
})
