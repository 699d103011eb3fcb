import type { Iterate } from '../../paced.ts'
import type { Status } from '../../solver.ts'
import { defineStepwise } from '../../stepwise.ts'
import { certifyReduction } from '../../verify/parallel-sums.ts'
import { entryIssues } from '../fields.ts'
import { Ledger, lineFields, padded, shown, type Round } from './sum-rounds.ts'

const schema = {
  ...lineFields,
  order: {
    kind: 'choice',
    label: { en: 'Who adds', 'zh-CN': '由谁相加' },
    default: 'sequential',
    options: ['sequential', 'interleaved'],
  },
} as const

/** Neighbours first: with reach r every 2r-th thread adds what lies r to its right. */
export function* interleaved(line: number[]): Generator<Round> {
  for (let reach = 1; reach < line.length; reach *= 2) {
    const moves = []
    for (let i = 0; i < line.length; i += 2 * reach) {
      line[i]! += line[i + reach]!
      moves.push({ thread: i, from: i + reach, to: i })
    }
    yield { phase: 'up', moves, values: [...line] }
  }
}

/** The first half takes what the second half has, then the first quarter. */
export function* sequential(line: number[]): Generator<Round> {
  for (let half = line.length / 2; half >= 1; half /= 2) {
    const moves = []
    for (let i = 0; i < half; i++) {
      line[i]! += line[i + half]!
      moves.push({ thread: i, from: i + half, to: i })
    }
    yield { phase: 'up', moves, values: [...line] }
  }
}

/** A sum by a tree in a workgroup's memory, round by round (Harris, Optimizing Parallel Reduction in CUDA). */
export const treeReduction = defineStepwise({
  id: 'tree-reduction',
  title: { en: 'Reduction by a tree', 'zh-CN': '树形归约' },
  schema,
  check: ({ values }) => entryIssues('values', [values]),
  begin({ values, warp, order }) {
    const line = padded(values)
    const ledger = new Ledger(warp)
    let total: number | undefined
    function* rounds(): Generator<Round> {
      yield { phase: 'load', moves: [], values: [...line] }
      yield* order === 'interleaved' ? interleaved(line) : sequential(line)
    }
    return {
      steps: (function* (): Generator<Iterate<Round>, Status> {
        total = (yield* shown(rounds(), ledger))[0]
        return 'optimal'
      })(),
      answer() {
        if (total === undefined) return undefined
        const { additions, rounds: count, warpSteps, busy } = ledger
        return {
          result: { total, additions, rounds: count, warp_steps: warpSteps, busy },
          certificate: certifyReduction(values, line.length, total, { additions, rounds: count }),
        }
      },
    }
  },
})
