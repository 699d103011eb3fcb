import { compile } from '../../expression/compile.ts'
import type { Iterate } from '../../paced.ts'
import { Stream } from '../../random/stream.ts'
import type { Status } from '../../solver.ts'
import { defineStepwise } from '../../stepwise.ts'
import { certifyFront, dominates } from '../../verify/pareto.ts'
import { startsIn } from '../constrained/starts.ts'
import { frontOf, objectiveFields, readSeveral, severalOrThrow, type Point, type Several } from './objectives.ts'
import { crowding, fronts, volumeOf } from './sorting.ts'

const { starts: _, ...fields } = objectiveFields
const count = (en: string, zh: string, value: number, min: number, max: number) =>
  ({
    kind: 'number',
    label: { en, 'zh-CN': zh },
    default: value,
    min,
    max,
    slider: [min, Math.min(max, 200)],
    scale: 'linear',
    whole: true,
  }) as const

/** Spread of children about their parents and of mutations: larger is closer (the authors' values). */
const [crossing, mutating] = [15, 20]
const crossed = 0.9
const feasible = 1e-9

/**
 * A population that is sorted into fronts and kept apart by crowding: the whole front at once, bent inwards or broken
 * (Deb, Pratap, Agarwal and Meyarivan, 2002; simulated binary crossover, polynomial mutation, constrained domination).
 */
export const nsga2 = defineStepwise({
  id: 'nsga2',
  title: { en: 'NSGA-II', 'zh-CN': 'NSGA-II 遗传算法' },
  schema: {
    ...fields,
    population: count('Population', '种群规模', 100, 8, 400),
    generations: count('Generations', '代数', 120, 1, 2_000),
    radius: {
      kind: 'number',
      label: { en: 'How far to look where there is no bound', 'zh-CN': '无界变量的搜索半径' },
      default: 5,
      min: 1e-6,
      max: 1e9,
      slider: [1, 100],
      scale: 'log',
    },
  },
  check: problem => readSeveral(problem).issues,
  begin(problem, seed) {
    const several = severalOrThrow(problem)
    const flock = new Flock(several, problem.population, problem.radius, seed)
    return {
      steps: flock.run(problem.generations),
      answer() {
        const front = frontOf(flock.front())
        if (!front.length) return undefined
        const { typed, objectives } = several
        const worst = objectives.map((_unused, k) => Math.max(...front.map(({ f }) => f[k]!)))
        return {
          result: {
            front,
            ideal: objectives.map((_unused, k) => Math.min(...front.map(({ f }) => f[k]!))),
            nadir: worst,
            hypervolume: volumeOf(
              front.map(({ f }) => f),
              worst,
            ),
          },
          certificate: certifyFront({ ...typed, objectives }, front),
        }
      },
    }
  },
})

export interface Member extends Point {
  /** Σ max(0, c_i) + Σ |h_j|. */
  readonly violation: number
}

class Flock {
  private readonly several: Several
  private readonly stream: Stream
  private readonly lower: Float64Array
  private readonly upper: Float64Array
  private readonly violationAt: (x: ArrayLike<number>) => number
  private members: Member[]
  private ranks: number[] = []
  private room: number[] = []

  constructor(several: Several, size: number, radius: number, seed: number) {
    const { typed } = several
    this.several = several
    this.stream = new Stream(seed)
    const bare = compile([...typed.ineq, ...typed.eq], typed.names.length)
    const values = new Float64Array(typed.ineq.length + typed.eq.length)
    this.violationAt = x => {
      bare(x, values)
      const sum = values.reduce((total, c, i) => total + (i < typed.ineq.length ? Math.max(0, c) : Math.abs(c)), 0)
      return Number.isNaN(sum) ? Infinity : sum
    }
    const spread = startsIn(typed.lower, typed.upper, radius, 4 * size, seed)
    const range = (pick: (...values: number[]) => number, j: number) => pick(...spread.map(x => x[j]!))
    // Where there is no bound the first spread is the bound.
    this.lower = typed.lower.map((low, j) => (low > -Infinity ? low : range(Math.min, j)))
    this.upper = typed.upper.map((high, j) => (high < Infinity ? high : range(Math.max, j)))
    this.members = [typed.start, ...spread.slice(1, size)].map(x => this.member(x))
    this.sort()
  }

