import type { Stream } from '../../random/stream.ts'
import type { Experiment, Setting } from '../../verify/chances.ts'

interface Trial {
  /** One sample: 0 or 1, but for `pi` (0 or 4) and the number of coupons. */
  draw(random: Stream, setting: Setting): number
  /** What stands for a setting that was left at 0, and how large it may be. */
  readonly size: number
  readonly most: number
  readonly goal?: (size: number) => number
  /** About how many random numbers one sample takes. */
  cost(setting: Setting): number
}

const never = Number.POSITIVE_INFINITY

/** How each experiment of verify/chances.ts is tried once. */
export const trials: Readonly<Record<Experiment, Trial>> = {
  pi: {
    size: 1,
    most: never,
    cost: () => 2,
    draw: random => (random.uniform() ** 2 + random.uniform() ** 2 < 1 ? 4 : 0),
  },
  buffon: {
    size: 1,
    most: never,
    cost: () => 4,
    draw(random, { p }) {
      // A direction without π: a point of the quarter disc.
      for (;;) {
        const [x, y] = [random.uniform(), random.uniform()]
        const length = Math.hypot(x, y)
        if (length > 0 && length < 1) return Number(random.uniform() / 2 <= ((p / 2) * y) / length)
      }
    },
  },
  birthday: {
    size: 23,
    most: 1_000,
    cost: ({ size }) => Math.min(size, 60),
    draw(random, { size }) {
      const taken = new Set<number>()
      for (let i = 0; i < size; i++) {
        const day = random.below(365)
        if (taken.has(day)) return 1
        taken.add(day)
      }
      return 0
    },
  },
  'monty-hall': {
    size: 3,
    most: 1e6,
    cost: () => 2,
    draw: (random, { size }) => Number(random.below(size) !== random.below(size)),
  },
  'coupon-collector': {
    size: 10,
    most: 1_000,
    cost: ({ size }) => size * (1 + Math.log(size)),
    draw(random, { size }) {
      const kinds = new Set<number>()
      let bought = 0
      for (; kinds.size < size; bought++) kinds.add(random.below(size))
      return bought
    },
  },
  'gamblers-ruin': {
    size: 10,
    most: 200,
    goal: size => 2 * size,
    cost: ({ size, goal }) => size * (goal - size) + 1,
    draw(random, { size, goal, p }) {
      let purse = size
      while (purse > 0 && purse < goal) purse += random.uniform() < p ? 1 : -1
      return Number(purse === goal)
    },
  },
  'hat-check': {
    size: 10,
    most: 1_000,
    cost: ({ size }) => size,
    draw: (random, { size }) =>
      Number(random.shuffle(Array.from({ length: size }, (_, i) => i)).every((hat, i) => hat !== i)),
  },
  'broken-stick': {
    size: 1,
    most: never,
    cost: () => 2,
    draw(random) {
      const [x, y] = [random.uniform(), random.uniform()]
      const pieces = [Math.min(x, y), Math.abs(x - y), 1 - Math.max(x, y)]
      return Number(Math.max(...pieces) < 0.5)
    },
  },
  secretary: {
    size: 20,
    most: 1_000,
    goal: size => Math.round(size / Math.E),
    cost: ({ size }) => size,
    draw(random, { size, goal }) {
      const ranks = random.shuffle(Array.from({ length: size }, (_, i) => i))
      const record = Math.max(-1, ...ranks.slice(0, goal))
      return Number(ranks.slice(goal).find(rank => rank > record) === size - 1)
    },
  },
}
