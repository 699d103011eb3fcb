import { cholesky } from '../../linear-algebra/cholesky.ts'
import { matrix } from '../../linear-algebra/matrix.ts'
import { told, type Iterate } from '../../paced.ts'
import type { Problem } from '../../schema.ts'
import type { Status } from '../../solver.ts'
import { defineStepwise } from '../../stepwise.ts'
import { certifyElimination } from '../../verify/elimination.ts'
import { standardised } from './moments.ts'
import { softmaxFit } from './softmax.ts'
import { classes, classesOf, classIssues, columnsOf, count, inputs, tableIssues } from './table.ts'

export const strength = {
  kind: 'number',
  label: { en: 'Weight of the loss against the penalty', 'zh-CN': '损失相对惩罚的权重' },
  symbol: 'C',
  default: 1,
  min: 1e-6,
  max: 1e6,
  slider: [0.01, 100],
  scale: 'log',
} as const

const schema = {
  X: { ...inputs, maxCells: 200_000 },
  y: classes,
  model: {
    kind: 'choice',
    label: { en: 'Model', 'zh-CN': '模型' },
    default: 'logistic',
    options: ['logistic', 'linear'],
  },
  C: strength,
  keep: { ...count('Features to keep', '保留的特征数', 'k', 1, 1, 10_000), alias: 'n_features_to_select' },
} as const
type Given = Problem<typeof schema>
export interface Elimination {
  readonly left: readonly number[]
  readonly importance: readonly number[]
}

/** Σ over classes of each feature's squared weight, on standardised columns. */
function* logisticImportance(columns: Float64Array[], { y, C }: Given): Generator<void, number[]> {
  const { of, values } = classesOf(y)
  const d = columns.length
  const W = yield* softmaxFit({ x: standardised(columns), d, of, K: values.length }, C, 'l2')
  return columns.map((_, j) => values.reduce((sum, __, c) => sum + W[c * (d + 1) + j]! ** 2, 0))
}

/** Squared weights of the ridge fit with penalty 1/C. */
function linearImportance(columns: Float64Array[], { y, C }: Given): number[] {
  const d = columns.length
  const x = standardised(columns)
  const centre = y.reduce((a, b) => a + b, 0) / y.length
  const gram = matrix(d, d)
  const right = new Float64Array(d)
  for (let i = 0; i < y.length; i++)
    for (let a = 0; a < d; a++) {
      right[a]! += x[i * d + a]! * (y[i]! - centre)
      for (let b = 0; b < d; b++) gram.data[a * d + b]! += x[i * d + a]! * x[i * d + b]!
    }
  for (let a = 0; a < d; a++) gram.data[a * d + a]! += 1 / C
  return Array.from(cholesky(gram)?.solve(right) ?? right, weight => weight ** 2)
}

class Rounds {
  readonly history: Elimination[] = []
  private readonly problem: Given

  constructor(problem: Given) {
    this.problem = problem
  }

  *steps(): Generator<Iterate<Elimination | null>, Status> {
    const columns = columnsOf(this.problem.X)
    let left = columns.map((_, j) => j)
    for (let k = 0; ; k++) {
      const chosen = left.map(j => columns[j]!)
      const importance =
        this.problem.model === 'linear'
          ? linearImportance(chosen, this.problem)
          : yield* told(logisticImportance(chosen, this.problem), () => ({ k, state: null, metrics: {}, minor: true }))
      this.history.push({ left, importance })
      yield { k, state: { left, importance }, metrics: { features: left.length } }
      if (left.length <= this.problem.keep) return 'optimal'
      const weakest = importance.indexOf(Math.min(...importance))
      left = left.filter((_, at) => at !== weakest)
    }
  }

  answer() {
    const kept = this.history.at(-1)?.left
    if (!kept) return undefined
    // What stays is first; then the last to go, and so on.
    const ranking = this.history[0]!.left.map(
      j => 1 + this.history.filter(({ left }, k) => k > 0 && !left.includes(j)).length,
    )
    const result = { ranking, selected: kept, support: ranking.map(rank => rank === 1), history: this.history }
    return { result, certificate: certifyElimination(this.history, ranking) }
  }
}

/** Recursive feature elimination: fit, drop the feature of least weight, fit again (Guyon and others 2002). */
export const rfe = defineStepwise({
  id: 'rfe',
  title: { en: 'Recursive feature elimination', 'zh-CN': '递归特征消除' },
  schema,
  check: ({ X, y, model }) => [...tableIssues(X, y), ...(model === 'logistic' ? classIssues(y) : [])],
  begin(problem) {
    const rounds = new Rounds(problem)
    return { steps: rounds.steps(), answer: () => rounds.answer() }
  },
})
