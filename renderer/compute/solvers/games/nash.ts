import { onCpu, paced, told, type Iterate } from '../../paced.ts'
import { defineSolver, type Ctx, type Report, type Step } from '../../solver.ts'
import { certifyNash, type Bimatrix, type NashCertificate } from '../../verify/nash.ts'
import { gameFrom, payoffs, sizeIssues, type Payoffs } from './bimatrix.ts'
import { connected, maximalBicliques, type Biclique } from './components.ts'
import { extremeEquilibria, shown, type Equilibrium, type Found } from './equilibria.ts'
import { paretoOptimal, pureEquilibria, type Profile } from './pure.ts'
import { maximumLabels } from './vertices.ts'

/** A maximal set of equilibria: any x in the hull of the ones with any y in the hull of the others. */
export interface Component {
  readonly x_vertices: readonly (readonly string[])[]
  readonly y_vertices: readonly (readonly string[])[]
}

export interface Nash {
  readonly extreme_equilibria: readonly Equilibrium[]
  /** Maximal Nash subsets of more than one point. */
  readonly components: readonly Component[]
  /** Extreme equilibria, by number, that hang together. */
  readonly connected: readonly (readonly number[])[]
  readonly degenerate: boolean
  readonly pure_nash: readonly Profile[]
  readonly pareto_pure: readonly Profile[]
}

/**
 * Every Nash equilibrium of a bimatrix game in exact rationals: its extreme points, and, in degenerate games, the
 * convex components that they span. Method and sources in equilibria.ts and components.ts.
 */
export const nash = defineSolver({
  id: 'nash',
  title: { en: 'All Nash equilibria of a bimatrix game', 'zh-CN': '双矩阵博弈的全部纳什均衡' },
  schema: payoffs,
  check: problem => [...sizeIssues(problem), ...labelIssues(problem)],
  run: enumerate,
})

/** A game of more actions than the bit sets hold, or than could be enumerated in any time. */
export function labelIssues({ A }: Payoffs) {
  const labels = A.length + (A[0]?.length ?? 0)
  const params = { parameter: 'A', length: labels, max: maximumLabels }
  return labels > maximumLabels ? [{ code: 'wrong-length', parameter: 'A', params } as const] : []
}

async function* enumerate(
  problem: Payoffs,
  ctx: Ctx,
): AsyncGenerator<Step<Equilibrium | null>, Report<Nash, NashCertificate>> {
  const game = gameFrom(problem)
  const { stopped, ...ended } = yield* paced(ctx, search(game))
  const result =
    'value' in ended ? ended.value : { ...nothing, pure_nash: pureEquilibria(game), pareto_pure: paretoOptimal(game) }
  return {
    status: stopped ?? 'optimal',
    result,
    certificate: certifyNash(game, [...result.extreme_equilibria, ...result.components.flatMap(cornersOf)]),
    ...onCpu(ctx),
    counts: { equilibria: result.extreme_equilibria.length, components: result.components.length },
  }
}

const nothing = { extreme_equilibria: [], components: [], connected: [], degenerate: false }

function* search(game: Bimatrix): Generator<Iterate<Equilibrium | null>, Nash> {
  const found = yield* extremeEquilibria(game)
  const metrics = { found: found.pairs.length, vertices: found.xs.length + found.ys.length }
  const alive = { k: found.pairs.length, state: null, metrics, minor: true }
  return nashFrom(game, found, yield* told(maximalBicliques(found.pairs), () => alive))
}

function nashFrom(game: Bimatrix, { xs, ys, pairs, degenerate }: Found, cliques: readonly Biclique[]): Nash {
  const all = pairs.map(([i, j]) => shown(game, xs[i]!, ys[j]!))
  const [xTexts, yTexts] = [
    new Map(pairs.map(([i], k) => [i, all[k]!.x])),
    new Map(pairs.map(([, j], k) => [j, all[k]!.y])),
  ]
  // The lists run from the first action to the last; components are told from the last to the first.
  const verticesOf = (texts: typeof xTexts, numbers: readonly number[]) =>
    [...numbers].sort((a, b) => b - a).map(i => texts.get(i)!)
  return {
    extreme_equilibria: all,
    components: cliques
      .filter(({ x, y }) => x.length * y.length > 1)
      .map(({ x, y }) => ({ x_vertices: verticesOf(xTexts, x), y_vertices: verticesOf(yTexts, y) })),
    connected: connected(pairs),
    degenerate,
    pure_nash: pureEquilibria(game),
    pareto_pure: paretoOptimal(game),
  }
}

/** Equilibria at all corners of a component make all its points equilibria, for gaps are linear in each strategy. */
const cornersOf = ({ x_vertices, y_vertices }: Component) => x_vertices.flatMap(x => y_vertices.map(y => ({ x, y })))
