import { expect, test } from 'vitest'
import { cholesky, shiftedCholesky } from '../../../../renderer/compute/linear-algebra/cholesky.ts'
import { lu } from '../../../../renderer/compute/linear-algebra/lu.ts'
import {
  identity,
  matrix,
  matrixFrom,
  product,
  row,
  stacked,
  times,
  transposed,
  transposeTimes,
  type Matrix,
} from '../../../../renderer/compute/linear-algebra/matrix.ts'
import { nonNegativeLeastSquares } from '../../../../renderer/compute/linear-algebra/non-negative-least-squares.ts'
import { qr } from '../../../../renderer/compute/linear-algebra/qr.ts'
import { symmetricEigen } from '../../../../renderer/compute/linear-algebra/symmetric-eigen.ts'
import {
  addCombination,
  addScaled,
  dot,
  dots,
  largest,
  norm,
} from '../../../../renderer/compute/linear-algebra/vector.ts'
import { Stream } from '../../../../renderer/compute/random/stream.ts'

const sizes = [0, 1, 2, 3, 4, 5, 7, 8, 17, 33]

function randomMatrix(rows: number, columns: number, seed = 1): Matrix {
  const stream = new Stream(seed, rows * 1000 + columns)
  return matrix(
    rows,
    columns,
    Float64Array.from({ length: rows * columns }, () => stream.normal()),
  )
}
const randomVector = (n: number, seed = 2) => randomMatrix(1, n, seed).data

function expectNear(actual: ArrayLike<number>, expected: ArrayLike<number>, bound = 1e-9) {
  expect(actual.length).toBe(expected.length)
  for (let i = 0; i < actual.length; i++) expect(Math.abs(actual[i]! - expected[i]!)).toBeLessThanOrEqual(bound)
}

test.each(sizes)('adds, scales and measures vectors of %i', n => {
  const [a, b] = [randomVector(n, 3), randomVector(n, 4)]
  expect(dot(a, b)).toBeCloseTo(
    Array.from(a, (value, i) => value * b[i]!).reduce((x, y) => x + y, 0),
    12,
  )
  const y = Float64Array.from(b)
  addScaled(y, 2, a)
  expectNear(
    y,
    Array.from(b, (value, i) => value + 2 * a[i]!),
    1e-12,
  )
  const many = Array.from({ length: 7 }, (_, k) => randomVector(n, 30 + k))
  const sums = new Float64Array(7)
  dots(a, many, sums)
  many.forEach((v, k) => expect(sums[k]).toBeCloseTo(dot(a, v), 12))
  const [once, each] = [Float64Array.from(b), Float64Array.from(b)]
  addCombination(once, sums, many)
  many.forEach((v, k) => addScaled(each, sums[k]!, v))
  expectNear(once, each, 1e-12 * Math.max(1, largest(each)))
  expect(norm(a)).toBeCloseTo(Math.hypot(...a), 12)
  expect(largest(a)).toBe(Math.max(0, ...Array.from(a, Math.abs)))
})

test('says NaN of a vector that holds one', () => {
  expect(largest([1, Number.NaN, 2])).toBeNaN()
})

test.each(sizes)('solves both ways with L and U of size %i', n => {
  const a = randomMatrix(n, n)
  const x = randomVector(n)
  const factors = lu(a)!
  expectNear(factors.solve(times(a, x)), x, 1e-8)
  expectNear(factors.solveTransposed(transposeTimes(a, x)), x, 1e-8)
})

test('refuses singular matrices and NaN', () => {
  expect(
    lu(
      matrixFrom([
        [1, 2],
        [2, 4],
      ]),
    ),
  ).toBeUndefined()
  expect(lu(matrixFrom([[Number.NaN]]))).toBeUndefined()
  expect(cholesky(matrixFrom([[-1]]))).toBeUndefined()
  expect(cholesky(matrixFrom([[Number.NaN]]))).toBeUndefined()
  expect(shiftedCholesky(matrixFrom([[Number.NaN]]))).toBeUndefined()
})

test.each(sizes)('gives back the matrix as L times its transpose at size %i', n => {
  const b = randomMatrix(n, n + 1)
  const a = product(b, transposed(b))
  const found = cholesky(a)!
  expectNear(product(found.factor, transposed(found.factor)).data, a.data, 1e-12 * Math.max(1, largest(a.data)))
  const x = randomVector(n)
  expectNear(times(a, found.solve(x)), x, 1e-6)
})

