import { expect, test } from 'vitest'
import type { Report } from '../../../renderer/compute/index.ts'
import type { Shown } from '../../../renderer/widgets/frame/model.ts'
import { defaultsOf } from '../../../renderer/widgets/frame/state-text.ts'
import { model as adapters, reportOf } from '../../../renderer/widgets/adapters/model.ts'
import { model as language } from '../../../renderer/widgets/language-model/model.ts'
import { model as masked, reportOf as maskedReport } from '../../../renderer/widgets/masked-words/model.ts'
import { numbersAfter, python, ranFrom, said } from './ran.ts'

/** The last loss of a run's own course. */
const lastLoss = ({ runs }: Pick<Shown, 'runs'>, name: string) => runs[name]!.steps.at(-1)!.metrics['loss']!

test.skipIf(!python)('trains the masked words again to the same guesses', async () => {
  const shown = await ranFrom(masked, { ...defaultsOf(masked), steps: 40 })
  const text = await said(masked.python(shown))
  const { loss, guesses } = maskedReport(shown)!.result!
  expect(numbersAfter(text, 'last step')[0]).toBeCloseTo(lastLoss(shown, 'masked'), 6)
  expect(numbersAfter(text, 'on hidden words')[0]).toBeCloseTo(loss!, 6)
  for (const { place, best } of guesses) {
    const printed = numbersAfter(text, `mask ${place + 1} `)
    for (const [i, { p }] of best.entries()) expect(printed[i]).toBeCloseTo(p, 6)
  }
})

test.skipIf(!python)('trains the language model again to the same loss and text', async () => {
  for (const part of [{}, { level: 'word', prompt: 'the cat', layers: 2, width: 9 }]) {
    const shown = await ranFrom(language, { ...defaultsOf(language), steps: 30, length: 20, ...part })
    const text = await said(language.python(shown))
    const { loss, written } = (shown.runs['language']!.report as Report<{ loss: number; written: string }>).result
    expect(numbersAfter(text, 'last step')[0]).toBeCloseTo(lastLoss(shown, 'language'), 6)
    expect(numbersAfter(text, 'on the text')[0]).toBeCloseTo(loss, 6)
    const letters = (words: string) => words.replace(/\s/g, '')
    expect(letters(text)).toContain(letters(`written: ${written}`))
  }
})

test.skipIf(!python)('adapts again by every method to the same losses', async () => {
  for (const method of adapters.fields.method.options) {
    const values = { ...defaultsOf(adapters), method, first_steps: 12, steps: 8, width: 8, rank: 3 }
    const shown = await ranFrom(adapters, values)
    const text = await said(adapters.python(shown))
    const { learning, parameters, loss, first_loss, weights } = reportOf(shown)!.result!
    expect([method, ...numbersAfter(text, 'that learn')]).toEqual([method, learning, parameters])
    for (const [i, value] of [loss.before, loss.after].entries())
      expect(numbersAfter(text, 'other text')[i]).toBeCloseTo(value, 7)
    for (const [i, value] of [first_loss.before, first_loss.after].entries())
      expect(numbersAfter(text, 'first text')[i]).toBeCloseTo(value, 7)
    for (const { name, change, size } of weights) {
      const [moved, now] = numbersAfter(`\n${text}`, `${name} ${method === 'full' ? 'moved' : ''}`)
      if (moved !== undefined)
        expect([name, moved, now]).toEqual([name, expect.closeTo(change, 6), expect.closeTo(size, 6)])
    }
  }
})
