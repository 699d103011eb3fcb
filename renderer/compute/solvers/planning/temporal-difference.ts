import { onCpu, paced, type Iterate } from '../../paced.ts'
import { Stream } from '../../random/stream.ts'
import type { Problem, Words } from '../../schema.ts'
import { defineSolver, type Solver } from '../../solver.ts'
import { certifyBellman, type BellmanCertificate, type Chance, type Process } from '../../verify/bellman.ts'
import { valuesFrom, type Values } from './values.ts'
import { worldFields, worldFrom, worldIssues, type World } from './world.ts'

const share = { kind: 'number', min: 0, max: 1, slider: [0, 1], scale: 'linear' } as const
const count = { kind: 'number', min: 1, scale: 'log', whole: true } as const

const fields = {
  ...worldFields,
  world: { ...worldFields.world, default: 'cliff-walking' },
  gamma: { ...worldFields.gamma, default: 1 },
  alpha: { ...share, label: { en: 'Step size', 'zh-CN': '步长' }, symbol: '\\alpha', default: 0.5, min: 1e-6 },
  /** α / N(s, a)^decay: 0 keeps it, above 0.5 and up to 1 makes Q converge (Robbins and Monro 1951). */
  decay: { ...share, label: { en: 'Decay of the step size', 'zh-CN': '步长衰减' }, default: 0 },
  epsilon: {
    ...share,
    label: { en: 'Chance of exploring', 'zh-CN': '探索概率' },
    symbol: '\\varepsilon',
    default: 0.1,
  },
  episodes: { ...count, label: { en: 'Episodes', 'zh-CN': '回合数' }, default: 500, max: 200_000, slider: [10, 2_000] },
  steps: {
    ...count,
    label: { en: 'Most steps of an episode', 'zh-CN': '每回合最多步数' },
    default: 1_000,
    max: 100_000,
    slider: [10, 1_000],
  },
} as const
type LearningProblem = Problem<typeof fields>

export interface Episode {
  readonly greedy: readonly number[]
  /** Worth of each state's best action as believed now; left out of large worlds, whose every episode would be too much to keep. */
  readonly V?: readonly number[]
}
export interface Learned extends Values {
  /** Mean undiscounted reward of the last hundred episodes, exploring as it did. */
  readonly recent_return: number
}

/** What a next state is worth: its best action, the one that will be taken, or the mean over what may be taken. */
export type Ahead = 'best' | 'taken' | 'expected'

/** Updates between two signs of life. */
const updatesAtOnce = 2_048
/** Numbers that all episodes may tell of their values. */
const mostTold = 2e6

/** Learning by temporal differences: Q(s, a) ← Q(s, a) + α (r + γ ahead(s') − Q(s, a)), exploring by ε. */
export function temporalDifference(parts: {
  id: string
  title: Words
  ahead: Ahead
}): Solver<Episode, Learned, BellmanCertificate> {
  return defineSolver({
    id: parts.id,
    title: parts.title,
    schema: fields,
    check: problem => worldIssues(problem),
    async *run(problem, ctx) {
      const world = worldFrom(problem)
      const learner = new Learner(world, problem, parts.ahead, new Stream(ctx.seed))
      const ended = yield* paced(ctx, learner.episodes())
      const values = learner.values()
      const last = learner.returns.slice(-100)
      const certificate = certifyBellman(world.process, values.V, values.greedy, 1e-3)
      return {
        status: ended.stopped ?? (certificate.holds ? 'converged' : 'max_iterations'),
        result: { ...values, recent_return: last.reduce((a, b) => a + b, 0) / Math.max(1, last.length) },
        certificate,
        ...onCpu(ctx),
        counts: { iterations: learner.returns.length, updates: learner.updates },
      }
    },
  })
}

class Learner {
  readonly returns: number[] = []
  updates = 0
  private readonly world: World
  private readonly problem: LearningProblem
  private readonly ahead: Ahead
  private readonly random: Stream
  /** The actions of each state, their worths and how often they were taken. */
  private readonly actions: readonly (readonly number[])[]
  private readonly Q: readonly Float64Array[]
  private readonly visits: readonly Float64Array[]

