import { onCpu, paced, told, type Iterate } from '../../paced.ts'
import { compare, dot, numberFrom, one, subtract, textFrom, zero, type Rational } from '../../rational.ts'
import { defineSolver, type Ctx, type Report, type Step } from '../../solver.ts'
import { certifyCommitment, type ValueCertificate } from '../../verify/exact-value.ts'
import type { Bimatrix } from '../../verify/nash.ts'
import { gameFrom, payoffs, raised, sizeIssues, transposed, type Payoffs } from './bimatrix.ts'
import { maximise } from './exact-simplex.ts'
import { pureCommitment, type Profile } from './pure.ts'

export interface Commitment {
  readonly leader_value: number
  readonly x: readonly number[]
  readonly follower_action: number
  readonly follower_payoff: number
  readonly pure_stackelberg_row_leader_optimistic: number
  readonly pure_profile: Profile
  readonly exact: { readonly leader_value: string; readonly x: readonly string[]; readonly follower_payoff: string }
}

/** The best commitment that makes the follower choose one action, if there is any. */
interface Induced {
  readonly action: number
  readonly x: readonly Rational[]
  readonly value?: Rational
  readonly multipliers: readonly Rational[]
}
type Shown = { readonly action: number; readonly x: readonly number[] } | null

/**
 * Strong Stackelberg equilibrium, the row player leading: one linear program for each answer of the follower, who
 * breaks ties for the leader (Conitzer and Sandholm: Computing the optimal strategy to commit to, EC 2006, §4).
 */
export const stackelberg = defineSolver({
  id: 'stackelberg',
  title: { en: 'Stackelberg equilibrium', 'zh-CN': '斯塔克尔伯格均衡' },
  schema: payoffs,
  check: sizeIssues,
  run: commit,
})

async function* commit(
  problem: Payoffs,
  ctx: Ctx,
): AsyncGenerator<Step<Shown>, Report<Commitment | null, ValueCertificate | null>> {
  const game = gameFrom(problem)
  const ended = yield* paced(ctx, answers(game))
  if (ended.stopped) return { status: ended.stopped, result: null, certificate: null, ...onCpu(ctx), counts: {} }
  const { best, all, pivots } = ended.value
  const x = best.x.map(textFrom)
  return {
    status: 'optimal',
    result: resultFrom(game, best),
    certificate: certifyCommitment(
      game,
      x,
      best.action,
      all.map(({ multipliers }) => multipliers),
    ),
    ...onCpu(ctx),
    counts: { programs: all.length, pivots },
  }
}

function* answers(game: Bimatrix): Generator<Iterate<Shown>, { best: Induced; all: Induced[]; pivots: number }> {
  const all: Induced[] = []
  let best: Induced | undefined
  let pivots = 0
  for (const action of game.A[0]!.keys()) {
    const program = programOf(game, action)
    const before = pivots
    const { x, dual } = yield* told(maximise(program), done => {
      pivots = before + done.pivots
      return { k: action, state: null, metrics: { pivots }, minor: true }
    })
    const reachable = x.some(share => share.n > 0n)
    const value = dot(x, transposed(game.A)[action]!)
    all.push({ action, x, ...(reachable && { value }), multipliers: [...dual.slice(0, -1)] })
    if (reachable && (!best?.value || compare(value, best.value) > 0)) best = all.at(-1)!
    const metrics = { pivots, ...(best?.value && { best: numberFrom(best.value) }) }
    yield { k: action + 1, state: reachable ? { action, x: x.map(numberFrom) } : null, metrics }
  }
  // Some action is a best answer to any commitment, so one of the programs had a value.
  return { best: best!, all, pivots }
}

/** Over x ≥ 0: no other answer is better than `action`, Σx ≤ 1; payoffs are raised above 0, so Σx < 1 only as x = 0. */
function programOf({ A, B }: Bimatrix, action: number) {
  const others = transposed(B)
  const gains = others.map(column => column.map((payoff, i) => subtract(payoff, others[action]![i]!)))
  return {
    A: [...gains, A.map(() => one)],
    b: [...gains.map(() => zero), one],
    c: transposed(raised(A))[action]!,
  }
}

function resultFrom(game: Bimatrix, { action, x, value }: Induced): Commitment {
  const follower = dot(x, transposed(game.B)[action]!)
  const pure = pureCommitment(game)
  return {
    leader_value: numberFrom(value!),
    x: x.map(numberFrom),
    follower_action: action,
    follower_payoff: numberFrom(follower),
    pure_stackelberg_row_leader_optimistic: numberFrom(pure.value),
    pure_profile: pure.profile,
    exact: { leader_value: textFrom(value!), x: x.map(textFrom), follower_payoff: textFrom(follower) },
  }
}
