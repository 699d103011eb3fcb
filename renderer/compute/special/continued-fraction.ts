const least = 1e-300

/**
 * b(0) + a(1)/(b(1) + a(2)/(b(2) + …)) by Lentz's method as Thompson and Barnett changed it
 * (Journal of Computational Physics 64, 1986), to the last digit or 10,000 terms.
 */
export function continuedFraction(b: (n: number) => number, a: (n: number) => number): number {
  let value = b(0) || least
  let c = value
  let d = 0
  for (let n = 1; n < 10_000; n++) {
    d = 1 / (b(n) + a(n) * d || least)
    c = b(n) + a(n) / c || least
    const change = c * d
    value *= change
    if (Math.abs(change - 1) < 1e-16) break
  }
  return value
}
