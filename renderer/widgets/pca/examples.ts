import { rounded, sampler } from '../frame/sample.ts'

/** Sepals and petals in cm of 30 of Fisher's irises (Annals of Eugenics 7, 1936), ten of each kind. */
export const irises = [
  ['sepal length', 'sepal width', 'petal length', 'petal width', 'kind'],
  [5.1, 3.5, 1.4, 0.2, 'setosa'],
  [4.9, 3.0, 1.4, 0.2, 'setosa'],
  [4.7, 3.2, 1.3, 0.2, 'setosa'],
  [4.6, 3.1, 1.5, 0.2, 'setosa'],
  [5.0, 3.6, 1.4, 0.2, 'setosa'],
  [5.4, 3.9, 1.7, 0.4, 'setosa'],
  [4.6, 3.4, 1.4, 0.3, 'setosa'],
  [5.0, 3.4, 1.5, 0.2, 'setosa'],
  [4.4, 2.9, 1.4, 0.2, 'setosa'],
  [4.9, 3.1, 1.5, 0.1, 'setosa'],
  [7.0, 3.2, 4.7, 1.4, 'versicolor'],
  [6.4, 3.2, 4.5, 1.5, 'versicolor'],
  [6.9, 3.1, 4.9, 1.5, 'versicolor'],
  [5.5, 2.3, 4.0, 1.3, 'versicolor'],
  [6.5, 2.8, 4.6, 1.5, 'versicolor'],
  [5.7, 2.8, 4.5, 1.3, 'versicolor'],
  [6.3, 3.3, 4.7, 1.6, 'versicolor'],
  [4.9, 2.4, 3.3, 1.0, 'versicolor'],
  [6.6, 2.9, 4.6, 1.3, 'versicolor'],
  [5.2, 2.7, 3.9, 1.4, 'versicolor'],
  [6.3, 3.3, 6.0, 2.5, 'virginica'],
  [5.8, 2.7, 5.1, 1.9, 'virginica'],
  [7.1, 3.0, 5.9, 2.1, 'virginica'],
  [6.3, 2.9, 5.6, 1.8, 'virginica'],
  [6.5, 3.0, 5.8, 2.2, 'virginica'],
  [7.6, 3.0, 6.6, 2.1, 'virginica'],
  [4.9, 2.5, 4.5, 1.7, 'virginica'],
  [7.3, 2.9, 6.3, 1.8, 'virginica'],
  [6.7, 2.5, 5.8, 1.8, 'virginica'],
  [7.2, 3.6, 6.1, 2.5, 'virginica'],
]

function rows(names: readonly string[], seed: number, n: number, row: (i: number, normal: () => number) => Row) {
  const { normal } = sampler(seed)
  const written = (cell: number | string) => (typeof cell === 'number' ? rounded(cell) : cell)
  return [names, ...Array.from({ length: n }, (_, i) => row(i, normal).map(written))]
}
type Row = readonly (number | string)[]

/** Heights in metres beside weights in grams: the unit alone makes one column a thousand times the other. */
export const units = rows(['height (m)', 'weight (g)', 'age'], 11, 40, (_, normal) => {
  const size = normal()
  return [1.7 + 0.09 * size, 68_000 + 9_000 * (0.8 * size + 0.6 * normal()), 40 + 12 * normal()]
})
/** Five columns that one number decides, but for a little noise. */
export const thread = rows(['a', 'b', 'c', 'd', 'e'], 7, 50, (_, normal) => {
  const t = 2 * normal()
  return [t, -0.8 * t, 0.5 * t, 1.3 * t, -0.6 * t].map(value => value + 0.15 * normal())
})
/** A circle, and a third column that is nothing but its noise: no straight axis is better than another. */
export const ring = rows(['x', 'y', 'z'], 3, 60, (i, normal) => {
  const angle = (2 * Math.PI * i) / 60
  return [2 * Math.cos(angle), 2 * Math.sin(angle), 0.2 * normal()]
})
/** Two kinds side by side, long and thin: what parts them is the least of the variance. */
export const cigars = rows(['length', 'tilt', 'kind'], 19, 60, (i, normal) => {
  const along = (6 * i) / 59 - 3 + 0.3 * normal()
  return [along, (i % 2 ? 0.55 : -0.55) + 0.12 * normal(), i % 2 ? 'left' : 'right']
})
