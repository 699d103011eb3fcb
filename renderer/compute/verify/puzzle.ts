type Place = readonly number[]

/** How the rules of one puzzle judge a path, apart from how it was found. */
interface Rules {
  /** What a step costs; `undefined` where it breaks a rule. */
  cost(from: Place, to: Place): number | undefined
  starts(place: Place): boolean
  solved(place: Place): boolean
}

const changed = (from: Place, to: Place): number[] => from.map((_, i) => i).filter(i => from[i] !== to[i])
const all = (place: Place, value: number) => place.every(entry => entry === value)

const wolfGoatCabbage: Rules = {
  starts: place => all(place, 0),
  solved: place => all(place, 1),
  cost(from, to) {
    const moved = changed(from, to)
    const together = moved.includes(0) && moved.length <= 2 && moved.every(i => from[i] === from[0])
    const eaten = to[2] !== to[0] && (to[1] === to[2] || to[3] === to[2])
    return together && !eaten ? 1 : undefined
  },
}

const missionaries: Rules = {
  starts: place => place.join() === '3,3,1',
  solved: ([m, c]) => m === 0 && c === 0,
  cost([m, c, boat], [x, y, after]) {
    const [sailed, ferried] = boat === 1 ? [m! - x!, c! - y!] : [x! - m!, y! - c!]
    const boarded = sailed >= 0 && ferried >= 0 && sailed + ferried >= 1 && sailed + ferried <= 2 && after === 1 - boat!
    const safe = [
      [x!, y!],
      [3 - x!, 3 - y!],
    ].every(([here, eaters]) => here! >= 0 && eaters! >= 0 && (here === 0 || here! >= eaters!))
    return boarded && safe ? 1 : undefined
  },
}

const bridge = (times: readonly number[]): Rules => ({
  starts: place => all(place, 0) && place.length === times.length + 1,
  solved: place => all(place.slice(0, -1), 1),
  cost(from, to) {
    const moved = changed(from, to)
    const walkers = moved.filter(i => i < times.length)
    const lit = moved.includes(times.length) && walkers.every(i => from[i] === from[times.length])
    return lit && walkers.length >= 1 && walkers.length <= 2 ? Math.max(...walkers.map(i => times[i]!)) : undefined
  },
})

const jugs = (capacities: readonly number[], goal: number): Rules => ({
  starts: place => all(place, 0),
  solved: place => place.includes(goal),
  cost(from, to) {
    const moved = changed(from, to)
    const [i] = moved as [number]
    if (moved.length === 1) return to[i] === 0 || to[i] === capacities[i] ? 1 : undefined
    const kept = moved.length === 2 && moved.reduce((sum, k) => sum + to[k]! - from[k]!, 0) === 0
    const done = moved.some(
      k => (to[k] === 0 && from[k]! > 0) || (to[k] === capacities[k] && from[k]! < capacities[k]!),
    )
    return kept && done && moved.every(k => to[k]! >= 0 && to[k]! <= capacities[k]!) ? 1 : undefined
  },
})

const hanoi: Rules = {
  starts: place => all(place, 0),
  solved: place => all(place, 2),
  cost(from, to) {
    const [disc, ...others] = changed(from, to)
    if (disc === undefined || others.length) return undefined
    // Smaller discs have smaller numbers: none may lie where it comes from or goes to.
    const free = from.every((peg, i) => i >= disc || (peg !== from[disc] && peg !== to[disc]))
    return free && to[disc]! >= 0 && to[disc]! <= 2 ? 1 : undefined
  },
}

export interface PathCertificate {
  /** Steps that break a rule of the puzzle. */
  readonly illegal: number
  readonly solved: boolean
  readonly cost: number
  /** The least cost known from a formula; `null` where there is none. */
  readonly least: number | null
  readonly holds: boolean
}

export interface Instance {
  readonly puzzle: string
  readonly size: number
  readonly capacities: readonly number[]
  readonly goal: number
  readonly times: readonly number[]
}

function rulesOf({ puzzle, capacities, goal, times }: Instance): Rules {
  if (puzzle === 'river-crossing') return wolfGoatCabbage
  if (puzzle === 'missionaries') return missionaries
  if (puzzle === 'bridge') return bridge(times)
  return puzzle === 'water-jugs' ? jugs(capacities, goal) : hanoi
}

/** Least costs by formula: crossings by exhaustion long ago, 2^n − 1 moves of n discs, Rote's optimum at the bridge. */
function leastOf({ puzzle, size, times }: Instance): number | null {
  if (puzzle === 'river-crossing') return 7
  if (puzzle === 'missionaries') return 11
  if (puzzle === 'hanoi') return 2 ** size - 1
  return puzzle === 'bridge' ? fastestCrossing([...times].sort((a, b) => a - b)) : null
}

/** Either the two fastest fetch the torch for the two slowest, or the fastest walks each across (Rote 2002). */
function fastestCrossing(sorted: readonly number[]): number {
  const [a = 0, b = 0, c = 0] = sorted
  const [y = 0, z = 0] = sorted.slice(-2)
  if (sorted.length <= 2) return z || a
  if (sorted.length === 3) return a + b + c
  return Math.min(a + 2 * b + z, 2 * a + y + z) + fastestCrossing(sorted.slice(0, -2))
}

/** Certifies a path by the rules alone. */
export function certifyPath(instance: Instance, places: readonly Place[]): PathCertificate {
  const rules = rulesOf(instance)
  const costs = places.slice(1).map((to, i) => rules.cost(places[i]!, to))
  const illegal = costs.filter(cost => cost === undefined).length
  const cost = costs.reduce((sum: number, each) => sum + (each ?? 0), 0)
  const least = leastOf(instance)
  const solved = places.length > 0 && rules.starts(places[0]!) && rules.solved(places.at(-1)!)
  return { illegal, solved, cost, least, holds: illegal === 0 && solved && (least === null || cost === least) }
}

/** A jug can hold the goal only where some jug is large enough and the common divisor of all divides it (Bézout). */
export function jugsCan(capacities: readonly number[], goal: number): boolean {
  const divisor = capacities.reduce((a, b) => {
    let [x, y] = [a, b]
    while (y) [x, y] = [y, x % y]
    return x
  }, 0)
  return goal === 0 || (goal <= Math.max(...capacities) && divisor > 0 && goal % divisor === 0)
}

/** Boards of 1 to 12 queens (OEIS A000170). */
const knownBoards = [1, 0, 0, 2, 10, 4, 40, 92, 352, 724, 2_680, 14_200] as const

export interface QueensCertificate {
  readonly attacks: number
  readonly known: number | null
  readonly holds: boolean
}

/** Certifies one board, where there is any, and the number of all. */
export function certifyQueens(n: number, board: Place | undefined, count: number): QueensCertificate {
  const pairs = (board ?? []).flatMap((column, i) =>
    board!.slice(i + 1).map((other, j) => [column, other, j + 1] as const),
  )
  const attacks = pairs.filter(([a, b, rows]) => a === b || Math.abs(a - b) === rows).length
  const known = knownBoards[n - 1] ?? null
  return { attacks, known, holds: attacks === 0 && count === known && (count === 0 || board?.length === n) }
}
