import { matrix } from '../../linear-algebra/matrix.ts'
import { nonNegativeLeastSquares } from '../../linear-algebra/non-negative-least-squares.ts'
import type { Issue } from '../../issue.ts'
import type { Iterate } from '../../paced.ts'
import type { Problem } from '../../schema.ts'
import type { Status } from '../../solver.ts'
import { defineStepwise, mismatch } from '../../stepwise.ts'
import { certifyPerceptron } from '../../verify/perceptron.ts'
import { tableIssues } from '../features/table.ts'
import { countField, entryIssues, positiveNumber } from '../fields.ts'

const schema = {
  X: {
    kind: 'matrix',
    label: { en: 'Points, one a row', 'zh-CN': '各点，每行一个' },
    symbol: 'X',
    default: [
      [2, 1],
      [3, 2.5],
      [1.5, 3],
      [2.5, 0.2],
      [-1, -0.5],
      [-2, 0.5],
      [-0.5, -2],
      [0.3, -1.4],
    ],
    maxCells: 100_000,
    alias: 'data',
  },
  y: {
    kind: 'vector',
    label: { en: 'Side of each point, one of two numbers', 'zh-CN': '每个点的类别（两个数值之一）' },
    symbol: 'y',
    default: [1, 1, 1, 1, -1, -1, -1, -1],
    maxLength: 50_000,
    alias: 'target',
  },
  bias: { kind: 'flag', label: { en: 'With a constant term', 'zh-CN': '含常数项' }, default: true },
  lr: positiveNumber('Learning rate', '学习率', '\\eta', 1, [1e-6, 1e6], [0.01, 10]),
  epochs: countField('Passes at most', '最多遍历次数', 200, 1, 100_000, 1_000),
} as const
type Given = Problem<typeof schema>

export interface Line {
  readonly w: readonly number[]
  /** The point that was on the wrong side; −1 at the start. */
  readonly point: number
}

/** Points looked at between two signs of life. */
const atOnce = 2_048
/** Points with more are not searched for their widest margin. */
const mostSearched = 200

/** Signed points y (x, 1), row by row: the rule looks for a w with w·z > 0 at all. */
function signed({ X, y, bias }: Given): Float64Array[] {
  const high = y.reduce((a, b) => Math.max(a, b))
  return X.map((row, i) => Float64Array.from(bias ? [...row, 1] : row, value => (y[i] === high ? value : -value)))
}

/**
 * Weights λ ≥ 0 of the point nearest to 0 in the convex hull of the signed points: ‖Zᵀλ‖² + (Σλ − 1)² is least along it.
 * It is the widest margin and its direction, or 0 where no line parts the sides (Gordan 1873).
 */
function nearest(Z: readonly Float64Array[]): Float64Array {
  const d = Z[0]!.length
  const size = Math.max(...Z.map(z => Math.hypot(...z))) || 1
  const system = matrix(d + 1, Z.length)
  Z.forEach((z, i) => {
    for (let c = 0; c < d; c++) system.data[c * Z.length + i] = z[c]! / size
    system.data[d * Z.length + i] = 1
  })
  const wanted = new Float64Array(d + 1)
  wanted[d] = 1
  const lambda = nonNegativeLeastSquares(system, wanted, Z.length)
  const total = lambda.reduce((a, b) => a + b, 0)
  return lambda.map(value => value / total)
}

class Rule {
  private readonly Z: Float64Array[]
  private readonly w: Float64Array
  private readonly given: Given
  private mistakes = 0
  private readonly perPass: number[] = []
  private settled = false

  constructor(given: Given) {
    this.given = given
    this.Z = signed(given)
    this.w = new Float64Array(this.Z[0]!.length)
  }

  *steps(): Generator<Iterate<Line>, Status> {
    const { Z, w } = this
    yield this.shown(-1)
    for (let pass = 0; pass < this.given.epochs; pass++) {
      const before = this.mistakes
      for (const [i, z] of Z.entries()) {
        if (i % atOnce === 0) yield { ...this.shown(-1), minor: true }
        if (z.reduce((sum, value, c) => sum + value * w[c]!, 0) > 0) continue
        this.mistakes++
        for (let c = 0; c < w.length; c++) w[c]! += this.given.lr * z[c]!
        yield this.shown(i)
      }
      this.perPass.push(this.mistakes - before)
      if (this.mistakes === before) {
        this.settled = true
        return 'converged'
      }
    }
    return 'max_iterations'
  }

  private shown(point: number): Iterate<Line> {
    const metrics = { mistakes: this.mistakes, norm: Math.hypot(...this.w) }
    return { k: this.mistakes, state: { w: Array.from(this.w), point }, metrics }
  }

  answer() {
    const lambda = this.Z.length <= mostSearched ? Array.from(nearest(this.Z)) : null
    const certificate = certifyPerceptron(this.Z, this.w, this.mistakes, this.settled, lambda)
    return {
      result: { w: Array.from(this.w), mistakes: this.mistakes, per_pass: this.perPass, bias: this.given.bias },
      certificate,
    }
  }
}

function check({ X, y }: Given): Issue[] {
  const issues = [...tableIssues(X, y), ...entryIssues('X', X)]
  if (issues.length) return issues
  const sides = new Set(y).size
  return sides === 2 ? [] : mismatch('y', 'y', 2, sides, 'classes')
}

/** Rosenblatt's rule (1958): w ← w + η y x at every point on the wrong side, with the bound (R/γ)² on the mistakes (Novikoff 1962). */
export const perceptron = defineStepwise({
  id: 'perceptron',
  title: { en: 'Perceptron', 'zh-CN': '感知机' },
  schema,
  check,
  begin(problem) {
    const rule = new Rule(problem)
    return { steps: rule.steps(), answer: () => rule.answer() }
  },
})
