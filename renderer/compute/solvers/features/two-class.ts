import { deviation } from './moments.ts'
import { columnsOf } from './table.ts'
import { logisticChance, logisticFit } from './weighted-logistic.ts'

type Rows = readonly (readonly number[])[]
/** The chance of class 1. */
export type Predict = (row: readonly number[]) => number
interface Fitted {
  readonly predict: Predict
  /** Of the logistic classifier: one for each feature, then the intercept. */
  readonly weights: number[] | null
}

/** Costs that make both classes weigh the same in all. */
const evenCosts = (labels: readonly number[]) => {
  const ones = labels.reduce((a, b) => a + b, 0)
  return labels.map(label => labels.length / (2 * (label ? ones : labels.length - ones)))
}

interface Kind {
  readonly model: string
  readonly near: number
  readonly lambda: number
}

/** A classifier of classes 0 and 1; `even` lets both weigh the same, however many cases each has. */
export function fitTwo({ model, near, lambda }: Kind, even: boolean, X: Rows, y: readonly number[]): Fitted {
  const costs = even ? evenCosts(y) : y.map(() => 1)
  if (model === 'logistic') {
    const weights = logisticFit(X, y, costs, lambda)
    return { weights, predict: row => logisticChance(weights, row) }
  }
  return { weights: null, predict: nearestVote(X, y, costs, near) }
}

/** The share of class 1 in the votes of the nearest cases, on columns scaled to deviation 1. */
function nearestVote(X: Rows, y: readonly number[], costs: readonly number[], near: number): Predict {
  const widths = columnsOf(X).map(column => deviation(column) || 1)
  return row => {
    const nearest: [square: number, i: number][] = []
    for (let i = 0; i < X.length; i++) {
      let square = 0
      for (let j = 0; j < widths.length; j++) square += ((X[i]![j]! - row[j]!) / widths[j]!) ** 2
      if (nearest.length === near && square >= nearest[near - 1]![0]) continue
      let place = nearest.length
      while (place > 0 && nearest[place - 1]![0] > square) place--
      nearest.splice(place, 0, [square, i])
      if (nearest.length > near) nearest.pop()
    }
    const total = nearest.reduce((sum, [, i]) => sum + costs[i]!, 0)
    return nearest.reduce((sum, [, i]) => sum + costs[i]! * y[i]!, 0) / total
  }
}
