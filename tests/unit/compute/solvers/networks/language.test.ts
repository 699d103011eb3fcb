import { expect, test } from 'vitest'
import { BadProblem } from '../../../../../renderer/compute/index.ts'
import { drained } from '../../../../../renderer/compute/paced.ts'
import { Stream } from '../../../../../renderer/compute/random/stream.ts'
import { piecesOf, Vocabulary, wordsOf } from '../../../../../renderer/compute/solvers/networks/corpus.ts'
import { Learner } from '../../../../../renderer/compute/solvers/networks/speaker.ts'
import { adaptations, type Shape } from '../../../../../renderer/compute/solvers/networks/transformer.ts'
import type { NetworkCertificate } from '../../../../../renderer/compute/verify/network.ts'
import { drive } from '../drive.ts'

interface Spoken {
  loss: number
  perplexity: number
  losses: number[]
  vocabulary: string[]
  written: string
}
interface Masked {
  loss: number
  guesses: { place: number; best: { word: string; p: number }[] }[]
}
const small = { width: 12, heads: 2, layers: 1, context: 8, batch: 4 }
const optimising = {
  optimiser: 'adam',
  lr: 0.01,
  beta1: 0.9,
  beta2: 0.999,
  decay: 0,
  schedule: 'constant',
  warmup: 0,
  clip: 0,
} as const
const shape: Shape = {
  vocabulary: 7,
  width: 6,
  heads: 2,
  layers: 2,
  context: 5,
  causal: true,
  adaptation: 'full',
  rank: 2,
}
const sentence = { tokens: [1, 3, 2, 6, 0], targets: [3, 2, 6, 0, 4], share: [0.2, 0.2, 0.2, 0.2, 0.2] }

test('learns a text that says the same again and again', async () => {
  const problem = {
    text: 'abcabcabcabcabcabcabcabcabc',
    ...small,
    steps: 120,
    prompt: 'ab',
    length: 9,
    temperature: 0.1,
  }
  const { report, steps } = await drive<Spoken, NetworkCertificate>('language-model', problem, { seed: 1 })
  expect(report).toMatchObject({ status: 'converged', certificate: { holds: true } })
  expect(report.result.vocabulary).toEqual(['a', 'b', 'c'])
  // Before it learns it is as good as guessing among three.
  expect(steps.find(({ minor }) => !minor)!.metrics.loss).toBeGreaterThan(0.8)
  expect(report.result.perplexity).toBeLessThan(1.1)
  expect(report.result.written).toBe('abcabcabcab')
})

test('gives the same words for the same seed', async () => {
  const problem = { ...small, level: 'word', steps: 10, length: 8 }
  const [one, two] = [
    await drive<Spoken>('language-model', problem, { seed: 3 }),
    await drive<Spoken>('language-model', problem, { seed: 3 }),
  ]
  expect(one.report.result).toEqual(two.report.result)
})

test('has the slopes that differences give, in every way to adapt', () => {
  for (const adaptation of adaptations)
    for (const causal of [true, false]) {
      const learner = new Learner({ ...shape, adaptation, causal }, 2, optimising, 4)
      // B, adapters and biases are 0 at first and hide what is behind them.
      const random = new Stream(9)
      for (const { data } of learner.weights) data.forEach((value, i) => (data[i] = value + 0.2 * random.normal()))
      const other = { ...sentence, tokens: [2, 2, 5, 1, 4], share: [0, 0.5, 0, 0.5, 0] }
      expect([adaptation, causal, drained(learner.certify([sentence, other]))]).toMatchObject([
        adaptation,
        causal,
        { holds: true },
      ])
    }
})

test('moves only the weights that may move', () => {
  const moved = Object.fromEntries(
    adaptations.map(adaptation => {
      const learner = new Learner({ ...shape, adaptation }, 1, optimising, 4)
      const before = learner.weights.map(({ data }) => data.slice())
      for (let k = 0; k < 3; k++) drained(learner.learn([sentence], k, 3))
      return [
        adaptation,
        learner.weights
          .filter(({ data }, i) => data.some((value, at) => value !== before[i]![at]))
          .map(({ name }) => name),
      ]
    }),
  )
  expect(moved.head).toEqual(['Wout'])
  expect(moved.lora).toEqual(['1.Wq.A', '1.Wq.B', '1.Wv.A', '1.Wv.B', '2.Wq.A', '2.Wq.B', '2.Wv.A', '2.Wv.B'])
  expect(moved.prompt).toEqual(['prompt'])
  expect(moved.prefix).toEqual(['1.prefixK', '1.prefixV', '2.prefixK', '2.prefixV'])
  expect(moved.adapter).toEqual(['1.down', '1.up', '2.down', '2.up'])
  expect(moved.bias!.every(name => /\.(b|shift)$/.test(name))).toBe(true)
  expect(moved.full!.length).toBe(new Learner(shape, 1, optimising, 4).weights.length)
})

test('sees no word that comes later when it is causal', () => {
  const learner = new Learner(shape, 1, optimising, 2)
  const [one, two] = [learner.chances([1, 2, 3, 4, 5]), learner.chances([1, 2, 3, 4, 0])]
  for (let i = 0; i < 4; i++) expect(two[i]).toEqual(one[i])
  expect(two[4]).not.toEqual(one[4])
  const short = learner.chances([1, 2])
  expect(short[1]).toEqual(one[1])
  const both = new Learner({ ...shape, causal: false }, 1, optimising, 2)
  expect(both.chances([1, 2, 3, 4, 5])[0]).not.toEqual(both.chances([1, 2, 3, 4, 0])[0])
})

test('fills in the words that were hidden', async () => {
  const text = Array<string>(12).fill('red roses grow. blue birds fly.').join(' ')
  const problem = { text, ...small, context: 8, steps: 150, lr: 0.01, sentence: 'red [MASK] grow. blue birds [MASK].' }
  const { report } = await drive<Masked, NetworkCertificate>('masked-words', problem, { seed: 1 })
  expect(report).toMatchObject({ status: 'converged', certificate: { holds: true } })
  expect(report.result.guesses.map(({ place, best }) => [place, best[0]!.word])).toEqual([
    [1, 'roses'],
    [6, 'fly'],
  ])
})

test('cuts text into words, marks and Chinese characters', () => {
  expect(wordsOf("The cat's [MASK], 我爱 AI!")).toEqual(['the', "cat's", '[mask]', ',', '我', '爱', 'ai', '!'])
  expect(piecesOf('a😀b', 'character')).toEqual(['a', '😀', 'b'])
  const vocabulary = new Vocabulary(['on', 'the', 'mat', '.', '我', '爱'])
  expect(vocabulary.text([0, 1, 2, 3, 4, 5], 'word')).toBe('on the mat.我爱')
  expect(vocabulary.text([0, 3], 'character')).toBe('on.')
})

test('refuses what is too short, too rich or too large', async () => {
  for (const problem of [
    { text: '' },
    { text: 'abc' },
    { width: 7, heads: 2 },
    { text: Array.from({ length: 2_000 }, (_, i) => String.fromCodePoint(0x4e00 + i)).join('') },
    { width: 256, layers: 6, context: 256 },
    { batch: 256, width: 64 },
    { length: 2_000, context: 256 },
  ])
    await expect(drive('language-model', problem)).rejects.toThrow(BadProblem)
  await expect(drive('masked-words', { sentence: 'word '.repeat(20) })).rejects.toThrow(BadProblem)
})
