/** A node of a tree of thresholds; without a feature it is a leaf. */
export interface TreeNode {
  readonly rows: number
  /** Index of its commonest class. */
  readonly value: number
  readonly feature?: number
  readonly threshold?: number
  /** Rows at or below the threshold, and above it. */
  readonly below?: TreeNode
  readonly above?: TreeNode
}

export interface TreeCertificate {
  readonly accuracy: number
  /** How much impurity each feature takes away, of all that is taken away. */
  readonly importances: readonly number[]
  /** Largest impurity that another split of a node would have taken away beyond the one it has, a share of all rows. */
  readonly missed: number
  /** Every node holds the rows that its parent sends it, and votes for their commonest class. */
  readonly counted: boolean
  readonly holds: boolean
}

type Rows = readonly (readonly number[])[]

/** Certifies a tree by sending the rows down it and, at every node, trying each threshold of each feature anew. */
export function certifyTree(X: Rows, of: ArrayLike<number>, root: TreeNode, depth: number): TreeCertificate {
  const n = X.length
  const taken = X[0]!.map(() => 0)
  let [right, missed, counted] = [0, 0, true]
  const visit = (node: TreeNode, rows: readonly number[], left: number): void => {
    const votes = countsOf(rows, of)
    counted &&= node.rows === rows.length && (votes.get(node.value) ?? 0) === Math.max(0, ...votes.values())
    const possible = left > 0 ? mostTaken(X, of, rows) : 0
    const { feature, threshold, below, above } = node
    if (feature === undefined || threshold === undefined || !below || !above) {
      missed = Math.max(missed, possible / n)
      right += votes.get(node.value) ?? 0
      return
    }
    const low = rows.filter(i => X[i]![feature]! <= threshold)
    const high = rows.filter(i => X[i]![feature]! > threshold)
    const gain = gini(rows, of) - gini(low, of) - gini(high, of)
    taken[feature]! += gain
    missed = Math.max(missed, (possible - gain) / n)
    visit(below, low, left - 1)
    visit(above, high, left - 1)
  }
  visit(
    root,
    X.map((_, i) => i),
    depth,
  )
  const all = taken.reduce((a, b) => a + b, 0)
  const importances = taken.map(value => (all > 0 ? value / all : 0))
  return { accuracy: right / n, importances, missed, counted, holds: counted && missed <= 1e-9 }
}

function countsOf(rows: readonly number[], of: ArrayLike<number>): Map<number, number> {
  const counts = new Map<number, number>()
  for (const i of rows) counts.set(of[i]!, (counts.get(of[i]!) ?? 0) + 1)
  return counts
}

/** Gini's index times the number of rows, as n − Σ n_c² / n. */
function gini(rows: readonly number[], of: ArrayLike<number>): number {
  let squares = 0
  for (const value of countsOf(rows, of).values()) squares += value * value
  return rows.length ? rows.length - squares / rows.length : 0
}

/** The most impurity that one split of these rows takes away; squares are kept up to date as rows change sides. */
function mostTaken(X: Rows, of: ArrayLike<number>, rows: readonly number[]): number {
  const whole = gini(rows, of)
  return X[0]!.reduce((most, _, feature) => {
    const sorted = [...rows].sort((a, b) => X[a]![feature]! - X[b]![feature]!)
    const [left, right] = [new Map<number, number>(), countsOf(rows, of)]
    let [leftSquares, rightSquares] = [0, 0]
    for (const value of right.values()) rightSquares += value * value
    for (let k = 1; k < sorted.length; k++) {
      const c = of[sorted[k - 1]!]!
      const [l, r] = [left.get(c) ?? 0, right.get(c)!]
      leftSquares += 2 * l + 1
      rightSquares -= 2 * r - 1
      left.set(c, l + 1)
      right.set(c, r - 1)
      if (X[sorted[k - 1]!]![feature] === X[sorted[k]!]![feature]) continue
      const rest = sorted.length - leftSquares / k - rightSquares / (sorted.length - k)
      most = Math.max(most, whole - rest)
    }
    return most
  }, 0)
}
