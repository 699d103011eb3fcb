/** A state as plain whole numbers; what each place means is said by its puzzle. */
export type Place = readonly number[]

export interface Move {
  readonly to: Place
  readonly cost: number
}

/** A puzzle as a graph. Costs are whole and not negative. */
export interface Puzzle {
  readonly start: Place
  moves(place: Place): Move[]
  solved(place: Place): boolean
}
