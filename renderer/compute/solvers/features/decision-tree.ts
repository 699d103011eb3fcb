import type { Iterate } from '../../paced.ts'
import type { Status } from '../../solver.ts'
import { defineStepwise } from '../../stepwise.ts'
import { certifyTree, type TreeNode } from '../../verify/tree.ts'
import { classes, classesOf, classIssues, count, inputs, tableIssues, type Classes } from './table.ts'

const schema = { X: inputs, y: classes, depth: count('Depth', '深度', 'd', 3, 1, 12) } as const

/** Splits at thresholds that make the classes purest, by Gini's index (Breiman, Friedman, Olshen and Stone, 1984). */
export const decisionTree = defineStepwise({
  id: 'decision-tree',
  title: { en: 'Decision tree', 'zh-CN': '决策树' },
  schema,
  check: ({ X, y }) => [...tableIssues(X, y), ...classIssues(y)],
  begin({ X, y, depth }) {
    const tree = new Tree(X, classesOf(y))
    return {
      steps: tree.grow(depth),
      answer() {
        const { root } = tree
        if (!root) return undefined
        const certificate = certifyTree(X, tree.classes.of, root, depth)
        const result = {
          importances: certificate.importances,
          root_feature: root.feature ?? null,
          root_threshold: root.threshold ?? null,
          train_acc: certificate.accuracy,
          classes: tree.classes.values,
          tree: root,
        }
        return { result, certificate }
      },
    }
  },
})

interface Split {
  readonly feature: number
  readonly threshold: number
  readonly impurity: number
}

class Tree {
  private readonly X: readonly (readonly number[])[]
  readonly classes: Classes
  root: TreeNode | undefined
  private nodes = 0

  constructor(X: readonly (readonly number[])[], classes: Classes) {
    this.X = X
    this.classes = classes
  }

  *grow(depth: number): Generator<Iterate<readonly number[]>, Status> {
    this.root = yield* this.node(
      this.X.map((_, i) => i),
      depth,
    )
    return 'optimal'
  }

  private *node(rows: readonly number[], depth: number): Generator<Iterate<readonly number[]>, TreeNode> {
    const counts = new Float64Array(this.classes.values.length)
    for (const i of rows) counts[this.classes.of[i]!]!++
    const value = counts.indexOf(Math.max(...counts))
    const impurity = gini(counts, rows.length)
    let best: Split | undefined
    for (let feature = 0; depth > 0 && impurity > 0 && feature < this.X[0]!.length; feature++) {
      const split = this.bestOf(rows, feature, counts)
      yield { k: this.nodes, state: Array.from(counts), metrics: { impurity, rows: rows.length }, minor: true }
      // Of equally good features the last.
      if (split && (!best || split.impurity <= best.impurity + 1e-12)) best = split
    }
    this.nodes++
    yield { k: this.nodes, state: Array.from(counts), metrics: { impurity, rows: rows.length } }
    if (!best) return { rows: rows.length, value }
    const { feature, threshold } = best
    const below = yield* this.node(
      rows.filter(i => this.X[i]![feature]! <= threshold),
      depth - 1,
    )
    const above = yield* this.node(
      rows.filter(i => this.X[i]![feature]! > threshold),
      depth - 1,
    )
    return { rows: rows.length, value, feature, threshold, below, above }
  }

  /** The threshold on one feature that leaves the least weighted impurity; `undefined` where all values are equal. */
  private bestOf(rows: readonly number[], feature: number, counts: Float64Array): Split | undefined {
    const sorted = [...rows].sort((a, b) => this.X[a]![feature]! - this.X[b]![feature]!)
    const left = new Float64Array(counts.length)
    let best: Split | undefined
    for (let place = 1; place < sorted.length; place++) {
      const [before, here] = [sorted[place - 1]!, sorted[place]!]
      left[this.classes.of[before]!]!++
      const [low, high] = [this.X[before]![feature]!, this.X[here]![feature]!]
      if (low === high) continue
      const right = counts.map((all, c) => all - left[c]!)
      const impurity = place * gini(left, place) + (sorted.length - place) * gini(right, sorted.length - place)
      if (!best || impurity < best.impurity - 1e-12) best = { feature, threshold: (low + high) / 2, impurity }
    }
    return best
  }
}

const gini = (counts: Float64Array, n: number) => 1 - counts.reduce((sum, value) => sum + (value / n) ** 2, 0)
