import { told, type Iterate } from '../../paced.ts'
import { compare, textFrom, type Rational } from '../../rational.ts'
import type { Bimatrix } from '../../verify/nash.ts'
import { payoffsAt, raised, shares, transposed, whole } from './bimatrix.ts'
import { vertices, type Vertex } from './vertices.ts'

/** A pair of mixed strategies with what it pays to the row and the column player, as texts "p/q". */
export interface Equilibrium {
  readonly x: readonly string[]
  readonly y: readonly string[]
  readonly payoffs: readonly [string, string]
}

/** Extreme equilibria as pairs of numbers into two lists of mixed strategies. */
export interface Found {
  readonly xs: readonly (readonly Rational[])[]
  readonly ys: readonly (readonly Rational[])[]
  readonly pairs: readonly (readonly [x: number, y: number])[]
  /** Some mixed strategy has more pure best responses than its support is large. */
  readonly degenerate: boolean
}

const descending = (a: readonly Rational[], b: readonly Rational[]): number =>
  a.reduce((order, value, i) => order || compare(b[i]!, value), 0)

/** First strategies with more weight on the first actions. */
const inOrder = (found: readonly Vertex[]) =>
  found.map(vertex => ({ ...vertex, shares: shares(vertex.z) })).sort((a, b) => descending(a.shares, b.shares))

const bitsOf = (labels: number): number => labels.toString(2).replaceAll('0', '').length

/**
 * All extreme equilibria: the pairs of vertices of the best-response polytopes {x ≥ 0, Bᵀx ≤ 1} and {y ≥ 0, Ay ≤ 1}
 * that together have every label, right for degenerate games too (Winkels 1979; Avis, Rosenberg, Savani, von Stengel:
 * Enumeration of Nash equilibria for two-player games, Economic Theory 42, 2010, §2). Yields each as it is found.
 */
export function* extremeEquilibria(game: Bimatrix): Generator<Iterate<Equilibrium | null>, Found> {
  const [rows, columns] = [game.A.length, game.A[0]!.length]
  const rowLabels = Array.from({ length: rows }, (_, i) => i)
  const columnLabels = Array.from({ length: columns }, (_, j) => rows + j)
  const xs = inOrder(yield* listed(transposed(whole(raised(game.B))), rowLabels, columnLabels))
  const ys = inOrder(yield* listed(whole(raised(game.A)), columnLabels, rowLabels))
  const every = 2 ** (rows + columns) - 1
  const metrics = { vertices: xs.length + ys.length }
  const yLabels = Int32Array.from(ys, y => y.labels)
  const pairs: [number, number][] = []
  for (const [i, x] of xs.entries()) {
    for (let j = 0; j < yLabels.length; j++) {
      if ((x.labels | yLabels[j]!) !== every) continue
      pairs.push([i, j])
      const state = shown(game, x.shares, ys[j]!.shares)
      yield { k: pairs.length, state, metrics: { found: pairs.length, ...metrics } }
    }
    yield { k: pairs.length, state: null, metrics: { found: pairs.length, ...metrics }, minor: true }
  }
  const degenerate = xs.some(x => bitsOf(x.labels) > rows) || ys.some(y => bitsOf(y.labels) > columns)
  return { xs: xs.map(x => x.shares), ys: ys.map(y => y.shares), pairs, degenerate }
}

const listed = (M: bigint[][], zeroLabels: number[], rowLabels: number[]) =>
  told(vertices(M, zeroLabels, rowLabels), rays => ({
    k: 0,
    state: null,
    metrics: { found: 0, vertices: rays },
    minor: true,
  }))

export const shown = (game: Bimatrix, x: readonly Rational[], y: readonly Rational[]): Equilibrium => ({
  x: x.map(textFrom),
  y: y.map(textFrom),
  payoffs: payoffsAt(game, x, y),
})