  private member(x: ArrayLike<number>): Member {
    const f = this.several.at(x)
    return { x: Array.from(x), f, violation: f.every(Number.isFinite) ? this.violationAt(x) : Infinity }
  }

  front(): Member[] {
    return this.members.filter(({ violation }) => violation <= feasible)
  }

  *run(generations: number): Generator<Iterate<readonly (readonly number[])[]>, Status> {
    const size = this.members.length
    yield this.iterate(0)
    for (let k = 1; k <= generations; k++) {
      const children: Member[] = []
      while (children.length < size) for (const x of this.pair()) children.push(this.member(x))
      this.members.push(...children)
      this.sort()
      this.cull(size)
      yield this.iterate(k)
    }
    return this.front().length ? 'converged' : 'stalled'
  }

  private iterate(k: number): Iterate<readonly (readonly number[])[]> {
    const front = this.members.filter((_unused, i) => this.ranks[i] === 0)
    return { k, state: front.map(({ f }) => f), metrics: { front: front.length, feasible: this.front().length } }
  }

  private sort(): void {
    const { members } = this
    const better = (a: number, b: number) => {
      const [u, v] = [members[a]!, members[b]!]
      return u.violation === v.violation ? dominates(u.f, v.f) : u.violation < v.violation
    }
    const points = members.map(({ f }) => f)
    fronts(points, better).forEach((front, rank) => {
      const distances = crowding(points, front)
      for (const i of front) {
        this.ranks[i] = rank
        this.room[i] = distances.get(i)!
      }
    })
  }

  private beats = (a: number, b: number): boolean =>
    this.ranks[a]! < this.ranks[b]! || (this.ranks[a] === this.ranks[b] && this.room[a]! > this.room[b]!)

  private cull(size: number): void {
    const kept = this.members
      .map((_unused, i) => i)
      .sort((a, b) => (this.beats(a, b) ? -1 : this.beats(b, a) ? 1 : a - b))
    kept.length = size
    const [members, ranks, room] = [this.members, this.ranks, this.room]
    this.members = kept.map(i => members[i]!)
    this.ranks = kept.map(i => ranks[i]!)
    this.room = kept.map(i => room[i]!)
  }

  private parent(): readonly number[] {
    const [a, b] = [this.draw(), this.draw()]
    return this.members[this.beats(b, a) ? b : a]!.x
  }

  private draw = () => Math.min(this.members.length - 1, Math.floor(this.stream.uniform() * this.members.length))

  private pair(): [number[], number[]] {
    const [p, q] = [this.parent(), this.parent()]
    const [a, b] = [[...p], [...q]]
    const mixes = this.stream.uniform() < crossed
    for (let j = 0; j < a.length; j++) {
      const u = this.stream.uniform()
      if (mixes && this.stream.uniform() < 0.5) {
        const beta = u < 0.5 ? (2 * u) ** (1 / (crossing + 1)) : (1 / (2 * (1 - u))) ** (1 / (crossing + 1))
        a[j] = ((1 + beta) * p[j]! + (1 - beta) * q[j]!) / 2
        b[j] = ((1 - beta) * p[j]! + (1 + beta) * q[j]!) / 2
      }
      for (const child of [a, b]) child[j] = this.mutated(child[j]!, j, child.length)
    }
    return [a, b]
  }

  private mutated(value: number, j: number, n: number): number {
    const [low, high] = [this.lower[j]!, this.upper[j]!]
    let moved = value
    if (this.stream.uniform() < 1 / n) {
      const u = this.stream.uniform()
      const step = u < 0.5 ? (2 * u) ** (1 / (mutating + 1)) - 1 : 1 - (2 * (1 - u)) ** (1 / (mutating + 1))
      moved += step * (high - low)
    }
    return Math.min(high, Math.max(low, moved))
  }
}
