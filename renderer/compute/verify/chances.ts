/** What an experiment depends on; what each means there is said at its answer. */
export interface Setting {
  readonly size: number
  readonly goal: number
  readonly p: number
}

const range = (n: number) => Array.from({ length: n }, (_, i) => i)

/** Exact answers of chance experiments: probabilities, but for `pi` and the number of coupons. */
export const exactAnswers = {
  pi: () => Math.PI,
  /** Needles as long as p times the gap between lines, crossing one (Buffon 1777). */
  buffon: ({ p }) => (2 * p) / Math.PI,
  /** Two of `size` people have their birthday on the same of 365 days. */
  birthday: ({ size }) => 1 - range(size).reduce((free, i) => free * Math.max(0, 1 - i / 365), 1),
  /** Switching wins, of `size` doors all but two opened. */
  'monty-hall': ({ size }) => (size - 1) / size,
  /** Coupons bought until all `size` kinds are there. */
  'coupon-collector': ({ size }) => size * range(size).reduce((sum, i) => sum + 1 / (i + 1), 0),
  /** From `size`, winning one with chance p and else losing one, `goal` comes before ruin. */
  'gamblers-ruin': ({ size, goal, p }) => {
    if (p === 0) return 0
    const odds = Math.log((1 - p) / p)
    return odds === 0 ? size / goal : Math.expm1(size * odds) / Math.expm1(goal * odds)
  },
  /** Of `size` hats given back at random nobody has the own one (Montmort 1708). */
  'hat-check': ({ size }) =>
    range(size).reduce(({ sum, term }, k) => ({ sum: sum + term / -(k + 1), term: term / -(k + 1) }), {
      sum: 1,
      term: 1,
    }).sum,
  /** Two breaks at random make three pieces that form a triangle. */
  'broken-stick': () => 1 / 4,
  /** The best of `size` comes to be chosen by letting the first `goal` pass and taking the next record (Lindley 1961). */
  secretary: ({ size, goal }) =>
    goal === 0 ? 1 / size : (goal / size) * range(size - goal).reduce((sum, i) => sum + 1 / (goal + i), 0),
} as const satisfies Readonly<Record<string, (setting: Setting) => number>>
/** Largest value of one sample, which else is 0; the number of coupons has none. */
export const topOf = (experiment: Experiment): number | undefined =>
  experiment === 'coupon-collector' ? undefined : experiment === 'pi' ? 4 : 1

/** Standard deviation of one sample. */
export function exactSpread(experiment: Experiment, setting: Setting): number {
  const exact = exactAnswers[experiment](setting)
  const top = topOf(experiment)
  if (top !== undefined) return Math.sqrt(exact * (top - exact))
  const { size } = setting
  return Math.sqrt(range(size).reduce((sum, i) => sum + (1 - (i + 1) / size) / ((i + 1) / size) ** 2, 0))
}

export type Experiment = keyof typeof exactAnswers
