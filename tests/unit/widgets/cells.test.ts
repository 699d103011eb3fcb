import { expect, test } from 'vitest'
import { textOf } from '../../../renderer/ui/files.ts'
import { cellsFrom } from '../../../renderer/widgets/frame/cells.ts'
import type { Field } from '../../../renderer/compute/index.ts'
import { misread, readWritten } from '../../../renderer/widgets/frame/written.ts'

test.each([
  [
    'a,b\r\n1,2\r\n',
    [
      ['a', 'b'],
      ['1', '2'],
    ],
  ],
  [
    '甲 乙\n1  2',
    [
      ['甲', '乙'],
      ['1', '2'],
    ],
  ],
  [
    '姓名，年龄\n王，3',
    [
      ['姓名', '年龄'],
      ['王', '3'],
    ],
  ],
  [
    'a\tb\n1,5\t2',
    [
      ['a', 'b'],
      ['1,5', '2'],
    ],
  ],
  [
    'a;b\n"x;y";2',
    [
      ['a', 'b'],
      ['x;y', '2'],
    ],
  ],
  [
    'name,note\n"Ada, ""Countess""","one\ntwo"\n\n5" pipe,3',
    [
      ['name', 'note'],
      ['Ada, "Countess"', 'one\ntwo'],
      ['5" pipe', '3'],
    ],
  ],
  [
    'a,b\n"never closed,1\n2,3',
    [
      ['a', 'b'],
      ['"never closed', '1'],
      ['2', '3'],
    ],
  ],
  [
    ',\n1,2',
    [
      ['', ''],
      ['1', '2'],
    ],
  ],
  [' \n\t\n', []],
  ['', []],
])('splits %j into cells', (text, cells) => {
  expect(cellsFrom(text)).toEqual(cells)
})

test('reads numbers apart by Chinese signs too', () => {
  const field = { kind: 'vector', label: { en: 'x', 'zh-CN': 'x' }, default: [1], maxLength: 9 } as const
  expect(readWritten(field, '1，2、3；−4')).toEqual([1, 2, 3, -4])
})

test.each([
  ['UTF-8 with its mark', [0xef, 0xbb, 0xbf, 0xe7, 0x94, 0xb2], '甲'],
  ['UTF-16', [0xff, 0xfe, 0x32, 0x75], '甲'],
  ['GB18030', [0xbc, 0xd7, 0x2c, 0x31], '甲,1'],
  ['Windows-1252', [0x63, 0x61, 0x66, 0xe9, 0x2c, 0x31], 'café,1'],
  ['nothing', [], ''],
])('reads a file in %s', async (_, bytes, text) => {
  expect(await textOf(new Blob([new Uint8Array(bytes)]))).toBe(text)
})

test('finds what is no number in a box, and its line', () => {
  const rows = { kind: 'matrix' } as Field
  expect(misread(rows, '1, 2\n3 四')).toEqual({ text: '四', line: 2 })
  expect(misread(rows, '−1.5; 2e3\n\n4')).toBeUndefined()
  expect(misread({ kind: 'vector' } as Field, '1, 2, x, y')).toEqual({ text: 'x', line: 1 })
  expect(misread({ kind: 'rationals' } as Field, '1/2 -3 0.25\n1/x 2')).toEqual({ text: '1/x', line: 2 })
  expect(misread(rows, '1 2\n\n1e400 2')).toEqual({ text: '1e400', line: 3 })
  // Between commas a blank is part of a cell, and nothing is a gap.
  expect(misread(rows, '0,5 0,25\n0,75 0,1')).toEqual({ text: '5 0', line: 1 })
  expect(misread(rows, '1,2\n3,,4')).toEqual({ text: '', line: 2 })
  expect(misread({ kind: 'text' } as Field, 'words')).toBeUndefined()
})
