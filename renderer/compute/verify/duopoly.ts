/** Two firms with costs c per piece face the price a − b (q₁ + q₂), never below 0. */
export interface Market {
  readonly a: number
  readonly b: number
  readonly c: readonly [number, number]
}
export interface Outcome {
  readonly q: readonly [number, number]
  readonly price: number
}
export type Competition = 'cournot' | 'stackelberg' | 'bertrand'

export interface DuopolyCertificate {
  /** Largest gain of a firm from another quantity, or a lower price, searched anew on a grid; rounding aside 0. */
  readonly gap: number
  readonly holds: boolean
}

const candidates = 2_001
const tolerance = 1e-9

/** What firm `i` earns by q where the other sells `others`. */
const profit = ({ a, b, c }: Market, i: 0 | 1, q: number, others: number): number =>
  (Math.max(0, a - b * (q + others)) - c[i]) * q

/** What firm `i` can earn, as a function of its choice, and its choices; Stackelberg's first firm foresees the reply. */
function choicesOf(market: Market, competition: Competition, { q, price }: Outcome, i: 0 | 1) {
  const { a, b, c } = market
  // A firm that undercuts the price takes the whole market.
  if (competition === 'bertrand') return { earned: (p: number) => ((p - c[i]) * Math.max(0, a - p)) / b, most: price }
  const reply = (first: number) => Math.max(0, (a - c[1] - b * first) / (2 * b))
  const others = (own: number) => (competition === 'stackelberg' && i === 0 ? reply(own) : q[i === 0 ? 1 : 0])
  return { earned: (own: number) => profit(market, i, own, others(own)), most: a / b }
}

export function certifyDuopoly(market: Market, competition: Competition, outcome: Outcome): DuopolyCertificate {
  const gains = ([0, 1] as const).map(i => {
    const { earned, most } = choicesOf(market, competition, outcome, i)
    const tried = Array.from({ length: candidates }, (_, k) => earned((most * k) / (candidates - 1)))
    return Math.max(...tried) - (outcome.price - market.c[i]) * outcome.q[i]
  })
  const gap = Math.max(0, ...gains)
  return { gap, holds: isCleared(market, competition, outcome) && gap <= (tolerance * market.a ** 2) / market.b }
}

/** Whether what is sold is what that price sells: else profits would be of another market. */
function isCleared({ a, b }: Market, competition: Competition, { q, price }: Outcome): boolean {
  const sold = q[0] + q[1]
  if (competition === 'bertrand') return Math.abs(sold - Math.max(0, a - price) / b) <= (tolerance * a) / b
  return Math.abs(price - Math.max(0, a - b * sold)) <= tolerance * a
}
