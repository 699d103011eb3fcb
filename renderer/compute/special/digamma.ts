const far = 15

// B_2k / (2k) and B_2k, k = 1, 2, …
const first = [1 / 12, -1 / 120, 1 / 252, -1 / 240, 1 / 132, -691 / 32760, 1 / 12]
const second = [1 / 6, -1 / 30, 1 / 42, -1 / 30, 5 / 66, -691 / 2730, 7 / 6]

/** ψ(x) = (ln Γ)′(x) for x > 0, NaN elsewhere (Abramowitz and Stegun 1964, 6.3.5 and 6.3.18). */
export function digamma(x: number): number {
  if (!(x > 0)) return Number.NaN
  let raised = x
  let sum = 0
  while (raised < far) sum += 1 / raised++
  const square = 1 / (raised * raised)
  return Math.log(raised) - 0.5 / raised - square * first.reduceRight((all, term) => all * square + term, 0) - sum
}

/** ψ′(x) for x > 0, NaN elsewhere (the same, 6.4.6 and 6.4.12). */
export function trigamma(x: number): number {
  if (!(x > 0)) return Number.NaN
  let raised = x
  let sum = 0
  while (raised < far) sum += 1 / (raised * raised++)
  const square = 1 / (raised * raised)
  const tail = (square / raised) * second.reduceRight((all, term) => all * square + term, 0)
  return 1 / raised + 0.5 * square + tail + sum
}
