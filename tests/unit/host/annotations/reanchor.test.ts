import { expect, test } from 'vitest'
import type { KnownAnnotation, TextMark } from '../../../../electron/contract/annotation.ts'
import type { PaperText } from '../../../../electron/contract/text/page-text.ts'
import { Anchorer } from '../../../../electron/host/annotations/reanchor.ts'
import { ink, note, passage } from '../../reader/annotations/marks.ts'

const newer = 'b'.repeat(64)

/** A paper of pages, each of lines under one another, 16 points apart, in a typewriter's face: 6 points a letter. */
const paperOf = (...pages: string[][]): PaperText => ({
  version: 3,
  title: '',
  annotations: 0,
  pages: pages.map(lines => {
    let at = 0
    const runs = lines.flatMap((line, index) => {
      const run = [at, 72, 700 - 16 * index, 6 * line.length, 10, 0, 1]
      at += line.length
      return run
    })
    return { text: lines.join(''), runs, view: [0, 0, 612, 792], rotate: 0 }
  }),
})

const filler = Array.from(
  { length: 30 },
  (_, line) => `A line of other words, the ${line + 1}th of many that say nothing.`,
)
const old = paperOf(
  ['Descent meth-', 'ods slow down near a saddle point, because', 'the slope is small on every side of it.'],
  filler,
)
const mark = (exact: string, prefix = '', suffix = ''): TextMark =>
  passage('mark1', 1, 0, exact, { quote: { exact, prefix, suffix } })
const carried = (text: PaperText, annotation: KnownAnnotation, earlier = old) =>
  new Anchorer(text).carried(annotation, newer, earlier)

test('finds the same words on another page', () => {
  const found = carried(paperOf(filler, ['slow down near a saddle point']), mark('slow down near a saddle point'))
  expect(found).toMatchObject({
    paper: newer,
    anchoring: { from: 'a'.repeat(64), state: 'found' },
    parts: [
      {
        page: 2,
        start: 0,
        end: 29,
        rectsPt: [[72, expect.closeTo(698), expect.closeTo(246), expect.closeTo(708)]],
      },
    ],
  })
  expect(found.anchoring?.confidence).toBeGreaterThan(0.95)
})

test('bears new lines, hyphens and ligatures', () => {
  const text = paperOf(['Descent methods slow', 'down near a saddle po-', 'int, e\ufb03ciently'])
  const found = carried(text, mark('methods slow down near a saddle point, efficiently'))
  expect(found).toMatchObject({ anchoring: { state: 'found' }, parts: [{ page: 1, start: 8 }] })
  expect('parts' in found && found.parts[0]?.rectsPt).toHaveLength(3)
})

test('finds words that were changed a little, with less confidence', () => {
  const text = paperOf(filler, ['Gradient methods slow down close to a saddle point, since'])
  const found = carried(text, mark('methods slow down near a saddle point', 'Descent ', ', because'))
  expect(found.anchoring?.state).toBe('found')
  expect(found.anchoring?.confidence).toBeLessThan(0.97)
  expect(found.anchoring?.confidence).toBeGreaterThan(0.6)
})

test('tells equal words apart by what stands around them', () => {
  const text = paperOf(['the rank was four in the first run', 'and later', 'the rank was four in the last run'])
  const found = carried(text, mark('the rank was four', 'and later ', ' in the last run'))
  expect(found).toMatchObject({ parts: [{ start: 43 }] })
})

test('runs over pages', () => {
  const text = paperOf(['we compare the opti-'], ['misers on one surface'])
  expect(carried(text, mark('compare the optimisers on one'))).toMatchObject({ parts: [{ page: 1 }, { page: 2 }] })
})

test('finds Chinese whatever its spaces', () => {
  const text = paperOf(['鞍点处的', '梯度 为零，但它不是极小值点'])
  expect(carried(text, mark('鞍点处的梯度为零'))).toMatchObject({ anchoring: { state: 'found' } })
})

test('makes an orphan of words that are gone, and keeps its old place', () => {
  const annotation = mark('rank four is enough for every task we tried')
  expect(carried(paperOf(filler), annotation)).toMatchObject({
    parts: annotation.parts,
    quote: annotation.quote,
    anchoring: { from: 'a'.repeat(64), confidence: 0, state: 'orphan' },
  })
})

