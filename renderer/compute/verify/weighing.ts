/** A scheme of weighings: what lies on the pans and what to do when the left one falls, stays or rises; or the verdict. */
export type Weighing =
  | { readonly coin: number; readonly heavy: boolean }
  | {
      readonly left: readonly number[]
      readonly right: readonly number[]
      /** `null` where that cannot happen. */
      readonly falls: Weighing | null
      readonly level: Weighing | null
      readonly rises: Weighing | null
    }

export interface WeighingCertificate {
  /** Cases (which coin, heavier or lighter) that were weighed, and those that the scheme told wrong. */
  readonly cases: number
  readonly wrong: number
  /** Most weighings in any case, and the fewest that could tell so many apart. */
  readonly weighings: number
  readonly fewest: number
  readonly holds: boolean
}

/** Certifies a scheme by weighing every case through it. */
export function certifyWeighing(n: number, scheme: Weighing): WeighingCertificate {
  const cases = Array.from({ length: n }, (_, coin) => [true, false].map(heavy => ({ coin, heavy }))).flat()
  const told = cases.map(({ coin, heavy }) => ({ coin, heavy, ...verdict(scheme, coin, heavy ? 1 : -1) }))
  const wrong = told.filter(({ coin, heavy, said }) => said?.coin !== coin || said.heavy !== heavy).length
  const weighings = Math.max(...told.map(({ used }) => used))
  let fewest = 1
  while ((3 ** fewest - 3) / 2 < n) fewest++
  return { cases: cases.length, wrong, weighings, fewest, holds: wrong === 0 && weighings === fewest }
}

type Verdict = Extract<Weighing, { readonly coin: number }>

/** What the scheme says of one case, and after how many weighings; nothing where pans are uneven or share a coin. */
function verdict(scheme: Weighing, coin: number, extra: number): { readonly said?: Verdict; readonly used: number } {
  let at: Weighing | null = scheme
  let used = 0
  while (at && 'left' in at) {
    const { left, right, falls, level, rises } = at as Exclude<Weighing, Verdict>
    if (left.length !== right.length || new Set([...left, ...right]).size !== 2 * left.length) return { used }
    const tilt = extra * (Number(left.includes(coin)) - Number(right.includes(coin)))
    at = tilt > 0 ? falls : tilt < 0 ? rises : level
    used++
  }
  return at ? { said: at, used } : { used }
}
