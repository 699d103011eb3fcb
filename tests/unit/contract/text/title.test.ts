import { describe, expect, test } from 'vitest'
import { titleHalves, titleParts } from '../../../../electron/contract/text/title.ts'

describe('titleParts', () => {
  test.each([
    ['梯度下降 Gradient Descent', '梯度下降', 'Gradient Descent'],
    ['MLE & MAE & Bayes', 'MLE & MAE & Bayes', ''],
    ['Transformer讲解——张俊林', 'Transformer讲解——张俊林', ''],
    ['关于 LoRA 的秩', '关于 LoRA 的秩', ''],
    ['', '', ''],
  ])('cuts %j', (title, main, rest) => expect(titleParts(title)).toEqual({ main, rest }))
})

describe('titleHalves', () => {
  test.each([
    ['梯度下降 Gradient Descent', '梯度下降', 'Gradient Descent'],
    ['Gradient Descent 梯度下降', 'Gradient Descent', '梯度下降'],
    ['KKT 条件 KKT conditions', 'KKT 条件', 'KKT conditions'],
    ['特征工程（Feature engineering）', '特征工程', 'Feature engineering'],
    ['Nash (纳什均衡)', 'Nash', '纳什均衡'],
    ['第 2 章 / Chapter 2', '第 2 章', 'Chapter 2'],
  ])('knows those of %j', (title, ...halves) => expect(titleHalves(title)).toEqual(halves))

  test.each([
    'Gradient descent',
    '梯度下降',
    '关于 LoRA 的秩',
    'CUDA-Python入门教程',
    '第 2 章 (2)',
    '',
    'x '.repeat(50_000),
  ])('knows none of %.20j', title => expect(titleHalves(title)).toEqual([]))
})
