import type { Iterate } from '../../paced.ts'
import type { Status } from '../../solver.ts'
import { defineStepwise } from '../../stepwise.ts'
import { certifyScan } from '../../verify/parallel-sums.ts'
import { entryIssues } from '../fields.ts'
import { Ledger, lineFields, padded, shown, type Move, type Round } from './sum-rounds.ts'

const schema = {
  ...lineFields,
  method: {
    kind: 'choice',
    label: { en: 'Method', 'zh-CN': '方法' },
    default: 'hillis-steele',
    options: ['hillis-steele', 'blelloch'],
  },
} as const

/** Every place adds what lies `reach` to its left, then twice as far (Hillis and Steele 1986). */
export function* hillisSteele(line: number[]): Generator<Round> {
  for (let reach = 1; reach < line.length; reach *= 2) {
    const before = [...line]
    const moves: Move[] = []
    for (let i = reach; i < line.length; i++) {
      line[i] = before[i]! + before[i - reach]!
      moves.push({ thread: i, from: i - reach, to: i })
    }
    yield { phase: 'up', moves, values: [...line] }
  }
}

/** Sums up a tree, then down it: a left child gets what its parent had, a right one the left sum too (Blelloch 1990). */
export function* blelloch(line: number[]): Generator<Round> {
  const own = [...line]
  const places = line.length
  const moves = (reach: number): Move[] =>
    Array.from({ length: places / (2 * reach) }, (_, thread) => {
      const to = (thread + 1) * 2 * reach - 1
      return { thread, from: to - reach, to }
    })
  for (let reach = 1; reach < places; reach *= 2) {
    for (const { from, to } of moves(reach)) line[to]! += line[from]!
    yield { phase: 'up', moves: moves(reach), values: [...line] }
  }
  line[places - 1] = 0
  yield { phase: 'clear', moves: [], values: [...line] }
  for (let reach = places / 2; reach >= 1; reach /= 2) {
    for (const { from, to } of moves(reach)) {
      const left = line[from]!
      line[from] = line[to]!
      line[to]! += left
    }
    yield { phase: 'down', moves: moves(reach), values: [...line] }
  }
  own.forEach((value, i) => (line[i]! += value))
  // A thread has two places.
  const last = own.map((_, i) => ({ thread: i % Math.max(1, places / 2), from: i, to: i }))
  yield { phase: 'own', moves: last, values: [...line] }
}

/** All partial sums in a workgroup's memory, round by round. */
export const parallelScan = defineStepwise({
  id: 'parallel-scan',
  title: { en: 'Parallel scan', 'zh-CN': '并行扫描' },
  schema,
  check: ({ values }) => entryIssues('values', [values]),
  begin({ values, warp, method }) {
    const line = padded(values)
    const ledger = new Ledger(warp)
    let sums: number[] | undefined
    function* rounds(): Generator<Round> {
      yield { phase: 'load', moves: [], values: [...line] }
      yield* method === 'blelloch' ? blelloch(line) : hillisSteele(line)
    }
    return {
      steps: (function* (): Generator<Iterate<Round>, Status> {
        sums = (yield* shown(rounds(), ledger)).slice(0, values.length)
        return 'optimal'
      })(),
      answer() {
        if (!sums) return undefined
        const { additions, rounds: count, warpSteps, busy } = ledger
        return {
          result: { sums, additions, rounds: count, warp_steps: warpSteps, busy },
          certificate: certifyScan(values, line.length, sums, { additions, rounds: count }, method === 'blelloch'),
        }
      },
    }
  },
})
