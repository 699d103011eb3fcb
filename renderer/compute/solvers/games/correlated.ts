import { onCpu, paced, told, type Iterate } from '../../paced.ts'
import {
  add,
  divide,
  dot,
  largest,
  negate,
  numberFrom,
  one,
  subtract,
  sum,
  textFrom,
  zero,
  type Rational,
} from '../../rational.ts'
import { defineSolver, type Ctx, type Report, type Step } from '../../solver.ts'
import { certifyCorrelated, type Deviations, type ValueCertificate } from '../../verify/exact-value.ts'
import type { Bimatrix } from '../../verify/nash.ts'
import { gameFrom, payoffs, sizeIssues, type Payoffs } from './bimatrix.ts'
import { maximise, type Optimum, type Program } from './exact-simplex.ts'

export interface Correlated {
  readonly max_welfare_correlated: number
  /** Chance of each profile, which a mediator draws and tells each player its own part of. */
  readonly distribution: readonly (readonly number[])[]
  readonly payoffs: readonly [number, number]
  readonly exact: {
    readonly max_welfare_correlated: string
    readonly distribution: readonly (readonly string[])[]
    readonly payoffs: readonly [string, string]
  }
}

const game = {
  ...payoffs,
  // Chicken: correlation pays more than any equilibrium (Aumann 1974).
  A: {
    ...payoffs.A,
    default: [
      [6, 2],
      [7, 0],
    ],
    maxCells: 100,
  },
  B: {
    ...payoffs.B,
    default: [
      [6, 7],
      [2, 0],
    ],
    maxCells: 100,
  },
} as const

/** The correlated equilibrium of the largest sum of payoffs, by one exact linear program (Aumann 1974; 1987, §3). */
export const correlated = defineSolver({
  id: 'correlated',
  title: { en: 'Correlated equilibrium of the largest welfare', 'zh-CN': '福利最大的相关均衡' },
  schema: game,
  check: sizeIssues,
  run: correlate,
})

/** One row of the program: who is told `told` and thinks of `instead`. */
interface Deviation {
  readonly by: keyof Deviations
  readonly told: number
  readonly instead: number
}

async function* correlate(
  problem: Payoffs,
  ctx: Ctx,
): AsyncGenerator<Step<null>, Report<Correlated | null, ValueCertificate | null>> {
  const bimatrix = gameFrom(problem)
  const deviations = deviationsOf(bimatrix)
  const search = told(maximise(programOf(bimatrix, deviations)), ({ pivots, whole }): Iterate<null> => ({
    k: pivots,
    state: null,
    metrics: { pivots },
    minor: !whole,
  }))
  const ended = yield* paced(ctx, search)
  if (ended.stopped) return { status: ended.stopped, result: null, certificate: null, ...onCpu(ctx), counts: {} }
  const result = resultFrom(bimatrix, ended.value)
  const multipliers = multipliersFrom(bimatrix, deviations, ended.value)
  return {
    status: 'optimal',
    result,
    certificate: certifyCorrelated(bimatrix, result.exact.distribution, multipliers),
    ...onCpu(ctx),
    counts: { pivots: ended.value.pivots, constraints: deviations.length },
  }
}

function deviationsOf({ A }: Bimatrix): Deviation[] {
  const of = (by: Deviation['by'], actions: number) =>
    Array.from({ length: actions * actions }, (_, k) => ({ by, told: Math.floor(k / actions), instead: k % actions }))
  return [...of('row', A.length), ...of('column', A[0]!.length)].filter(({ told, instead }) => told !== instead)
}

const gainOf = ({ A, B }: Bimatrix, { by, told, instead }: Deviation, i: number, j: number): Rational => {
  if (by === 'row') return i === told ? subtract(A[instead]![j]!, A[told]![j]!) : zero
  return j === told ? subtract(B[i]![instead]!, B[i]![told]!) : zero
}

/**
 * The dual program, which unlike the other is seldom degenerate: lower the bound max welfare − v of verify/exact-value.ts
 * as far as multipliers allow, from v = 0. One row a profile, one column a deviation, v last.
 */
function programOf(bimatrix: Bimatrix, deviations: readonly Deviation[]): Program {
  const welfare = bimatrix.A.map((row, i) => row.map((payoff, j) => add(payoff, bimatrix.B[i]![j]!)))
  const most = largest(welfare.flat())
  const profiles = welfare.flatMap((row, i) => row.map((_, j) => [i, j] as const))
  return {
    A: profiles.map(([i, j]) => [...deviations.map(each => negate(gainOf(bimatrix, each, i, j))), one]),
    b: profiles.map(([i, j]) => subtract(most, welfare[i]![j]!)),
    c: [...deviations.map(() => zero), one],
  }
}

function multipliersFrom({ A }: Bimatrix, deviations: readonly Deviation[], { x }: Optimum): Deviations {
  const square = (actions: number) => Array.from({ length: actions }, () => Array<Rational>(actions).fill(zero))
  const multipliers = { row: square(A.length), column: square(A[0]!.length) }
  for (const [k, { by, told, instead }] of deviations.entries()) multipliers[by][told]![instead] = x[k]!
  return multipliers
}

function resultFrom({ A, B }: Bimatrix, { dual }: Optimum): Correlated {
  // Where the bound cannot be lowered at all the multipliers of its rows may sum to more than 1.
  const total = sum(dual)
  const x = dual.map(share => divide(share, total))
  const columns = A[0]!.length
  const shares = A.map((_, i) => x.slice(i * columns, (i + 1) * columns))
  const [row, column] = [dot(x, A.flat()), dot(x, B.flat())]
  const welfare = add(row, column)
  return {
    max_welfare_correlated: numberFrom(welfare),
    distribution: shares.map(line => line.map(numberFrom)),
    payoffs: [numberFrom(row), numberFrom(column)],
    exact: {
      max_welfare_correlated: textFrom(welfare),
      distribution: shares.map(line => line.map(textFrom)),
      payoffs: [textFrom(row), textFrom(column)],
    },
  }
}
