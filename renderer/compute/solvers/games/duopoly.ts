import { onCpu, paced, type Iterate } from '../../paced.ts'
import type { NumberField, Words } from '../../schema.ts'
import { defineSolver } from '../../solver.ts'
import { certifyDuopoly, type Competition, type Market, type Outcome } from '../../verify/duopoly.ts'

const positive = (label: Words, symbol: string, value: number, min: number) =>
  ({
    kind: 'number',
    label,
    symbol,
    default: value,
    min,
    max: 1e6,
    slider: [min, 20],
    scale: 'linear',
  }) as const satisfies NumberField

const rounds = 200

/**
 * Two firms on a market of price a − b (q₁ + q₂) with costs c₁, c₂: Cournot's quantities by replies in turn (each
 * quarters the error), Stackelberg's by foresight of the reply, Bertrand's price by undercutting.
 * Closed forms: Tirole, The Theory of Industrial Organization, 1988, ch. 5.
 */
export const duopoly = defineSolver({
  id: 'duopoly',
  title: { en: 'Duopoly: Cournot, Stackelberg, Bertrand', 'zh-CN': '双寡头：古诺、斯塔克尔伯格、伯特兰' },
  schema: {
    competition: {
      kind: 'choice',
      label: { en: 'Competition', 'zh-CN': '竞争方式' },
      default: 'cournot',
      options: ['cournot', 'stackelberg', 'bertrand'],
    },
    a: positive({ en: 'Price at which nobody buys', 'zh-CN': '无人购买的价格' }, 'a', 10, 0.01),
    b: positive({ en: 'Fall of the price per piece', 'zh-CN': '每单位的价格降幅' }, 'b', 1, 0.01),
    c1: positive({ en: 'Cost of the first firm', 'zh-CN': '第一家的成本' }, 'c_1', 1, 0),
    c2: positive({ en: 'Cost of the second firm', 'zh-CN': '第二家的成本' }, 'c_2', 1, 0),
  },
  check: () => [],
  async *run({ competition, a, b, c1, c2 }, ctx) {
    const market: Market = { a, b, c: [c1, c2] }
    const kind = competition as Competition
    const ended = yield* paced(ctx, kind === 'cournot' ? replies(market) : foresight(market, kind))
    const outcome = ended.stopped ? null : ended.value
    return {
      status: ended.stopped ?? 'optimal',
      result: outcome && { ...outcome, profit: outcome.q.map((q, i) => (outcome.price - market.c[i]!) * q) },
      certificate: outcome && certifyDuopoly(market, kind, outcome),
      ...onCpu(ctx),
      counts: {},
    }
  },
})

const outcomeAt = ({ a, b }: Market, q: readonly [number, number]): Outcome => ({
  q,
  price: Math.max(0, a - b * (q[0] + q[1])),
})
const reply = ({ a, b, c }: Market, i: 0 | 1, others: number) => Math.max(0, (a - c[i] - b * others) / (2 * b))

function* replies(market: Market): Generator<Iterate<Outcome>, Outcome> {
  let q: [number, number] = [0, 0]
  for (let k = 0; ; k++) {
    const next: [number, number] = [reply(market, 0, q[1]), q[1]]
    next[1] = reply(market, 1, next[0])
    const change = Math.max(Math.abs(next[0] - q[0]), Math.abs(next[1] - q[1]))
    yield { k, state: outcomeAt(market, q), metrics: { change } }
    q = next
    if (change === 0 || k === rounds) return outcomeAt(market, q)
  }
}

function* foresight(market: Market, kind: Competition): Generator<Iterate<Outcome>, Outcome> {
  const outcome = kind === 'bertrand' ? undercut(market) : lead(market)
  yield { k: 0, state: outcome, metrics: { price: outcome.price } }
  return outcome
}

/** The leader's profit is concave where the follower sells, and again where it does not: the best of three points. */
function lead(market: Market): Outcome {
  const { a, b, c } = market
  const drives = Math.max(0, (a - c[1]) / b)
  const choices = [(a - 2 * c[0] + c[1]) / (2 * b), drives, reply(market, 0, 0)].map(q => Math.max(0, q))
  const outcomes = choices.map(q => outcomeAt(market, [q, reply(market, 1, q)]))
  const earned = ({ q, price }: Outcome) => (price - c[0]) * q[0]
  return outcomes.reduce((best, other) => (earned(other) > earned(best) ? other : best))
}

/** The cheaper firm sells to all just below the other's cost, or at its monopoly price; equal firms share at cost. */
function undercut({ a, b, c }: Market): Outcome {
  const [low, high] = [Math.min(...c), Math.max(...c)]
  const price = Math.min(high, (a + low) / 2)
  const sold = Math.max(0, a - price) / b
  if (c[0] === c[1]) return { q: [sold / 2, sold / 2], price: c[0] }
  return { q: c[0] < c[1] ? [sold, 0] : [0, sold], price }
}
