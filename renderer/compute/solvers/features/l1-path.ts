import { told, type Iterate } from '../../paced.ts'
import type { Problem } from '../../schema.ts'
import type { Status } from '../../solver.ts'
import { defineStepwise } from '../../stepwise.ts'
import { certifySoftmax, type SoftmaxCertificate } from '../../verify/softmax.ts'
import { standardised } from './moments.ts'
import { predicted, softmaxFit } from './softmax.ts'
import { classes, classesOf, classIssues, columnsOf, inputs, tableIssues } from './table.ts'

const schema = {
  X: { ...inputs, maxCells: 200_000 },
  y: classes,
  C: {
    kind: 'vector',
    label: { en: 'Weights of the loss against the penalty', 'zh-CN': '损失相对惩罚的各个权重' },
    symbol: 'C',
    default: [0.01, 0.03, 0.1, 0.3, 1, 10],
    maxLength: 100,
  },
} as const

export interface Place {
  readonly C: number
  readonly nonzero: readonly boolean[]
  readonly train_acc: number
}

class Path {
  readonly places: Place[] = []
  worst: SoftmaxCertificate | undefined
  private readonly problem: Problem<typeof schema>

  constructor(problem: Problem<typeof schema>) {
    this.problem = problem
  }

  *steps(): Generator<Iterate<Place | null>, Status> {
    const { X, y, C: strengths } = this.problem
    const { of, values } = classesOf(y)
    const d = X[0]!.length
    const sample = { x: standardised(columnsOf(X)), d, of, K: values.length }
    let W: Float64Array | undefined
    for (const [k, C] of strengths.entries()) {
      const weights: Float64Array = yield* told(softmaxFit(sample, C, 'l1', W), () => ({
        k,
        state: null,
        metrics: {},
        minor: true,
      }))
      const nonzero = Array.from({ length: d }, (_, j) => values.some((__, c) => weights[c * (d + 1) + j] !== 0))
      const hits = predicted(sample, weights).reduce((sum, c, i) => sum + (c === of[i] ? 1 : 0), 0)
      const place = { C, nonzero, train_acc: hits / of.length }
      const certificate = certifySoftmax(sample, C, 'l1', weights)
      if (!(certificate.stationarity <= (this.worst?.stationarity ?? -1))) this.worst = certificate
      this.places.push(place)
      yield { k, state: place, metrics: { C, features: nonzero.filter(Boolean).length, train_acc: place.train_acc } }
      W = weights
    }
    return this.worst?.holds ? 'optimal' : 'max_iterations'
  }
}

/** Logistic regression under ‖W‖₁ on standardised features: which weights leave 0 as the penalty loosens. */
export const l1Path = defineStepwise({
  id: 'l1-path',
  title: { en: 'L1 path of a classifier', 'zh-CN': '分类器的 L1 路径' },
  schema,
  check: ({ X, y, C }) => [
    ...tableIssues(X, y),
    ...classIssues(y),
    ...(C.every(value => value >= 1e-6 && value <= 1e6)
      ? []
      : [
          {
            code: 'out-of-range' as const,
            parameter: 'C',
            params: { parameter: 'C', value: C.join(', '), min: 1e-6, max: 1e6 },
          },
        ]),
  ],
  begin(problem) {
    const path = new Path(problem)
    return {
      steps: path.steps(),
      answer: () => path.worst && { result: { path: path.places }, certificate: path.worst },
    }
  },
})
