import { expect, test } from 'vitest'
import { BadProblem } from '../../../../../renderer/compute/index.ts'
import { certifyScaled } from '../../../../../renderer/compute/verify/scaled.ts'
import { drive } from '../drive.ts'
import { iris, near } from './iris.ts'

type Told = Record<string, number[]>
async function solved<R = Told>(id: string, problem: object): Promise<R> {
  const { report } = await drive<R, { holds: boolean }>(id, problem)
  expect([id, problem, report.certificate]).toMatchObject([id, problem, { holds: true }])
  return report.result
}

test('scales the irises as the reference does', async context => {
  const { X, wanted } = iris(context)
  const { first_row, ...scalers } = wanted.scalers as unknown as Record<string, never>
  for (const method of ['standard', 'minmax', 'maxabs', 'robust', 'l2_row', 'l1_row', 'yeo_johnson'])
    near(
      (await solved('scaler', { X, method })).first_row!,
      first_row![method]!,
      method === 'yeo_johnson' ? 1e-4 : 1e-9,
    )
  const told = await solved('scaler', { X, method: 'yeo_johnson' })
  for (const name of ['mean', 'std_ddof0', 'min', 'max', 'median', 'iqr', 'skew', 'excess_kurtosis'])
    near(told[name]!, (scalers[name] ?? wanted[name])!, 1e-9)
  near(told.lambda!, (wanted['yeo_johnson_lambda_tol1e-3'] ?? scalers['yeo_johnson_lambda_tol1e-3'])!, 1e-3)
})

test('finds the outliers that the reference finds', async context => {
  const { X, wanted } = iris(context)
  const told = await solved('outliers', { X })
  const { lof20_standardised_top5_rows: _, lof20_top5: __, ...reference } = wanted.outliers as unknown as Told
  for (const [name, values] of Object.entries(reference)) near([told[name]!].flat(), [values].flat(), 1e-9)
})

test('balances classes as the reference weighs them', async context => {
  const { X, y, wanted } = iris(context)
  near((await solved('imbalance', { X, y })).class_weight_balanced!, wanted.class_weight_balanced!, 1e-12)
})

test('scales a column by hand, and one without width', async () => {
  const X = [
    [1, 7],
    [3, 7],
    [5, 7],
  ]
  const rows = async (method: string) =>
    (await solved<{ transformed: number[][] }>('scaler', { X, method })).transformed
  expect(await rows('minmax')).toEqual([
    [0, 0],
    [0.5, 0],
    [1, 0],
  ])
  expect(await rows('robust')).toEqual([
    [-1, 0],
    [0, 0],
    [1, 0],
  ])
  expect((await rows('standard'))[2]![0]).toBeCloseTo(Math.sqrt(1.5), 14)
  expect(
    certifyScaled('minmax', X, [
      [0, 0],
      [1, 0],
      [0.5, 0],
    ]).holds,
  ).toBe(false)
})

test('lists the one case far away by every rule', async () => {
  const X = [...Array.from({ length: 20 }, (_, i) => [i % 5]), [100]]
  const told = await solved<{ rows_per_feature: Told[] }>('outliers', { X })
  expect(told.rows_per_feature).toEqual([{ iqr: [20], z: [20], mad: [20] }])
})

test.each(['smote', 'over', 'under'])('makes classes equal by %s', async method => {
  const X = [
    [0, 0],
    [0, 1],
    [1, 0],
    [1, 1],
    [2, 2],
    [9, 9],
    [9, 8],
  ]
  const problem = { X, y: [0, 0, 0, 0, 0, 1, 1], method }
  const told = await solved('imbalance', problem)
  expect(told.class_counts).toEqual(method === 'under' ? [2, 2] : [5, 5])
  expect(await solved('imbalance', problem)).toEqual(told)
})

test('repeats the only case of a class', async () => {
  const told = await solved<{ X: number[][] }>('imbalance', { X: [[1], [2], [9]], y: [0, 0, 1] })
  expect(told.X).toEqual([[1], [2], [9], [9]])
})

test('refuses tables that are none', async () => {
  for (const [id, problem] of [
    ['scaler', { X: [] }],
    ['scaler', { X: [[1], [2, 3]] }],
    ['outliers', { X: [['1']] }],
    ['imbalance', { X: [[1]], y: [1] }],
  ] as const)
    await expect(drive(id, problem)).rejects.toThrow(BadProblem)
})
