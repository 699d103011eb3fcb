import { told, type Iterate } from '../../paced.ts'
import type { Problem } from '../../schema.ts'
import type { Status } from '../../solver.ts'
import { defineStepwise } from '../../stepwise.ts'
import { certificateOf, foldAccuracies } from './judge.ts'
import { judgeFields, judgeIssues } from './judge-fields.ts'
import { mean } from './moments.ts'
import { classesOf, count } from './table.ts'

const schema = {
  ...judgeFields,
  k: { ...count('Features to take', '要选的特征数', 'k', 2, 1, 1_000), alias: 'n_features_to_select' },
} as const

export interface Taken {
  readonly feature: number
  readonly accuracy: number
  /** Mean accuracy with each candidate of this round added. */
  readonly candidates: Readonly<Record<number, number>>
}

class Selection {
  readonly rounds: Taken[] = []
  readonly groups: ReturnType<typeof classesOf>
  private readonly problem: Problem<typeof schema>

  constructor(problem: Problem<typeof schema>) {
    this.problem = problem
    this.groups = classesOf(problem.y)
  }

  get order() {
    return this.rounds.map(({ feature }) => feature)
  }

  *steps(): Generator<Iterate<Taken | null>, Status> {
    const { X, k } = this.problem
    const alive = () => ({ k: this.rounds.length, state: null, metrics: {}, minor: true }) as const
    while (this.rounds.length < Math.min(k, X[0]!.length)) {
      const candidates: Record<number, number> = {}
      let best = -1
      for (let j = 0; j < X[0]!.length; j++) {
        if (this.order.includes(j)) continue
        const judged = foldAccuracies(X, [...this.order, j], this.groups, this.problem)
        candidates[j] = mean(yield* told(judged, alive))
        if (best < 0 || candidates[j]! > candidates[best]!) best = j
      }
      const taken = { feature: best, accuracy: candidates[best]!, candidates }
      this.rounds.push(taken)
      yield { k: this.rounds.length, state: taken, metrics: { accuracy: taken.accuracy } }
    }
    return 'optimal'
  }

  answer() {
    if (!this.rounds.length) return undefined
    const selected = this.order.sort((a, b) => a - b)
    return {
      result: { selected, order: this.order, rounds: this.rounds },
      certificate: certificateOf(this.groups, this.problem.folds),
    }
  }
}

/** Forward selection: take the feature that helps most on unseen folds, then the next; the first of equals. */
export const forwardSelection = defineStepwise({
  id: 'forward-selection',
  title: { en: 'Forward selection', 'zh-CN': '前向选择' },
  schema,
  check: ({ X, y, folds }) => judgeIssues(X, y, folds),
  begin(problem) {
    const selection = new Selection(problem)
    return { steps: selection.steps(), answer: () => selection.answer() }
  },
})
