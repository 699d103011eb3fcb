import type { Iterate } from '../../paced.ts'
import { countField } from '../fields.ts'

/** Fields of what adds up a line of shared memory with many threads. */
export const lineFields = {
  values: {
    kind: 'vector',
    label: { en: 'Numbers', 'zh-CN': '数' },
    default: [3, 1, 7, 0, 4, 1, 6, 3],
    maxLength: 64,
  },
  warp: countField('Threads of a warp', '线程束的线程数', 4, 1, 32),
} as const

/** What a thread did in a round: place `to` got the sum of itself and `from`, or, in a tree's way down, both changed. */
export interface Move {
  readonly thread: number
  readonly from: number
  readonly to: number
}

/** One round between two barriers. */
export interface Round {
  readonly phase: 'load' | 'up' | 'clear' | 'down' | 'own'
  readonly moves: readonly Move[]
  /** The line after it. */
  readonly values: readonly number[]
}

/** Zeros to the next power of two: that is how many places the line has. */
export function padded(values: readonly number[]): number[] {
  const places = 2 ** Math.ceil(Math.log2(Math.max(1, values.length)))
  return Array.from({ length: places }, (_, i) => values[i] ?? 0)
}

/** What the rounds cost: additions, rounds with work, and warps that had to step in them. */
export class Ledger {
  additions = 0
  rounds = 0
  warpSteps = 0
  threadSteps = 0
  private readonly warp: number

  constructor(warp: number) {
    this.warp = warp
  }

  enter(moves: readonly Move[]): void {
    this.additions += moves.length
    this.rounds++
    this.threadSteps += moves.length
    this.warpSteps += new Set(moves.map(({ thread }) => Math.floor(thread / this.warp))).size
  }

  /** Of the threads of all warps that stepped, those that had work. */
  get busy(): number {
    return this.warpSteps ? this.threadSteps / (this.warpSteps * this.warp) : 1
  }
}

/** Rounds as iterates, each with what it cost so far. */
export function* shown(rounds: Iterable<Round>, ledger: Ledger): Generator<Iterate<Round>, number[]> {
  let k = 0
  let last: readonly number[] = []
  for (const round of rounds) {
    if (round.phase === 'up' || round.phase === 'down' || round.phase === 'own') ledger.enter(round.moves)
    last = round.values
    const { additions, warpSteps } = ledger
    yield { k: k++, state: round, metrics: { additions, warpSteps } }
  }
  return [...last]
}