test('shifts an indefinite matrix until it is positive definite', () => {
  const a = matrixFrom([
    [1, 2],
    [2, -3],
  ])
  const { factor, shift } = shiftedCholesky(a)!
  expect(shift).toBeGreaterThan(1 + Math.sqrt(8) - 1e-12 - 2)
  expectNear(product(factor, transposed(factor)).data, [1 + shift, 2, 2, -3 + shift], 1e-12)
  expect(shiftedCholesky(identity(3))!.shift).toBe(0)
})

test.each([
  [5, 3],
  [3, 5],
  [4, 4],
  [1, 1],
  [0, 0],
  [6, 1],
])('finds rank, least squares and complement of %i × %i', (m, n) => {
  const a = randomMatrix(m, n, 7)
  const found = qr(a)
  expect(found.rank).toBe(Math.min(m, n))
  const b = randomVector(m, 8)
  const residual = times(a, found.leastSquares(b)).map((value, i) => b[i]! - value)
  expectNear(transposeTimes(a, residual), new Float64Array(n), 1e-10)
  const z = found.complement()
  expect(z.columns).toBe(m - found.rank)
  expectNear(product(transposed(z), z).data, identity(z.columns).data, 1e-12)
  expect(largest(product(transposed(a), z).data)).toBeLessThan(1e-12)
})

test('sees the rank of a product', () => {
  const a = product(randomMatrix(8, 3, 9), randomMatrix(3, 6, 10))
  expect(qr(a).rank).toBe(3)
  expect(qr(matrix(4, 2)).rank).toBe(0)
})

test.each(sizes)('turns a symmetric matrix of size %i into its eigenvalues', n => {
  const b = randomMatrix(n, n, 11)
  const a = stacked(n, ...Array.from({ length: n }, (_, i) => matrix(1, n, row(b, i).slice())))
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++) a.data[i * n + j] = (b.data[i * n + j]! + b.data[j * n + i]!) / 2
  const { values, vectors } = symmetricEigen(a)
  vectors.forEach((v, k) => {
    expectNear(
      times(a, v),
      v.map(x => values[k]! * x),
      1e-12 * n,
    )
    vectors.forEach((w, l) => expect(dot(v, w)).toBeCloseTo(k === l ? 1 : 0, 12))
    if (k) expect(values[k]).toBeGreaterThanOrEqual(values[k - 1]!)
  })
})

test('knows the eigenvalues of the second difference', () => {
  const n = 12
  const a = matrix(n, n)
  for (let i = 0; i < n; i++) {
    a.data[i * n + i] = 2
    if (i) a.data[i * n + i - 1] = a.data[(i - 1) * n + i] = -1
  }
  const expected = Array.from({ length: n }, (_, k) => 4 * Math.sin(((k + 1) * Math.PI) / (2 * (n + 1))) ** 2)
  expectNear(symmetricEigen(a).values, expected, 1e-13)
  expectNear(
    symmetricEigen(
      matrixFrom([
        [1, 1],
        [1, 1],
      ]),
    ).values,
    [0, 2],
    1e-15,
  )
  expect(symmetricEigen(matrixFrom([[Number.NaN]])).values[0]).toBeNaN()
})

test('finds signed least squares at which no allowed move helps', () => {
  for (let seed = 0; seed < 30; seed++) {
    const a = randomMatrix(6, 5, 20 + seed)
    const b = randomVector(6, 60 + seed)
    const z = nonNegativeLeastSquares(a, b, 3)
    const slope = transposeTimes(
      a,
      times(a, z).map((value, i) => value - b[i]!),
    )
    slope.forEach((g, j) => {
      if (j >= 3 || z[j]! > 0) expect(Math.abs(g)).toBeLessThan(1e-10)
      else expect(g).toBeGreaterThan(-1e-10)
      if (j < 3) expect(z[j]).toBeGreaterThanOrEqual(0)
    })
  }
})

test('fits with repeated columns too', () => {
  const a = matrixFrom([
    [1, 1, 1],
    [2, 2, 2],
  ])
  const z = nonNegativeLeastSquares(a, Float64Array.of(3, 6), 3)
  expect(z[0]! + z[1]! + z[2]!).toBeCloseTo(3, 12)
  expect(Array.from(nonNegativeLeastSquares(a, Float64Array.of(-3, -6), 3))).toEqual([0, 0, 0])
})
