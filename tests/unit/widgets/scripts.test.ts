import { expect, test } from 'vitest'
import { model as bloom } from '../../../renderer/widgets/bloom/model.ts'
import { model as convexity } from '../../../renderer/widgets/convexity/model.ts'
import { model as distillation } from '../../../renderer/widgets/distillation/model.ts'
import { model as recommender } from '../../../renderer/widgets/recommender/model.ts'
import { defaultsOf } from '../../../renderer/widgets/frame/state-text.ts'
import { numbersAfter, python, ranFrom, said } from './ran.ts'

/** What a run found, as these tests read it. */
const resultOf = ({ runs }: Awaited<ReturnType<typeof ranFrom>>, run: string): unknown => runs[run]!.report!.result

test.skipIf(!python)('teaches teacher and students in Python from the same weights, in the same order', async () => {
  const shown = await ranFrom(distillation, { ...defaultsOf(distillation), steps: 80 })
  const { teacher, student, alone } = resultOf(shown, 'distillation') as Record<
    string,
    { accuracy: number; loss: number }
  >
  const printed = await said(distillation.python(shown))
  for (const [name, net] of Object.entries({ teacher, 'student taught': student, 'student alone': alone })) {
    const [accuracy, loss] = numbersAfter(printed, name)
    expect([name, accuracy]).toEqual([name, expect.closeTo(net!.accuracy, 12)])
    expect([name, loss]).toEqual([name, expect.closeTo(net!.loss, 9)])
  }
})

test.skipIf(!python)(
  'fills a Bloom filter in Python with the same hash, and counts the same false positives',
  async () => {
    const shown = await ranFrom(bloom, { ...defaultsOf(bloom), m: 300, n: 60, k: 3, probes: 4_000 })
    const { false_positive_rate, fill } = resultOf(shown, 'bloom') as { false_positive_rate: number; fill: number }
    const printed = await said(bloom.python(shown))
    expect(numbersAfter(printed, 'measured')[0]).toBeCloseTo(false_positive_rate, 12)
    expect(numbersAfter(printed, 'fill')[0]).toBeCloseTo(fill, 12)
  },
)

test.skipIf(!python)('splits users in Python by the same hash', async () => {
  const part = { part: 'split', users: 5_000, weights: [2, 1, 1], salt: 3 } as const
  const shown = await ranFrom(bloom, { ...defaultsOf(bloom), ...part })
  const { counts } = resultOf(shown, 'split') as { counts: readonly number[] }
  expect(numbersAfter(await said(bloom.python(shown)), 'counts').slice(0, 3)).toEqual(counts)
})

test.skipIf(!python)('tries the same chords in Python', async () => {
  const shown = await ranFrom(convexity, { ...defaultsOf(convexity), f: 'sin(x) + x^2/9', seed: 7 })
  const { chord, broken } = shown.runs['convex']!.report!.certificate as { chord: number; broken: number }
  const printed = await said(convexity.python(shown))
  expect(numbersAfter(printed, 'at most')[0]).toBeCloseTo(chord, 9)
  expect(numbersAfter(printed, 'chords broken')[0]).toBe(broken)
})

test.skipIf(!python).each(['als', 'sgd-factorisation'])(
  'factors ratings in Python from the same start: %s',
  async method => {
    const shown = await ranFrom(recommender, { ...defaultsOf(recommender), method, sweeps: 40, seed: 6 })
    const { objective, rmse } = resultOf(shown, 'run') as { objective: number; rmse: number }
    const printed = await said(recommender.python(shown))
    expect(numbersAfter(printed, 'objective')[0]).toBeCloseTo(objective, 8)
    expect(numbersAfter(printed, 'rmse')[0]).toBeCloseTo(rmse, 9)
  },
)
