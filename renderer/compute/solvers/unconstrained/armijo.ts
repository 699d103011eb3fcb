import type { Search } from './line.ts'

const c1 = 1e-4
const smallest = 1e-20

/** Backtracking: halve α until f falls by c₁ of what the slope promised (Armijo, 1966; Nocedal and Wright, 2006, algorithm 3.1). */
export const armijo: Search = (line, first) => {
  if (!(line.steepness < 0)) return false
  for (let alpha = first; alpha > smallest; alpha /= 2) if (line.decreases(line.probe(alpha), alpha, c1)) return true
  return false
}
