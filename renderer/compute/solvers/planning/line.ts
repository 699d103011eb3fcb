/** A line of `count` cells of width h, the middle of cell i at `x[i]`, and the rates of a chain that lives on it. */
export interface Line {
  readonly x: Float64Array
  readonly h: number
  /** σ²/2. */
  readonly diffusion: number
}

/** What all members do at one time: rates of stepping to the right and left neighbour, and what moving costs. */
export interface Control {
  readonly right: Float64Array
  readonly left: Float64Array
  readonly cost: Float64Array
}

export const lineFrom = (low: number, high: number, count: number, sigma: number): Line => {
  const h = (high - low) / count
  return { x: Float64Array.from({ length: count }, (_, i) => low + (i + 0.5) * h), h, diffusion: sigma ** 2 / 2 }
}

export const blankControl = (count: number): Control => ({
  right: new Float64Array(count),
  left: new Float64Array(count),
  cost: new Float64Array(count),
})

/**
 * 1 for the cells where speeds of a value u are too high for central differences (|u'| h > σ²), and for the ends. It is
 * laid down once: were it to follow u, rounds could jump between the two for ever.
 */
export function oneSided({ diffusion }: Line, u: Float64Array): Uint8Array {
  const steep = (i: number) => !(Math.abs(u[i + 1]! - u[i - 1]!) <= 4 * diffusion)
  return Uint8Array.from(u, (_, i) => Number(i === 0 || i === u.length - 1 || steep(i)))
}

/**
 * The best control against a value u where moving at speed b costs ½b²: b = −u' by central differences, held where both
 * rates stay positive (|b| h ≤ σ²), or by one-sided ones, which nobody passes at the ends. Either way the rates are
 * those of a Markov chain, so that values stay bounded and crowds keep their mass and sign (Achdou and Capuzzo-Dolcetta,
 * Mean field games: numerical methods, SIAM J. Numer. Anal. 48, 2010, §2; theirs is the one-sided Hamiltonian).
 */
export function answer({ h, diffusion }: Line, u: Float64Array, sided: Uint8Array, out: Control): void {
  const last = u.length - 1
  const spread = diffusion / h ** 2
  const fastest = (2 * diffusion) / h
  for (let i = 0; i <= last; i++) {
    if (!sided[i]) {
      const b = Math.max(-fastest, Math.min(fastest, (u[i - 1]! - u[i + 1]!) / (2 * h)))
      out.right[i] = spread + b / (2 * h)
      out.left[i] = spread - b / (2 * h)
      out.cost[i] = b ** 2 / 2
      continue
    }
    const forward = i === last ? 0 : Math.max(0, (u[i]! - u[i + 1]!) / h)
    const backward = i === 0 ? 0 : Math.max(0, (u[i]! - u[i - 1]!) / h)
    out.right[i] = i === last ? 0 : spread + forward / h
    out.left[i] = i === 0 ? 0 : spread + backward / h
    out.cost[i] = (forward ** 2 + backward ** 2) / 2
  }
}

/** Room for the diagonals of one step, so that a round of thousands of steps leaves no garbage. */
export interface Diagonals {
  readonly lower: Float64Array
  readonly middle: Float64Array
  readonly upper: Float64Array
}
export const blankDiagonals = (count: number): Diagonals => ({
  lower: new Float64Array(count),
  middle: new Float64Array(count),
  upper: new Float64Array(count),
})

/** Solves (1 + dt (r + l)) z_i − dt r_i z_{i+1} − dt l_i z_{i−1} = z_i(given): the step back in time of a value. */
export function stepValue({ right, left }: Control, dt: number, room: Diagonals, z: Float64Array): void {
  for (let i = 0; i < z.length; i++) {
    room.upper[i] = -dt * right[i]!
    room.lower[i] = -dt * left[i]!
    room.middle[i] = 1 + dt * (right[i]! + left[i]!)
  }
  thomas(room, z)
}

/** Solves the transposed system: the step forward in time of a crowd, whose sum it keeps. */
export function stepCrowd({ right, left }: Control, dt: number, room: Diagonals, z: Float64Array): void {
  for (let i = 0; i < z.length; i++) {
    room.upper[i] = i + 1 < z.length ? -dt * left[i + 1]! : 0
    room.lower[i] = i > 0 ? -dt * right[i - 1]! : 0
    room.middle[i] = 1 + dt * (right[i]! + left[i]!)
  }
  thomas(room, z)
}

/** Gaussian elimination on three diagonals; theirs dominate, so no pivoting. `z` is right side and answer. */
function thomas({ lower, middle, upper }: Diagonals, z: Float64Array): void {
  const last = z.length - 1
  for (let i = 1; i <= last; i++) {
    const factor = lower[i]! / middle[i - 1]!
    middle[i]! -= factor * upper[i - 1]!
    z[i]! -= factor * z[i - 1]!
  }
  z[last]! /= middle[last]!
  for (let i = last - 1; i >= 0; i--) z[i] = (z[i]! - upper[i]! * z[i + 1]!) / middle[i]!
}
