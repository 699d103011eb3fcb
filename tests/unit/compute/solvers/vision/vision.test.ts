import fc from 'fast-check'
import { expect, test } from 'vitest'
import { BadProblem } from '../../../../../renderer/compute/index.ts'
import { certifyPatches } from '../../../../../renderer/compute/verify/patches.ts'
import { drive } from '../drive.ts'

type Rows = number[][]
interface Cut {
  grid: number[]
  patches: Rows
  tokens: Rows
}
interface Looked {
  loss: number
  attention: Rows
  tokens: Rows
}

test('cuts every image into patches that give it back', async () => {
  const images = fc
    .tuple(
      fc.integer({ min: 1, max: 4 }),
      fc.integer({ min: 1, max: 4 }),
      fc.integer({ min: 1, max: 4 }),
      fc.infiniteStream(fc.double({ min: 0, max: 255, noNaN: true })),
    )
    .map(([down, across, patch, numbers]) => ({
      patch,
      image: Array.from({ length: down * patch }, () =>
        Array.from({ length: across * patch }, () => numbers.next().value as number),
      ),
    }))
  await fc.assert(
    fc.asyncProperty(images, async ({ image, patch }) => {
      const { report } = await drive<Cut>('patches', { image, patch, width: 3 })
      expect(report.certificate).toMatchObject({ pixels: 0, covered: true, holds: true })
      expect(report.result.tokens.length).toBe(report.result.grid[0]! * report.result.grid[1]! + 1)
    }),
    { numRuns: 40, seed: 1 },
  )
})

test('knows patches by heart, row by row', async () => {
  const image = [
    [1, 2, 3, 4],
    [5, 6, 7, 8],
  ]
  const { report } = await drive<Cut>('patches', { image, patch: 2 })
  expect(report.result).toMatchObject({
    grid: [1, 2],
    patches: [
      [1, 2, 5, 6],
      [3, 4, 7, 8],
    ],
  })
  const wrong = [
    [1, 2, 6, 5],
    [3, 4, 7, 8],
  ]
  expect(certifyPatches(image, 2, wrong, [[1], [1], [1], [1]], [[14], [22]], [[0], [0]])).toMatchObject({
    pixels: 2,
    holds: false,
  })
})

test('rebuilds an image of few kinds of patches from as many queries', async () => {
  const row = [0, 0, 9, 9, 0, 0, 9, 9]
  const image = [row, row, row.map(v => 9 - v), row.map(v => 9 - v)]
  const { report } = await drive<Looked>('q-former', { image, patch: 2, queries: 2 }, { seed: 1 })
  expect(report.certificate).toMatchObject({ holds: true })
  expect(report.result.loss).toBeLessThan(1e-3)
  for (const row of report.result.attention) expect(row.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12)
  const one = await drive<Looked>('q-former', { image, patch: 2, queries: 1 }, { seed: 1 })
  expect(one.report.result.loss).toBeGreaterThan(0.1)
})

test('refuses images that patches do not tile', async () => {
  for (const problem of [
    { image: [] },
    { image: [[]] },
    { image: [[1, 2, 3]], patch: 2 },
    { patch: 0 },
    { image: [[1e99]], patch: 1 },
  ])
    for (const id of ['patches', 'q-former']) await expect(drive(id, problem)).rejects.toThrow(BadProblem)
})

interface Contrasted {
  loss: number
  similarity: Rows
  dImages: Rows
  dTexts: Rows
  after: { loss: number }
  information_bound: number
}
const contrast = async (problem: object) => (await drive<Contrasted>('info-nce', problem)).report

test('has contrastive slopes that differences give, with and without lengths', async () => {
  const problems = fc
    .record({
      n: fc.integer({ min: 1, max: 5 }),
      d: fc.integer({ min: 1, max: 4 }),
      normalise: fc.boolean(),
      temperature: fc.constantFrom(0.1, 0.5, 2),
    })
    .chain(({ n, d, ...rest }) => {
      const rows = fc.array(fc.array(fc.double({ min: 0.1, max: 2, noNaN: true }), { minLength: d, maxLength: d }), {
        minLength: n,
        maxLength: n,
      })
      return fc.record({ images: rows, texts: rows }).map(pairs => ({ ...pairs, ...rest, steps: 0 }))
    })
  await fc.assert(
    fc.asyncProperty(problems, async problem => {
      const { result, certificate } = await contrast(problem)
      expect(certificate).toMatchObject({ holds: true, bounded: true })
      // Along a row nothing changes once its length does not count.
      if (problem.normalise)
        result.dImages.forEach((row, i) =>
          expect(row.reduce((sum, value, c) => sum + value * problem.images[i]![c]!, 0)).toBeCloseTo(0, 9),
        )
    }),
    { numRuns: 60, seed: 1 },
  )
})

test('knows contrastive losses by heart', async () => {
  const same = await contrast({
    images: [
      [1, 0],
      [1, 0],
      [1, 0],
    ],
    texts: [
      [0, 1],
      [0, 1],
      [0, 1],
    ],
    steps: 0,
  })
  expect(same.result.loss).toBeCloseTo(Math.log(3), 12)
  expect(same.result.information_bound).toBeCloseTo(0, 12)
  const apart = await contrast({
    images: [
      [1, 0],
      [0, 1],
    ],
    texts: [
      [2, 0],
      [0, 5],
    ],
    temperature: 0.5,
    steps: 0,
  })
  expect(apart.result.loss).toBeCloseTo(Math.log(1 + Math.exp(-2)), 12)
  expect(apart.result.similarity).toEqual([
    [2, 0],
    [0, 2],
  ])
  const learned = await contrast({})
  expect(learned.result.after.loss).toBeLessThan(learned.result.loss / 10)
})

test('names the prompt whose text points as the image does', async () => {
  const problem = {
    image: [0, 3],
    prompts: ['a', 'b'],
    texts: [
      [1, 0],
      [0, 2],
    ],
    temperature: 1,
  }
  const { report } = await drive<{ best: string; probs: number[] }>('zero-shot', problem)
  expect(report.result.best).toBe('b')
  expect(report.result.probs[1]).toBeCloseTo(1 / (1 + Math.exp(-1)), 12)
  expect(report.certificate).toMatchObject({ holds: true })
})

test('mixes images pixel by pixel and captions one after the other', async () => {
  const problem = { first: [[1, 0]], second: [[0, 4]], lambda: 0.25, first_caption: 'a cat', second_caption: '一只狗' }
  const { report } = await drive<{ image: Rows; caption: string }>('mixgen', problem)
  expect(report).toMatchObject({
    result: { image: [[0.25, 3]], caption: 'a cat 一只狗' },
    certificate: { holds: true },
  })
})

test('refuses pairs that are none', async () => {
  for (const [id, problem] of [
    ['info-nce', { images: [], texts: [] }],
    ['info-nce', { images: [[0, 0]], texts: [[1, 1]] }],
    ['info-nce', { images: [[1, 0]], texts: [[1]] }],
    ['zero-shot', { prompts: ['a'] }],
    ['zero-shot', { image: [0, 0, 0, 0] }],
    ['zero-shot', { image: [1] }],
    ['mixgen', { first: [[1]], second: [[1, 2]] }],
    ['mixgen', { lambda: 1.1 }],
  ] as const)
    await expect(drive(id, problem)).rejects.toThrow(BadProblem)
})