  constructor(world: World, problem: LearningProblem, ahead: Ahead, random: Stream) {
    const { chances } = world.process
    this.world = world
    this.problem = problem
    this.ahead = ahead
    this.random = random
    this.actions = chances.map(all => [...all.keys()].filter(a => all[a]!.length))
    this.Q = chances.map(all => new Float64Array(all.length))
    this.visits = chances.map(all => new Float64Array(all.length))
  }

  *episodes(): Generator<Iterate<Episode>, void> {
    for (let k = 1; k <= this.problem.episodes; k++) {
      const { total, length } = yield* this.episode(k)
      this.returns.push(total)
      yield { k, state: this.policy(), metrics: { return: total, length } }
    }
  }

  values(): Values {
    const { process } = this.world
    const table = this.Q.map((worths, s) =>
      Array.from(worths, (worth, a) => (!this.actions[s]!.length || this.actions[s]!.includes(a) ? worth : null)),
    )
    const V = this.actions.map((all, s) => (all.length ? Math.max(...this.worths(s)) : 0))
    return valuesFrom(V, table, process)
  }

  private *episode(k: number): Generator<Iterate<Episode>, { total: number; length: number }> {
    const { process, start } = this.world
    let [s, total, length] = [start, 0, 0]
    let a = this.choice(s)
    while (length < this.problem.steps && this.actions[s]!.length) {
      const { next, reward } = this.drawn(process, s, a)
      // Only the rule that learns from the action taken draws it before it learns.
      const taken = this.ahead === 'taken' ? this.choice(next) : undefined
      this.learn(s, a, reward + process.gamma * this.worthAhead(next, taken))
      total += reward
      length++
      ;[s, a] = [next, taken ?? this.choice(next)]
      if (this.updates % updatesAtOnce === 0) yield { k, state: this.policy(), metrics: { length }, minor: true }
    }
    return { total, length }
  }

  private policy(): Episode {
    const greedy = this.actions.map((all, s) => all[this.worths(s).indexOf(Math.max(...this.worths(s)))] ?? 0)
    if (greedy.length * this.problem.episodes > mostTold) return { greedy }
    return { greedy, V: this.actions.map((all, s) => (all.length ? Math.max(...this.worths(s)) : 0)) }
  }

  private worths(s: number): number[] {
    return this.actions[s]!.map(a => this.Q[s]![a]!)
  }

  private worthAhead(s: number, taken: number | undefined): number {
    if (!this.actions[s]!.length) return 0
    if (taken !== undefined) return this.Q[s]![taken]!
    const worths = this.worths(s)
    const best = Math.max(...worths)
    if (this.ahead === 'best') return best
    const mean = worths.reduce((a, b) => a + b, 0) / worths.length
    return (1 - this.problem.epsilon) * best + this.problem.epsilon * mean
  }

  private learn(s: number, a: number, target: number): void {
    const rate = this.problem.alpha / (++this.visits[s]![a]!) ** this.problem.decay
    this.Q[s]![a]! += rate * (target - this.Q[s]![a]!)
    this.updates++
  }

  /** A best action, or with chance ε any; ties at random, so that a blank table explores too. 0 where there is none. */
  private choice(s: number): number {
    const all = this.actions[s]!
    if (!all.length) return 0
    if (this.random.uniform() < this.problem.epsilon) return all[this.random.below(all.length)]!
    const most = Math.max(...this.worths(s))
    const best = all.filter(a => this.Q[s]![a] === most)
    return best[best.length > 1 ? this.random.below(best.length) : 0]!
  }

  private drawn({ chances }: Process, s: number, a: number): Chance {
    const outcomes = chances[s]![a]!
    let left = this.random.uniform()
    return outcomes.find(({ p }) => (left -= p) < 0) ?? outcomes.at(-1)!
  }
}
