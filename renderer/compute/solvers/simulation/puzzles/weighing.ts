import type { Iterate } from '../../../paced.ts'
import type { Weighing } from '../../../verify/weighing.ts'

/** What is known of the coins: nothing yet, at most too heavy, at most too light, surely good. */
interface Known {
  readonly unknown: readonly number[]
  readonly heavy: readonly number[]
  readonly light: readonly number[]
  readonly good: readonly number[]
}

/** How many of the unknown, perhaps heavy and perhaps light coins lie on each pan. */
type Split = readonly [
  unknown: readonly [number, number],
  heavy: readonly [number, number],
  light: readonly [number, number],
]

const casesOf = ({ unknown, heavy, light }: Known) => 2 * unknown.length + heavy.length + light.length
const pairs = (most: number) =>
  Array.from({ length: most + 1 }, (_, left) =>
    Array.from({ length: most - left + 1 }, (_unused, right) => [left, right] as const),
  ).flat()

/**
 * A scheme of weighings that finds the one odd coin of n and says whether it is heavier or lighter, with as few as can
 * be in the worst case (Dyson 1946: n ≤ (3^w − 3)/2). It deepens w until a scheme is found; a split is given up when
 * some outcome leaves more than 3^(w−1) cases. Yields each w and signs of life.
 */
export function* weighing(
  n: number,
): Generator<Iterate<number>, { scheme: Weighing; weighings: number; tried: number }> {
  const start = { unknown: Array.from({ length: n }, (_, i) => i), heavy: [], light: [], good: [] }
  const hopeless = new Set<string>()
  const progress = { tried: 0 }
  for (let w = 1; ; w++) {
    const scheme = yield* found(start, w, hopeless, progress)
    yield { k: w, state: w, metrics: { weighings: w, tried: progress.tried } }
    if (scheme) return { scheme, weighings: w, tried: progress.tried }
  }
}

function* found(
  known: Known,
  w: number,
  hopeless: Set<string>,
  progress: { tried: number },
): Generator<Iterate<number>, Weighing | undefined> {
  const cases = casesOf(known)
  if (cases === 1) return { coin: known.heavy[0] ?? known.light[0]!, heavy: known.heavy.length === 1 }
  const key = [known.unknown, known.heavy, known.light, known.good].map(set => set.length).join() + ` ${w}`
  if (cases > 3 ** w || w === 0 || hopeless.has(key)) return undefined
  for (const split of splits(known, 3 ** (w - 1))) {
    if (++progress.tried % 64 === 0)
      yield { k: w, state: w, metrics: { weighings: w, tried: progress.tried }, minor: true }
    const scheme = yield* weighed(known, split, w, hopeless, progress)
    if (scheme) return scheme
  }
  hopeless.add(key)
  return undefined
}

/** Splits with pans of equal number, good coins filling up, of which no outcome leaves more than `most` cases. */
function* splits(known: Known, most: number): Generator<Split> {
  const sizes = [known.unknown.length, known.heavy.length, known.light.length] as const
  for (const u of pairs(sizes[0]))
    for (const h of pairs(sizes[1]))
      for (const l of pairs(sizes[2])) {
        const [left, right] = [u[0] + h[0] + l[0], u[1] + h[1] + l[1]]
        const off = 2 * (sizes[0] - u[0] - u[1]) + (sizes[1] - h[0] - h[1]) + (sizes[2] - l[0] - l[1])
        const falls = u[0] + u[1] + h[0] + l[1]
        const rises = u[0] + u[1] + h[1] + l[0]
        const fits = left >= right && left - right <= known.good.length && left > 0
        if (fits && off <= most && falls <= most && rises <= most) yield [u, h, l]
      }
}

function* weighed(
  known: Known,
  [u, h, l]: Split,
  w: number,
  hopeless: Set<string>,
  progress: { tried: number },
): Generator<Iterate<number>, Weighing | undefined> {
  const cut = (set: readonly number[], [left, right]: readonly [number, number]) =>
    [set.slice(0, left), set.slice(left, left + right), set.slice(left + right)] as const
  const [unknown, heavy, light] = [cut(known.unknown, u), cut(known.heavy, h), cut(known.light, l)]
  const pan = (side: 0 | 1) => [...unknown[side], ...heavy[side], ...light[side]]
  const fill = known.good.slice(0, pan(0).length - pan(1).length)
  const everyone = [...known.unknown, ...known.heavy, ...known.light, ...known.good]
  const left = (heavier: readonly number[], lighter: readonly number[]): Known => {
    const suspects = new Set([...heavier, ...lighter])
    return { unknown: [], heavy: heavier, light: lighter, good: everyone.filter(coin => !suspects.has(coin)) }
  }
  const rest = { unknown: unknown[2], heavy: heavy[2], light: light[2] }
  const offPans = new Set([...rest.unknown, ...rest.heavy, ...rest.light])
  const outcomes = [
    left([...unknown[0], ...heavy[0]], [...unknown[1], ...light[1]]),
    { ...rest, good: everyone.filter(coin => !offPans.has(coin)) },
    left([...unknown[1], ...heavy[1]], [...unknown[0], ...light[0]]),
  ]
  const schemes: (Weighing | null)[] = []
  for (const outcome of outcomes) {
    const scheme = casesOf(outcome) ? yield* found(outcome, w - 1, hopeless, progress) : null
    if (scheme === undefined) return undefined
    schemes.push(scheme)
  }
  const [falls, level, rises] = schemes as [Weighing | null, Weighing | null, Weighing | null]
  return { left: pan(0), right: [...pan(1), ...fill], falls, level, rises }
}
