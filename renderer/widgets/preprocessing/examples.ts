import { rounded, sampler } from '../frame/sample.ts'

/** Petal length and width in cm of 30 of Fisher's irises (Annals of Eugenics 7, 1936), ten of each kind. */
export const flowers = [
  ['petal length', 'petal width'],
  [1.4, 0.2],
  [1.4, 0.2],
  [1.3, 0.2],
  [1.5, 0.2],
  [1.4, 0.2],
  [1.7, 0.4],
  [1.4, 0.3],
  [1.5, 0.2],
  [1.4, 0.2],
  [1.5, 0.1],
  [4.7, 1.4],
  [4.5, 1.5],
  [4.9, 1.5],
  [4.0, 1.3],
  [4.6, 1.5],
  [4.5, 1.3],
  [4.7, 1.6],
  [3.3, 1.0],
  [4.6, 1.3],
  [3.9, 1.4],
  [6.0, 2.5],
  [5.1, 1.9],
  [5.9, 2.1],
  [5.6, 1.8],
  [5.8, 2.2],
  [6.6, 2.1],
  [4.5, 1.7],
  [6.3, 1.8],
  [5.8, 1.8],
  [6.1, 2.5],
]

export const nine = [['a', 'b'], ...[1, 2, 3, 4, 5, 6, 7, 8, 9].map(value => [value, 10 - value])]

function rows(seed: number, n: number, row: (i: number, normal: () => number) => readonly number[]) {
  const { normal } = sampler(seed)
  return [['a', 'b'], ...Array.from({ length: n }, (_, i) => row(i, normal).map(value => rounded(value)))]
}

/** Two columns that say nearly the same. */
export const correlated = rows(17, 60, (_, normal) => {
  const a = 1.2 * normal()
  return [a, a + 0.35 * normal()]
})
export const clusters = rows(5, 60, (i, normal) => {
  const centre = i % 2 ? 8 : 1
  return [centre + 0.8 * normal(), centre + 0.8 * normal()]
})
/** Logarithms are normal: nothing is wrong with these rows. */
export const tail = rows(29, 80, (_, normal) => [Math.exp(1 + 0.9 * normal()), Math.exp(1 + 0.9 * normal())])
