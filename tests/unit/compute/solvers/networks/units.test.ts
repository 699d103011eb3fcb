import { expect, test } from 'vitest'
import { runSolver, unitsOf, type Report } from '../../../../../renderer/compute/index.ts'

interface Taught {
  readonly from: readonly number[]
  readonly to: readonly number[]
  readonly count: readonly number[]
  readonly values: readonly number[]
  readonly weights: readonly number[]
}

test('tells what each unit says, of the weights that a step shows', async () => {
  const problem = { hidden: [3, 2], activation: 'tanh', steps: 25 }
  const run = runSolver('mlp', problem, { seed: 4, precision: 'f64', backend: 'cpu' })
  let last: Taught | undefined
  for (;;) {
    const { done, value } = await run.next()
    if (done) {
      const { result } = value as Report<{ standardised: { mean: number[]; spread: number[] } }>
      const { mean, spread } = result.standardised
      const { from, to, count, values, weights } = last!
      const place = (c: number, at: number) => from[c]! + ((to[c]! - from[c]!) * at) / (count[c]! - 1)
      const cases = [0, 7, 500].map(at => [at % count[0]!, Math.floor(at / count[0]!)])
      const rows = cases.map(at => at.map((step, c) => (place(c, step) - mean[c]!) / spread[c]!))
      const network = { widths: [2, 3, 2, 2], activation: 'tanh', weights: Float64Array.from(weights) } as const
      const said = unitsOf(network, rows)
      expect(said.map(layer => layer.length)).toEqual([2, 3, 2, 2])
      expect(said[0]![1]![2]).toBe(rows[2]![1])
      cases.forEach(([i, j], row) => {
        const [first, second] = said[3]!.map(unit => unit[row]!)
        expect(1 / (1 + Math.exp(first! - second!))).toBeCloseTo(values[j! * count[0]! + i!]!, 10)
      })
      return
    }
    last = ((value as { state: Taught | null }).state ?? last) as Taught
  }
})
