import { expect, test } from 'vitest'
import { BadProblem } from '../../../../../renderer/compute/index.ts'
import { matrixFrom } from '../../../../../renderer/compute/linear-algebra/matrix.ts'
import { certifyAxes } from '../../../../../renderer/compute/verify/axes.ts'
import { certifyClusters } from '../../../../../renderer/compute/verify/clusters.ts'
import { certifyTree } from '../../../../../renderer/compute/verify/tree.ts'
import { drive } from '../drive.ts'
import { iris, near } from './iris.ts'

interface Told {
  explained_ratio: number[]
  components: number[][]
  abs_component0: number[]
  kaiser_components: number
  train_acc: number
  importances: number[]
  root_feature: number
  root_threshold: number
  inertia: number
  labels: number[]
  lambda: number[]
}
const solve = async <R = Told>(id: string, problem: object) => {
  const { report } = await drive<R, { holds: boolean }>(id, problem, { seed: 1 })
  expect([id, report.certificate]).toMatchObject([id, { holds: true }])
  return report.result
}

test('finds the axes, the tree and the clusters of the irises as the reference does', async context => {
  const { X, y, wanted } = iris(context)
  const components = await solve('pca', { X })
  const pca = wanted.pca_standardised as unknown as Told
  near(components.explained_ratio, pca.explained_ratio, 1e-9)
  near(components.abs_component0, pca.abs_component0, 1e-9)
  expect(components.kaiser_components).toBe(pca.kaiser_components)
  const discriminants = await solve('lda', { X, y })
  near(discriminants.explained_ratio, wanted.lda_explained_ratio!, 1e-9)
  expect(discriminants.train_acc).toBeCloseTo(wanted.lda_train_acc! as number, 9)
  const tree = wanted.tree_depth3_gini as unknown as Told
  const found = await solve('decision-tree', { X, y, depth: 3 })
  near(found.importances, tree.importances, 1e-9)
  expect(found).toMatchObject({ root_feature: tree.root_feature, train_acc: tree.train_acc })
  expect(found.root_threshold).toBeCloseTo(tree.root_threshold, 6)
  const { inertia } = await solve('k-means', { X, K: 3 })
  expect(inertia).toBeCloseTo(wanted.kmeans_best_inertia_standardised! as number, 6)
})

test('finds thin places and Box and Cox’s powers as the reference does', async context => {
  const { X, wanted } = iris(context)
  const told = await solve<Record<string, number[]>>('outliers', { X })
  const reference = wanted.outliers as unknown as Record<string, number[]>
  expect(told.lof20_standardised_top5_rows).toEqual(reference.lof20_standardised_top5_rows)
  near(told.lof20_top5!, reference.lof20_top5!, 1e-9)
  const { lambda } = await solve('scaler', { X, method: 'box_cox' })
  near(lambda, (wanted['boxcox_lambda_tol1e-3'] ?? (wanted.scalers as never)['boxcox_lambda_tol1e-3'])!, 1e-3)
})

test('finds the one direction in which points on a line differ', async () => {
  const X = [0, 1, 2, 5].map(t => [3 * t, 4 * t])
  const { explained_ratio, components } = await solve('pca', { X, standardise: false })
  near(explained_ratio, [1, 0], 1e-12)
  near(components[0]!, [0.6, 0.8], 1e-12)
})

test('tells two classes apart by the feature that does', async () => {
  const X = [[0, 5], [1, 1], [2, 4], [10, 2], [11, 5], [12, 1]] // oxfmt-ignore
  const y = [0, 0, 0, 1, 1, 1]
  const { components, train_acc } = await solve('lda', { X, y })
  expect(train_acc).toBe(1)
  expect(Math.abs(components[0]![0]!)).toBeGreaterThan(2 * Math.abs(components[0]![1]!))
  expect(await solve('decision-tree', { X, y, depth: 1 })).toMatchObject({ root_feature: 0, root_threshold: 6 })
})

test('separates two heaps, whatever the seed', async () => {
  const X = [[0], [1], [2], [100], [101]]
  const { inertia, labels } = await solve('k-means', { X, K: 2, standardise: false })
  expect(inertia).toBeCloseTo(2.5, 12)
  expect(new Set(labels.slice(0, 3)).size + new Set(labels.slice(3)).size).toBe(2)
})

test('a power of 0 is the logarithm', async () => {
  const X = Array.from({ length: 41 }, (_, i) => [Math.exp((i - 20) / 10)])
  const { lambda } = await solve('scaler', { X, method: 'box_cox' })
  expect(lambda[0]).toBeCloseTo(0, 6)
})

test('says no to axes, trees and clusters that are others', () => {
  const a = matrixFrom([[2, 0], [0, 1]]) // oxfmt-ignore
  const axes = [Float64Array.of(1, 0), Float64Array.of(0, 1)]
  expect(certifyAxes(a, [2, 1], axes).holds).toBe(true)
  expect(certifyAxes(a, [1, 2], axes).holds).toBe(false)
  expect(certifyAxes(a, [2, 2], [axes[0]!, axes[0]!]).holds).toBe(false)
  const leaf = (rows: number, value: number) => ({ rows, value })
  const split = { rows: 4, value: 0, feature: 0, threshold: 1.5, below: leaf(2, 0), above: leaf(2, 1) }
  const [X, of] = [[[0], [1], [2], [3]], [0, 0, 1, 1]] // oxfmt-ignore
  expect(certifyTree(X, of, split, 1)).toMatchObject({ accuracy: 1, holds: true })
  expect(certifyTree(X, of, { ...split, threshold: 0.5, below: leaf(1, 0), above: leaf(3, 1) }, 1).holds).toBe(false)
  expect(certifyTree(X, of, leaf(4, 0), 1).holds).toBe(false)
  const flat = Float64Array.of(0, 2, 10, 12)
  const centres = [Float64Array.of(1), Float64Array.of(11)]
  expect(certifyClusters(flat, 1, [0, 0, 1, 1], centres, 4).holds).toBe(true)
  expect(certifyClusters(flat, 1, [0, 1, 1, 1], centres, 4).holds).toBe(false)
  expect(certifyClusters(flat, 1, [0, 0, 1, 1], [Float64Array.of(1), Float64Array.of(12)], 5).holds).toBe(false)
})

test('refuses tables that have no such structure', async () => {
  for (const [id, problem] of [
    ['pca', { X: [[1, 2]] }],
    ['lda', { X: [[1], [2]], y: [0, 1] }],
    ['lda', { X: [[1], [2], [3]], y: [1, 1, 1] }],
    ['decision-tree', { X: [[1]], y: [0, 1] }],
    ['k-means', { X: [[1], [1]], K: 2 }],
    ['scaler', { X: [[0]], method: 'box_cox' }],
  ] as const)
    await expect(drive(id, problem)).rejects.toThrow(BadProblem)
})
