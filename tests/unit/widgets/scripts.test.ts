import { expect, test } from 'vitest'
import { model as bloom } from '../../../renderer/widgets/bloom/model.ts'
import { model as convexity } from '../../../renderer/widgets/convexity/model.ts'
import { model as diffusion } from '../../../renderer/widgets/diffusion/model.ts'
import { model as distillation } from '../../../renderer/widgets/distillation/model.ts'
import { experiments, model as puzzles } from '../../../renderer/widgets/probability-puzzles/model.ts'
import { model as recommender } from '../../../renderer/widgets/recommender/model.ts'
import { model as reinforcement } from '../../../renderer/widgets/reinforcement/model.ts'
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

test.skipIf(!python)('tries every puzzle in Python with the same draws', async () => {
  const tried = experiments.map(async experiment => {
    const shown = await ranFrom(puzzles, { ...defaultsOf(puzzles), experiment, n: 400, seed: 11 })
    const { estimate, standard_error } = resultOf(shown, 'run') as { estimate: number; standard_error: number }
    const printed = await said(puzzles.python(shown))
    const [mean, error] = ['estimate', 'standard error'].map(word => numbersAfter(printed, word)[0])
    expect([experiment, mean, error]).toEqual([
      experiment,
      expect.closeTo(estimate, 12),
      expect.closeTo(standard_error, 12),
    ])
  })
  await Promise.all(tried)
})

test.skipIf(!python).each(['q-learning', 'sarsa'])('learns a world in Python by the same steps: %s', async method => {
  const shown = await ranFrom(reinforcement, { ...defaultsOf(reinforcement), method, episodes: 60, slip: 0.1, seed: 5 })
  const { V, recent_return } = resultOf(shown, 'run') as { V: readonly number[]; recent_return: number }
  const printed = await said(reinforcement.python(shown))
  const { start } = reinforcement.asks(shown.values)['run']!.problem as { start: number }
  expect(numbersAfter(printed, 'learned value of the start')[0]).toBeCloseTo(V[start]!, 12)
  expect(numbersAfter(printed, 'last hundred episodes')[0]).toBeCloseTo(recent_return, 12)
})

test.skipIf(!python)('counts the same drawn stream in Python', async () => {
  const often = { part: 'often', width: 64, depth: 3, length: 3_000, distinct: 200, stream: '' } as const
  const shown = await ranFrom(bloom, { ...defaultsOf(bloom), ...often })
  const { heaviest, mean_error } = resultOf(shown, 'often') as {
    heaviest: readonly { count: number; estimate: number }[]
    mean_error: number
  }
  const printed = await said(bloom.python(shown))
  expect(numbersAfter(printed, 'too high on average')[0]).toBeCloseTo(mean_error, 12)
  for (const { count, estimate } of heaviest) expect(printed).toContain(`, ${count}, ${estimate})`)
})

test.skipIf(!python)('takes noise from points in Python as the run did, by DDPM and by DDIM', async () => {
  const shown = await ranFrom(diffusion, { ...defaultsOf(diffusion), samples: 30, T: 40, steps: 8, eta: 0.5, seed: 4 })
  const printed = await said(diffusion.python(shown))
  for (const name of ['ddpm', 'ddim']) {
    const { mean } = (resultOf(shown, name) as { moments: { mean: readonly number[] } }).moments
    const [, ...said] = numbersAfter(printed, `${name.toUpperCase()} `)
    expect(said[0]).toBeCloseTo(mean[0]!, 9)
    expect(said[1]).toBeCloseTo(mean[1]!, 9)
  }
})

test.skipIf(!python)('adds the same noise to points in Python', async () => {
  const forward = { direction: 'forward', samples: 40, T: 30 } as const
  const shown = await ranFrom(diffusion, { ...defaultsOf(diffusion), ...forward })
  const { mean } = (resultOf(shown, 'forward') as { sample: { mean: readonly number[] } }).sample
  const [first, second] = numbersAfter(await said(diffusion.python(shown)), 'after noise: mean')
  expect(first).toBeCloseTo(mean[0]!, 7)
  expect(second).toBeCloseTo(mean[1]!, 7)
})
