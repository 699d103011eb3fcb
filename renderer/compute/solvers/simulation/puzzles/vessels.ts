import type { Move, Place, Puzzle } from './puzzle.ts'

/** Litres in each jug; fill one, empty one, or pour from one into another until either is done. */
export const waterJugs = (capacities: readonly number[], goal: number): Puzzle => ({
  start: capacities.map(() => 0),
  solved: place => place.includes(goal),
  moves(place) {
    const set = (changes: Readonly<Record<number, number>>): Move => ({
      to: place.map((litres, i) => changes[i] ?? litres),
      cost: 1,
    })
    return capacities.flatMap((capacity, i) => [
      set({ [i]: capacity }),
      set({ [i]: 0 }),
      ...capacities.flatMap((room, j) => {
        const poured = Math.min(place[i]!, room - place[j]!)
        return i === j ? [] : [set({ [i]: place[i]! - poured, [j]: place[j]! + poured })]
      }),
    ])
  },
})

const pegs = [0, 1, 2] as const

/** Peg of each disc, the smallest first; from peg 0 to peg 2 (Lucas 1883). */
export const hanoi = (discs: number): Puzzle => ({
  start: Array<number>(discs).fill(0),
  solved: place => place.every(peg => peg === 2),
  moves(place) {
    const top = pegs.map(peg => place.indexOf(peg))
    const moved = (disc: number, peg: number): Place => place.map((old, i) => (i === disc ? peg : old))
    return pegs.flatMap(from =>
      pegs
        .filter(to => top[from]! >= 0 && to !== from && (top[to]! < 0 || top[from]! < top[to]!))
        .map(to => ({ to: moved(top[from]!, to), cost: 1 })),
    )
  },
})
