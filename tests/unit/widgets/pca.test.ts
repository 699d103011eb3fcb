import { expect, test } from 'vitest'
import { model, foundIn, turningIn } from '../../../renderer/widgets/pca/model.ts'
import { chosenFrom, preparedFrom, restoredFrom, stepTowards, turnsOf } from '../../../renderer/widgets/pca/prepared.ts'
import { numbersAfter, python, ranFrom, said, settings } from './ran.ts'

test('takes the columns of numbers, names the rows by a column of words, and leaves out rows with a gap', () => {
  const table = [
    ['a', '城市', 'b', 'note'],
    [1, '京', 2, 'u'],
    [3, '沪', null, 'v'],
    [5, '京', 6, 'w'],
  ]
  const chosen = chosenFrom(table)
  expect(chosen).toMatchObject({
    names: ['a', 'b'],
    X: [
      [1, 2],
      [5, 6],
    ],
    kinds: ['京'],
    kind: [0, 0],
    dropped: 1,
  })
  expect(chosenFrom([])).toMatchObject({ names: [], X: [], kind: [], dropped: 0 })
  expect(chosenFrom([['x'], ['y']]).X).toEqual([])
})

test('turns a line once around and ends where most variance lies along it', () => {
  // Variances 4 and 1 along axes at 30°.
  const [c, s] = [Math.cos(Math.PI / 6), Math.sin(Math.PI / 6)]
  const pairs = [2, -2].map(t => [t * c, t * s] as const).concat([1, -1].map(t => [-t * s, t * c] as const))
  const line = turnsOf(pairs)
  expect(line).toHaveLength(37)
  expect(line.at(-1)!.degrees).toBeCloseTo(30, 10)
  expect(line.at(-1)!.along).toBeCloseTo(8 / 3, 10)
  expect(Math.max(...line.map(({ along }) => along))).toBe(line.at(-1)!.along)
  // What lies along and across adds up to the same at every angle.
  for (let k = 0; k < 18; k++) expect(line[k]!.along + line[k + 18]!.along).toBeCloseTo(10 / 3, 10)
  expect(line[stepTowards(-Math.cos(1.05), -Math.sin(1.05))]!.degrees).toBe(60)
})

test('puts rows together again from all components, and loses with fewer what those left out have', async () => {
  for (const i of model.examples.keys()) {
    const shown = await ranFrom(model, settings(model, i))
    const found = foundIn(shown)!
    const prepared = preparedFrom(chosenFrom(shown.values.data).X, shown.values.standardise)
    const whole = restoredFrom(prepared, found.axes)
    expect(whole.lost).toBeLessThan(1e-9 * found.variance[0]!)
    expect(model.certificate(shown).map(({ holds }) => holds)).not.toContain(false)
    expect(model.certificate(shown).filter(({ holds }) => holds)).toHaveLength(3)
  }
})

test('shows with its examples what they say', async () => {
  const share = async (i: number) => foundIn(await ranFrom(model, settings(model, i)))!
  expect((await share(0)).share.slice(0, 2).reduce((a, b) => a + b)).toBeGreaterThan(0.95)
  expect((await share(1)).share[0]).toBeGreaterThan(0.999)
  expect((await share(2)).share[0]).toBeGreaterThan(0.98)
  const [first = 0, second = 0] = (await share(3)).share
  expect(first - second).toBeLessThan(0.05)
  // The component that parts the kinds is not the one that is kept.
  expect(Math.abs((await share(4)).axes[0]![1]!)).toBeLessThan(0.1)
})

test('draws a column against itself as a line', () => {
  const { names, pairs } = turningIn({ ...settings(model, 0), first: 2, second: 2 })
  expect(names).toEqual(['sepal width', ''])
  expect(pairs.every(([, v]) => v === 0)).toBe(true)
})

test.skipIf(!python)('prints in Python what it answers', async () => {
  for (const i of model.examples.keys()) {
    const shown = await ranFrom(model, settings(model, i))
    const found = foundIn(shown)!
    const printed = await said(model.python(shown))
    const [kept] = numbersAfter(printed, 'kept')
    expect(kept).toBeCloseTo(
      found.share.slice(0, found.keep).reduce((a, b) => a + b),
      9,
    )
    const axes = numbersAfter(printed, 'axes')
    found.axes.flat().forEach((value, j) => expect(axes[j]).toBeCloseTo(value, 6))
  }
})
