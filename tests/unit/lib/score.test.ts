import { expect, test } from 'vitest'
import { score, wordsOf } from '../../../renderer/lib/score.ts'

test('wants every word, in any order', () => {
  expect(score(wordsOf('lora rank'), 'rank of lora')).toBeGreaterThan(0)
  expect(score(wordsOf('lora rank'), 'rank of adapters')).toBe(0)
  expect(score(wordsOf(''), 'anything')).toBe(0)
})

test('puts a beginning before a word before the middle', () => {
  const [start, word, middle] = ['bert explained', 'about bert now', 'robertson work'].map(title =>
    score(wordsOf('bert'), title),
  )
  expect(start).toBeGreaterThan(word ?? 0)
  expect(word).toBeGreaterThan(middle ?? 0)
})

test('prefers the shorter of two titles alike', () => {
  expect(score(wordsOf('梯度'), '梯度下降')).toBeGreaterThan(score(wordsOf('梯度'), '梯度下降法、牛顿法和拟牛顿法'))
})