test('does not take a short word for found by itself', () => {
  expect(carried(paperOf(['a run of the rank']), mark('rank', 'low-', ' update'))).toMatchObject({
    anchoring: { state: 'orphan' },
  })
  expect(carried(paperOf(['a low-rank update']), mark('rank', 'low-', ' update'))).toMatchObject({
    anchoring: { state: 'found' },
  })
})

test('moves what stands beside words with them', () => {
  const near = {
    quote: { exact: 'the slope is small on every side', prefix: '', suffix: '' },
    rectPt: [72, 666, 264, 676],
    start: 55,
  } as const
  const text = paperOf(filler.slice(0, 3), ['One more line.', 'Here the slope is small on every side.'])
  const moved = carried(text, note('note1', 1, { pointPt: [60, 670], near: { ...near, rectPt: [...near.rectPt] } }))
  expect(moved).toMatchObject({ page: 2, pointPt: [60 + 30, expect.closeTo(670 + 16)] })
  const strokes = carried(text, {
    ...ink('ink1', 1, [[60, 670, 70, 680]]),
    near: { ...near, rectPt: [...near.rectPt] },
  })
  expect(strokes).toMatchObject({ page: 2, strokes: [[90, expect.closeTo(686), 100, expect.closeTo(696)]] })
})

test('keeps a place on a page without text only where the page is like the old one', () => {
  const scanned = paperOf([])
  expect(carried(scanned, ink('ink1', 1), scanned)).toMatchObject({ anchoring: { state: 'found', confidence: 0.5 } })
  expect(carried(old, ink('ink1', 1), scanned)).toMatchObject({ anchoring: { state: 'orphan' } })
})

test('finds a long passage by its ends', () => {
  const long = filler.join(' ')
  const changed = filler.with(15, 'Something quite different stands on this line of the paper now.')
  expect(carried(paperOf(['New title'], changed), mark(long))).toMatchObject({
    anchoring: { state: 'found' },
    parts: [{ page: 2, start: 0 }],
  })
})

test('finds each passage of a merged mark', () => {
  const text = paperOf(filler, ['the first passage', 'nothing', 'the second passage'])
  expect(carried(text, mark('the first passage … the second passage'))).toMatchObject({
    parts: [
      { page: 2, start: 0 },
      { page: 2, start: 24 },
    ],
  })
})

test('marks the hyphen at the end of a line again where the mark ended with it', () => {
  const text = paperOf(filler, ['Descent meth-', 'ods slow down'])
  const whole = carried(text, mark('Descent meth-')) as TextMark
  expect(whole.parts[0]).toMatchObject({ page: 2, start: 0, end: 13 })
  expect((carried(text, mark('Descent meth')) as TextMark).parts[0]).toMatchObject({ start: 0, end: 12 })
})

const guessed = (text: PaperText, annotation: KnownAnnotation) => {
  const orphan = carried(text, annotation)
  expect(orphan.anchoring?.state).toBe('orphan')
  return new Anchorer(text).guess(orphan, old)
}

test('guesses where words would stand that are gone, by what stood around them', () => {
  const text = paperOf(filler, ['We compare three optimisers. Rank eight is. The loss falls slowly then.'])
  const words = mark(
    'Rank four is enough for every task that we tried.',
    'compare three optimisers. ',
    ' The loss falls',
  )
  const guess = guessed(text, words)
  expect(guess).toMatchObject({ parts: [{ page: 2, start: 29 }], anchoring: { state: 'found', from: 'a'.repeat(64) } })
  expect(guess?.anchoring?.confidence).toBeGreaterThan(0.4)
  expect(guess?.anchoring?.confidence).toBeLessThan(0.7)
})

test('guesses at words of which half is left, surer the more is left', () => {
  const half = guessed(
    paperOf(filler, ['we show that the rank of the update is what counts']),
    mark('the rank of the update matters little here'),
  )
  expect(half).toMatchObject({ parts: [{ page: 2 }] })
  expect(half?.anchoring?.confidence).toBeLessThan(0.85)
})

test('guesses nothing where nothing is alike', () => {
  expect(
    guessed(
      paperOf(['鞍点处的梯度为零']),
      mark('rank four is enough for every task we tried', 'so that ', ' and more'),
    ),
  ).toBeNull()
})
