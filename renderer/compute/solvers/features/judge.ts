import { certifyFolds } from '../../verify/folds.ts'
import { stratifiedFolds } from './folds.ts'
import { deviation, mean } from './moments.ts'
import { predicted, softmaxFit } from './softmax.ts'
import { columnsOf, type Classes } from './table.ts'

export interface Judging {
  readonly model: string
  readonly folds: number
  readonly neighbours: number
  readonly C: number
  readonly standardise: boolean
}

type Rows = readonly (readonly number[])[]

/** Rows split for one fold, moved and scaled by what the training rows alone say. */
interface Split {
  readonly d: number
  readonly train: Float64Array
  readonly trainOf: Int32Array
  readonly test: Float64Array
  readonly testOf: Int32Array
}

function splitFor(
  X: Rows,
  features: readonly number[],
  { of }: Classes,
  fold: Int32Array,
  out: number,
  standardise: boolean,
): Split {
  const places = Array.from(of.keys())
  const [inside, outside] = [places.filter(i => fold[i] !== out), places.filter(i => fold[i] === out)]
  const columns = columnsOf(inside.map(i => features.map(j => X[i]![j]!)))
  const centre = columns.map(column => (standardise ? mean(column) : 0))
  const width = columns.map(column => (standardise && deviation(column)) || 1)
  const flat = (rows: readonly number[]) =>
    Float64Array.from(rows.flatMap(i => features.map((j, at) => (X[i]![j]! - centre[at]!) / width[at]!)))
  const labels = (rows: readonly number[]) => Int32Array.from(rows, i => of[i]!)
  return {
    d: features.length,
    train: flat(inside),
    trainOf: labels(inside),
    test: flat(outside),
    testOf: labels(outside),
  }
}

/** The class most common among the nearest training rows; the first of equals. */
function nearestClass({ d, train, trainOf, test }: Split, i: number, k: number, K: number): number {
  const nearest: [square: number, c: number][] = []
  for (let at = 0; at < trainOf.length; at++) {
    let square = 0
    for (let j = 0; j < d; j++) square += (train[at * d + j]! - test[i * d + j]!) ** 2
    if (nearest.length === k && square >= nearest[k - 1]![0]) continue
    let place = nearest.length
    while (place > 0 && nearest[place - 1]![0] > square) place--
    nearest.splice(place, 0, [square, trainOf[at]!])
    if (nearest.length > k) nearest.pop()
  }
  const votes = new Float64Array(K)
  for (const [, c] of nearest) votes[c]!++
  return votes.indexOf(votes.reduce((a, b) => Math.max(a, b)))
}

function* guesses(split: Split, K: number, { model, neighbours, C }: Judging): Generator<void, Int32Array> {
  const { d, train, trainOf, test, testOf } = split
  if (model === 'logistic') {
    const W = yield* softmaxFit({ x: train, d, of: trainOf, K }, C, 'l2')
    return predicted({ x: test, d, of: testOf, K }, W)
  }
  const found = new Int32Array(testOf.length)
  for (let i = 0; i < found.length; i++) {
    found[i] = nearestClass(split, i, neighbours, K)
    if (i % 16 === 0) yield
  }
  return found
}

/** Accuracy on each fold of a model that has not seen it, from the given features. Yields between pieces of work. */
export function* foldAccuracies(
  X: Rows,
  features: readonly number[],
  groups: Classes,
  judging: Judging,
): Generator<void, number[]> {
  const fold = stratifiedFolds(groups, judging.folds)
  const accuracies: number[] = []
  for (let out = 0; out < judging.folds; out++) {
    const split = splitFor(X, features, groups, fold, out, judging.standardise)
    const found = yield* guesses(split, groups.values.length, judging)
    const hits = found.reduce((sum, c, i) => sum + (c === split.testOf[i] ? 1 : 0), 0)
    accuracies.push(hits / found.length)
  }
  return accuracies
}

export const certificateOf = (groups: Classes, folds: number) =>
  certifyFolds(groups.of, stratifiedFolds(groups, folds), folds)
