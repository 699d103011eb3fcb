import type { Move, Place, Puzzle } from './puzzle.ts'

const flipped = (place: Place, ...who: number[]): Place => place.map((side, i) => (who.includes(i) ? 1 - side : side))
const all = (place: Place) => place.every(side => side === 1)

/** Bank (0 or 1) of farmer, wolf, goat and cabbage; goat with wolf or cabbage only under the farmer's eyes (Alcuin). */
export const riverCrossing: Puzzle = {
  start: [0, 0, 0, 0],
  solved: all,
  moves(place) {
    const boats = [[0], [0, 1], [0, 2], [0, 3]].filter(boat => boat.every(who => place[who] === place[0]))
    const peaceful = ([farmer, wolf, goat, cabbage]: Place) => goat === farmer || (wolf !== goat && cabbage !== goat)
    return boats.map((boat): Move => ({ to: flipped(place, ...boat), cost: 1 })).filter(({ to }) => peaceful(to))
  },
}

const three = 3

/** Missionaries, cannibals and boat (1: there) on the first bank, three of each; a boat for two; nobody outnumbered. */
export const missionaries: Puzzle = {
  start: [three, three, 1],
  solved: ([m, c]) => m === 0 && c === 0,
  moves([m, c, boat]) {
    const way = boat === 1 ? -1 : 1
    const loads = [
      [1, 0],
      [2, 0],
      [0, 1],
      [0, 2],
      [1, 1],
    ] as const
    const reached = loads.map(([x, y]) => [m! + way * x, c! + way * y, 1 - boat!] as const)
    const within = (n: number) => n >= 0 && n <= three
    return reached
      .filter(([x, y]) => within(x) && within(y) && (x === 0 || x >= y) && (x === three || three - x >= three - y))
      .map(to => ({ to, cost: 1 }))
  },
}

/** Bank of each walker and, last, of the torch; two cross at a time, at the slower one's pace (Rote 2002). */
export const bridge = (times: readonly number[]): Puzzle => ({
  start: [...times.map(() => 0), 0],
  solved: place => all(place.slice(0, -1)),
  moves(place) {
    const torch = times.length
    const here = times.map((_, i) => i).filter(i => place[i] === place[torch])
    const pairs = here.flatMap((i, at) => [[i], ...here.slice(at + 1).map(j => [i, j])])
    return pairs.map(pair => ({ to: flipped(place, ...pair, torch), cost: Math.max(...pair.map(i => times[i]!)) }))
  },
})
