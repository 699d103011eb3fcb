/** What stops the entering variable: a row whose variable reaches `bound`, or its own other bound where there is no row. */
export interface Block {
  readonly step: number
  readonly row?: number
  readonly bound: number
}

const smallestPivot = 1e-9
const feasibility = 1e-9
/** By so much bounds are thought wider when the longest allowed step is looked for. */
const relaxed = 5e-10

interface Move {
  readonly x: Float64Array
  readonly lower: Float64Array
  readonly upper: Float64Array
  readonly heads: Int32Array
  readonly alpha: Float64Array
  readonly j: number
  readonly direction: number
  readonly phase: 1 | 2
  readonly bland: boolean
}

/**
 * How far the entering variable may go. Among the rows that block within the relaxed longest step the one with the
 * largest pivot leaves (Harris, 1973); under Bland's rule the first variable of those that block at once.
 */
export function ratio(move: Move): Block {
  const { x, lower, upper, heads, alpha, j, direction, bland } = move
  const own = upper[j]! - lower[j]!
  let longest = Infinity
  for (let i = 0; i < alpha.length; i++) {
    const room = roomOf(move, i)
    if (room) longest = Math.min(longest, (room.distance + (bland ? 0 : relaxed)) / Math.abs(alpha[i]!))
  }
  let chosen: Block | undefined
  let size = 0
  let head = Infinity
  for (let i = 0; i < alpha.length; i++) {
    const room = roomOf(move, i)
    const pivot = Math.abs(alpha[i]!)
    if (!room || room.distance / pivot > longest * (bland ? 1 + 1e-12 : 1) + (bland ? 1e-12 : 0)) continue
    if (bland ? heads[i]! < head : pivot > size) {
      chosen = { step: Math.max(0, room.distance / pivot), row: i, bound: room.bound }
      size = pivot
      head = heads[i]!
    }
  }
  if (chosen && chosen.step < own) return chosen
  if (own < Infinity) return { step: own, bound: direction > 0 ? upper[j]! : lower[j]! }
  return { step: Infinity, bound: x[j]! }
}

/** The bound towards which row i's variable moves, and how far it is; in phase 1 an infeasible one is blocked where it becomes feasible. */
function roomOf(
  { x, lower, upper, heads, alpha, direction, phase }: Move,
  i: number,
): { distance: number; bound: number } | undefined {
  const rate = -direction * alpha[i]!
  if (Math.abs(rate) <= smallestPivot) return undefined
  const head = heads[i]!
  const value = x[head]!
  const [low, high] = [lower[head]!, upper[head]!]
  if (phase === 1 && value < low - feasibility) return rate > 0 ? { distance: low - value, bound: low } : undefined
  if (phase === 1 && value > high + feasibility) return rate < 0 ? { distance: value - high, bound: high } : undefined
  const bound = rate > 0 ? high : low
  return Number.isFinite(bound) ? { distance: Math.max(0, rate > 0 ? high - value : value - low), bound } : undefined
}
