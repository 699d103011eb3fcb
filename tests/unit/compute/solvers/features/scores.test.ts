import { expect, test } from 'vitest'
import { BadProblem } from '../../../../../renderer/compute/index.ts'
import { certifyScores } from '../../../../../renderer/compute/verify/scores.ts'
import { drive } from '../drive.ts'
import { iris, near } from './iris.ts'

interface Told {
  score: number[]
  p: number[]
  top_k: number[]
}
const score = async (id: string, problem: object) => {
  const { report } = await drive<Told & Record<string, number[]>, { holds: boolean }>(id, problem)
  expect([id, report.certificate]).toMatchObject([id, { holds: true }])
  return report.result
}

test('agrees with reference scores of the irises', async context => {
  const { X, y, wanted } = iris(context)
  for (const [id, name] of [
    ['chi2', 'chi2'],
    ['anova-f', 'anova_F'],
  ] as const) {
    const { score: found, p, top_k } = await score(id, { X, y, k: 2 })
    const reference = wanted[name] as unknown as Told
    found.forEach((value, j) => expect(Math.abs(value / reference.score[j]! - 1)).toBeLessThan(1e-9))
    p.forEach((value, j) => expect(Math.abs(value / reference.p[j]! - 1)).toBeLessThan(1e-6))
    expect(top_k).toEqual([2, 3])
  }
  near((await score('mutual-information', { X, y, method: 'binned' })).score, wanted.mutual_info_binned8_nats!, 1e-9)
  // Ties are broken by noise: references of other seeds differ by as much.
  near((await score('mutual-information', { X, y })).score, wanted.mutual_info_ksg_sklearn_rs0!, 0.08)
  const found = await score('correlation', { X, y })
  for (const name of ['pearson_with_target', 'spearman_with_target', 'kruskal_H', 'variance', 'fisher_score'])
    near(found[name]!, wanted[name]!, 1e-9)
  near(
    found['corr_matrix_upper_abs_gt_0.9']!.flat(),
    (wanted['corr_matrix_upper_abs_gt_0.9']! as number[]).flat(),
    1e-9,
  )
})

test('scores a feature by hand', async () => {
  const X = [
    [1, 1],
    [1, 2],
    [3, 1],
    [3, 2],
  ]
  const y = [0, 0, 1, 1]
  expect((await score('chi2', { X, y })).score).toEqual([2, 0])
  expect((await score('anova-f', { X: [[1], [3], [5], [7]], y })).score[0]).toBeCloseTo(8, 12)
  near((await score('mutual-information', { X, y, method: 'binned', bins: 2 })).score, [Math.LN2, 0], 1e-12)
})

test('ranks a constant feature last', async () => {
  const X = [
    [5, 1],
    [5, 2],
    [5, 8],
    [5, 9],
  ]
  const { report } = await drive<{ ranking: number[] }>('anova-f', { X, y: [0, 0, 1, 1] })
  expect(report.result.ranking).toEqual([1, 0])
})

test('is certain of a feature that is constant in each class', async () => {
  const problem = { X: [[1], [1], [2], [2]], y: [0, 0, 1, 1] }
  expect(await score('anova-f', problem)).toMatchObject({ score: [Infinity], p: [0] })
})

test('says no to scores that are others', () => {
  expect(certifyScores('chi2', [[1], [3]], [0, 1], [1], [0.31731050786291415]).holds).toBe(true)
  expect(certifyScores('chi2', [[1], [3]], [0, 1], [1.1], [0.31731050786291415]).holds).toBe(false)
})

test('refuses amounts below zero and cases without answers', async () => {
  for (const [id, problem] of [
    ['chi2', { X: [[-1], [1]], y: [0, 1] }],
    ['anova-f', { X: [[1], [2]], y: [0] }],
    ['anova-f', { X: [[1], [2]], y: [0, 1] }],
    ['mutual-information', { X: [[1], [2]], y: [1, 1] }],
    ['correlation', { X: [[]], y: [0] }],
  ] as const)
    await expect(drive(id, problem)).rejects.toThrow(BadProblem)
})
