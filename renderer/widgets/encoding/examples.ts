import type { Cell } from '../../compute/index.ts'
import { rounded, sampler } from '../frame/sample.ts'

type Draw = ReturnType<typeof sampler>
function drawn(names: readonly string[], seed: number, n: number, row: (i: number, draw: Draw) => Cell[]): Cell[][] {
  const draw = sampler(seed)
  const short = (cell: Cell) => (typeof cell === 'number' ? rounded(cell, 1) : cell)
  return [[...names], ...Array.from({ length: n }, (_, i) => row(i, draw).map(short))]
}

/** Rents by size and quarter; the alphabet says nothing about what a quarter costs, and some sizes are unknown. */
const premium = { harbour: 6, meadow: -5, old: 8, station: -3 } as const
const quarters = Object.keys(premium) as (keyof typeof premium)[]
export const rents = drawn(['size', 'quarter', 'rent'], 11, 48, (i, { normal, uniform }) => {
  const size = 25 + 70 * uniform()
  const quarter = quarters[i % quarters.length]!
  const rent = 4 + 0.22 * size + premium[quarter] + 1.2 * normal()
  return [uniform() < 0.12 ? null : size, quarter, rent]
})
/** Whoever earns more answers less often. */
export const blanks = drawn(['income', 'spending'], 23, 60, (_, { normal, uniform }) => {
  const income = 10 + 50 * uniform()
  return [uniform() < (income - 25) / 35 ? null : income, 5 + 0.5 * income + 1.5 * normal()]
})
/** A day of a tide. */
export const tide = drawn(['hour', 'level'], 31, 90, (_, { normal, uniform }) => {
  const hour = 24 * uniform()
  return [hour, 3 * Math.sin((2 * Math.PI * hour) / 12.4) + 0.5 * normal()]
})
/** Most are small, a few are huge; what counts is the size of the size. */
export const tail = drawn(['visits', 'sales'], 41, 70, (_, { normal }) => {
  const visits = Math.exp(2 + 1.1 * normal())
  return [visits, 2 + 3 * Math.log(visits) + 0.7 * normal()]
})
