import { onCpu, paced, type Iterate } from '../../paced.ts'
import { numberFrom } from '../../rational.ts'
import type { Problem } from '../../schema.ts'
import { defineSolver } from '../../solver.ts'
import type { Bimatrix } from '../../verify/nash.ts'
import { certifyPlay } from '../../verify/play.ts'
import { gameFrom, payoffs, sizeIssues, transposed } from './bimatrix.ts'
import { toleranceField } from '../fields.ts'

const schema = {
  ...payoffs,
  // Matching pennies.
  A: {
    ...payoffs.A,
    default: [
      [1, -1],
      [-1, 1],
    ],
  },
  B: {
    ...payoffs.B,
    default: [
      [-1, 1],
      [1, -1],
    ],
  },
  iterations: {
    kind: 'number',
    label: { en: 'Rounds', 'zh-CN': '轮数' },
    default: 2_000,
    min: 1,
    max: 1_000_000,
    slider: [10, 5_000],
    scale: 'log',
    whole: true,
  },
  tolerance: toleranceField(0.05, [1e-4, 1], 1e9),
} as const

export interface Play {
  /** How often each action was played, as shares. */
  readonly x: readonly number[]
  readonly y: readonly number[]
  readonly rounds: number
  /** Times that a player changed its action: few and ever rarer where play cycles. */
  readonly switches: number
}

/** Running counts and what each action would have earned against the other's past. */
interface Tally {
  readonly rowCounts: number[]
  readonly columnCounts: number[]
  readonly rowEarnings: Float64Array
  readonly columnEarnings: Float64Array
  switches: number
}

/**
 * Fictitious play: both answer at once to how often the other played what, the first of equals (Brown 1951). It
 * converges in zero-sum games (Robinson 1951) and cycles in Shapley's 3 × 3 game (1964). Payoffs in float64; the
 * certificate is exact.
 */
export const fictitiousPlay = defineSolver({
  id: 'fictitious-play',
  title: { en: 'Fictitious play', 'zh-CN': '虚拟对弈' },
  schema,
  check: sizeIssues,
  async *run(problem, ctx) {
    const game = gameFrom(problem)
    const tally = tallyFor(game)
    const ended = yield* paced(ctx, rounds(game, tally, problem))
    const play = playFrom(tally)
    return {
      status: ended.stopped ?? (ended.value ? 'converged' : 'max_iterations'),
      result: play,
      certificate: play.rounds ? certifyPlay(game, tally.rowCounts, tally.columnCounts) : null,
      ...onCpu(ctx),
      counts: { iterations: play.rounds },
    }
  },
})

const tallyFor = ({ A }: Bimatrix): Tally => ({
  rowCounts: A.map(() => 0),
  columnCounts: A[0]!.map(() => 0),
  rowEarnings: new Float64Array(A.length),
  columnEarnings: new Float64Array(A[0]!.length),
  switches: 0,
})

const firstBest = (values: Float64Array): number => values.indexOf(Math.max(...values))
const sharesOf = (counts: readonly number[], total: number) => counts.map(count => count / Math.max(total, 1))

function playFrom({ rowCounts, columnCounts, switches }: Tally): Play {
  const total = rowCounts.reduce((a, b) => a + b, 0)
  return { x: sharesOf(rowCounts, total), y: sharesOf(columnCounts, total), rounds: total, switches }
}

function* rounds(
  game: Bimatrix,
  tally: Tally,
  { iterations, tolerance }: Problem<typeof schema>,
): Generator<Iterate<Pick<Play, 'x' | 'y'>>, boolean> {
  const A = game.A.map(row => Float64Array.from(row, numberFrom))
  const B = game.B.map(row => Float64Array.from(row, numberFrom))
  const columnsOfA = transposed(A.map(row => [...row])).map(column => Float64Array.from(column))
  let [row, column] = [-1, -1]
  for (let k = 1; k <= iterations; k++) {
    const before = [row, column]
    row = firstBest(tally.rowEarnings)
    column = firstBest(tally.columnEarnings)
    if (k > 1 && (row !== before[0] || column !== before[1])) tally.switches++
    tally.rowCounts[row]!++
    tally.columnCounts[column]!++
    columnsOfA[column]!.forEach((payoff, i) => (tally.rowEarnings[i]! += payoff))
    B[row]!.forEach((payoff, j) => (tally.columnEarnings[j]! += payoff))
    const { x, y } = playFrom(tally)
    const gap = gapOf(x, tally.rowEarnings, y, tally.columnEarnings) / k
    yield { k, state: { x, y }, metrics: { gap, switches: tally.switches } }
    if (gap <= tolerance) return true
  }
  return false
}

function gapOf(x: readonly number[], row: Float64Array, y: readonly number[], column: Float64Array): number {
  const gain = (shares: readonly number[], earnings: Float64Array) =>
    Math.max(...earnings) - shares.reduce((all, share, i) => all + share * earnings[i]!, 0)
  return Math.max(gain(x, row), gain(y, column))
}
