import { describe, expect, test } from 'vitest'
import { rowsInView } from '../../../renderer/lib/rows.ts'
import { tidy } from '../../../renderer/lib/tidy.ts'

describe('tidy', () => {
  test('closes the gaps that missing words leave', () => {
    expect(tidy('The file  is not a PDF.')).toBe('The file is not a PDF.')
    expect(tidy('Not possible:  ')).toBe('Not possible:')
    expect(tidy('The disk is full . ')).toBe('The disk is full.')
    expect(tidy('Another Folium () is open.')).toBe('Another Folium is open.')
    expect(tidy('文件  是空的 。')).toBe('文件是空的。')
  })

  test('leaves a whole sentence alone', () => {
    const sentence = 'a.md is larger than 32 MB: it was not taken in. 文件 a.md 太大。'
    expect(tidy(sentence)).toBe(sentence)
  })
})

describe('rowsInView', () => {
  test('draws what is near the window', () => {
    expect(rowsInView(1000, 32, 3200, 320, 2)).toEqual({ first: 98, end: 112 })
  })

  test('stays within the list', () => {
    expect(rowsInView(5, 32, -500, 320)).toEqual({ first: 0, end: 3 })
    expect(rowsInView(5, 32, 9000, 320)).toEqual({ first: 5, end: 5 })
    expect(rowsInView(0, 32, 0, 320)).toEqual({ first: 0, end: 0 })
  })
})
