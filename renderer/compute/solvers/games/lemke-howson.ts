import { onCpu, paced, type Iterate } from '../../paced.ts'
import { defineSolver } from '../../solver.ts'
import { certifyNash, type Bimatrix } from '../../verify/nash.ts'
import { gameFrom, payoffs, raised, shares, sizeIssues, transposed, whole } from './bimatrix.ts'
import { shown, type Equilibrium } from './equilibria.ts'

/** Rows are (identity of the slacks | variables | 1) times a whole number; `labels` tells whose each column is. */
interface System {
  readonly rows: bigint[][]
  readonly labels: readonly number[]
  readonly basic: number[]
  d: bigint
}

/** One pivot: which label came in, which was dropped in its stead. */
export interface Pivot {
  readonly entering: number
  readonly leaving: number
}

/**
 * One Nash equilibrium by the path that drops one label from the artificial one (Lemke and Howson 1964), on whole
 * numbers, ties broken lexicographically so that it ends on degenerate games too (von Stengel: Computing equilibria
 * for two-person games, Handbook of Game Theory 3, 2002, §2.5–2.6). Labels: rows 1 … m, then columns m + 1 … m + n.
 */
export const lemkeHowson = defineSolver({
  id: 'lemke-howson',
  title: { en: 'Lemke-Howson path to one equilibrium', 'zh-CN': 'Lemke-Howson 路径求一个均衡' },
  schema: {
    ...payoffs,
    label: {
      kind: 'number',
      label: { en: 'Label to drop first', 'zh-CN': '首先放弃的标号' },
      default: 1,
      min: 1,
      max: 450,
      slider: [1, 10],
      scale: 'linear',
      whole: true,
    },
  },
  check(problem) {
    const most = problem.A.length + (problem.A[0]?.length ?? 0)
    const params = { parameter: 'label', value: String(problem.label), min: 1, max: most }
    const outside = problem.label > most ? [{ code: 'out-of-range', parameter: 'label', params } as const] : []
    return [...sizeIssues(problem), ...outside]
  },
  async *run(problem, ctx) {
    const game = gameFrom(problem)
    const ended = yield* paced(ctx, path(game, problem.label - 1))
    const equilibrium: Equilibrium | null = ended.stopped ? null : ended.value.equilibrium
    return {
      status: ended.stopped ?? 'optimal',
      result: equilibrium,
      certificate: certifyNash(game, equilibrium ? [equilibrium] : []),
      ...onCpu(ctx),
      counts: ended.stopped ? {} : { pivots: ended.value.pivots },
    }
  },
})

function* path(
  game: Bimatrix,
  dropped: number,
): Generator<Iterate<Pivot>, { equilibrium: Equilibrium; pivots: number }> {
  const [rows, columns] = [game.A.length, game.A[0]!.length]
  const rowLabels = Array.from({ length: rows }, (_, i) => i)
  const columnLabels = Array.from({ length: columns }, (_, j) => rows + j)
  // x lives in Bᵀx + s = 1, y in Ay + r = 1; dropping a row's label moves x first.
  const systems = [
    systemOf(transposed(whole(raised(game.B))), columnLabels, rowLabels),
    systemOf(whole(raised(game.A)), rowLabels, columnLabels),
  ] as const
  let turn = dropped < rows ? 0 : 1
  let entering = dropped
  let k = 0
  for (;;) {
    const leaving = exchange(systems[turn]!, entering)
    yield { k: ++k, state: { entering: entering + 1, leaving: leaving + 1 }, metrics: { label: leaving + 1 } }
    if (leaving === dropped) break
    entering = leaving
    turn = 1 - turn
  }
  const [x, y] = [valuesOf(systems[0], rowLabels), valuesOf(systems[1], columnLabels)]
  return { equilibrium: shown(game, shares(x), shares(y)), pivots: k }
}

const systemOf = (
  M: readonly (readonly bigint[])[],
  slacks: readonly number[],
  variables: readonly number[],
): System => ({
  rows: M.map((row, i) => [...slacks.map((_, k) => BigInt(k === i)), ...row, 1n]),
  labels: [...slacks, ...variables],
  basic: slacks.map((_, i) => i),
  d: 1n,
})

/** Brings the column of a label that is not basic into the basis; the label that leaves. */
function exchange(system: System, label: number): number {
  const { rows, basic, labels, d } = system
  const column = labels.findIndex((owner, j) => owner === label && !basic.includes(j))
  const row = leavingRow(system, column)
  const [source, p] = [rows[row]!, rows[row]![column]!]
  rows.forEach((target, i) => {
    if (i === row) return
    const factor = target[column]!
    for (let j = 0; j < target.length; j++) target[j] = (target[j]! * p - factor * source[j]!) / d
  })
  system.d = p
  const left = basic[row]!
  basic[row] = column
  return labels[left]!
}

/** The lexicographically smallest of (1 | slacks) over the entry of the column, among positive entries. */
function leavingRow({ rows }: System, column: number): number {
  let best = -1
  for (const [i, row] of rows.entries()) {
    if (row[column]! <= 0n) continue
    if (best < 0 || precedes(row, rows[best]!, column, rows.length)) best = i
  }
  return best
}

function precedes(a: readonly bigint[], b: readonly bigint[], column: number, slacks: number): boolean {
  for (const j of [a.length - 1, ...Array(slacks).keys()]) {
    const difference = a[j]! * b[column]! - b[j]! * a[column]!
    if (difference !== 0n) return difference < 0n
  }
  return false
}

const valuesOf = ({ rows, labels, basic }: System, variables: readonly number[]): bigint[] =>
  variables.map(label => {
    const row = basic.findIndex(column => column >= rows.length && labels[column] === label)
    return row < 0 ? 0n : rows[row]!.at(-1)!
  })
