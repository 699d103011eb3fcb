import type { Issue } from '../../issue.ts'
import type { Problem } from '../../schema.ts'
import { mismatch } from '../../stepwise.ts'
import { classesOf, tableIssues } from '../features/table.ts'
import { countField, entryIssues } from '../fields.ts'
import { activations } from './activations.ts'
import { initialisations } from './initialise.ts'
import { countOf } from './layers.ts'
import { moons } from './moons.ts'
import { optimiserFields } from './optimiser.ts'

const example = moons(80)

/** Own data, a network for it, and how it learns. */
export const networkFields = {
  X: {
    kind: 'matrix',
    label: { en: 'Inputs, one case a row', 'zh-CN': '输入，每行一个样本' },
    symbol: 'X',
    default: example.X,
    maxCells: 200_000,
    alias: 'data',
  },
  y: {
    kind: 'vector',
    label: { en: 'Answer of each case', 'zh-CN': '每个样本的答案' },
    symbol: 'y',
    default: example.y,
    maxLength: 100_000,
    alias: 'target',
  },
  task: {
    kind: 'choice',
    label: { en: 'Task', 'zh-CN': '任务' },
    default: 'classification',
    options: ['classification', 'regression'],
  },
  hidden: {
    kind: 'vector',
    label: { en: 'Width of each hidden layer', 'zh-CN': '各隐藏层的宽度' },
    default: [8, 8],
    maxLength: 12,
    mayBeEmpty: true,
  },
  activation: {
    kind: 'choice',
    label: { en: 'Activation', 'zh-CN': '激活函数' },
    default: 'tanh',
    options: activations,
  },
  init: {
    kind: 'choice',
    label: { en: 'First weights', 'zh-CN': '权重初始化' },
    default: 'xavier',
    options: initialisations,
  },
  standardise: { kind: 'flag', label: { en: 'Standardise the inputs', 'zh-CN': '标准化输入' }, default: true },
  batch: { ...countField('Cases a step; 0: all', '每步样本数；0 表示全部', 16, 0, 100_000, 64), alias: 'batch_size' },
  ...optimiserFields,
} as const
export type NetworkGiven = Problem<typeof networkFields>

const mostWeights = 50_000
/** Weights times cases of one step: some ten milliseconds. */
const mostWork = 5e6
/** Weights times all cases: a look at the whole. */
const mostInAll = 5e8

export function networkIssues(given: NetworkGiven): Issue[] {
  const { X, y, hidden } = given
  const issues = [...tableIssues(X, y), ...entryIssues('X', X), ...entryIssues('y', [y])]
  if (issues.length) return issues
  const odd = hidden.find(width => !Number.isInteger(width) || width < 1 || width > 1_000)
  if (odd !== undefined)
    return [
      { code: 'out-of-range', parameter: 'hidden', params: { parameter: 'hidden', value: odd, min: 1, max: 1_000 } },
    ]
  if (given.task === 'classification') {
    const found = new Set(y).size
    if (found < 2 || found > 50) return mismatch('y', 'y', '2 … 50', found, 'classes')
  }
  const weights = countOf(widthsOf(given))
  if (weights > mostWeights) return mismatch('hidden', 'hidden', `≤ ${mostWeights}`, weights, 'weights')
  if (weights * X.length > mostInAll)
    return mismatch('hidden', 'X', `≤ ${Math.floor(mostInAll / X.length)}`, weights, 'weights')
  const work = weights * batchOf(given)
  return work > mostWork ? mismatch('batch', 'hidden', `≤ ${Math.floor(mostWork / weights)}`, batchOf(given)) : []
}

export const outputsOf = ({ task, y }: NetworkGiven): number => (task === 'classification' ? new Set(y).size : 1)
export const widthsOf = (given: NetworkGiven): number[] => [given.X[0]!.length, ...given.hidden, outputsOf(given)]
export const batchOf = ({ batch, X }: NetworkGiven): number => (batch ? Math.min(batch, X.length) : X.length)

/** The data as a network takes it: inputs as they were or with mean 0 and spread 1, answers as chances or numbers. */
export interface Cases {
  readonly n: number
  readonly inputs: Float64Array
  readonly targets: Float64Array
  /** Of each column, taken off and divided by. */
  readonly mean: Float64Array
  readonly spread: Float64Array
  /** The classes in rising order; empty for numbers. */
  readonly classes: readonly number[]
}

export function casesFrom({ X, y, task, standardise }: NetworkGiven): Cases {
  const [n, d] = [X.length, X[0]!.length]
  const [mean, spread] = [new Float64Array(d), new Float64Array(d).fill(1)]
  if (standardise)
    for (let c = 0; c < d; c++) {
      for (const row of X) mean[c]! += row[c]! / n
      let variance = 0
      for (const row of X) variance += (row[c]! - mean[c]!) ** 2 / n
      if (variance > 0) spread[c] = Math.sqrt(variance)
    }
  const inputs = new Float64Array(n * d)
  X.forEach((row, i) => row.forEach((value, c) => (inputs[i * d + c] = (value - mean[c]!) / spread[c]!)))
  if (task === 'regression') return { n, inputs, targets: Float64Array.from(y), mean, spread, classes: [] }
  const { values, of } = classesOf(y)
  const targets = new Float64Array(n * values.length)
  of.forEach((place, i) => (targets[i * values.length + place] = 1))
  return { n, inputs, targets, mean, spread, classes: values }
}
