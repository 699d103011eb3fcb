import { expect, test } from 'vitest'
import { texWithPlainColumns } from '../../../renderer/lib/tex-columns.ts'

test.each([
  ['\\begin{array}{r@{\\quad}r@{}l@{\\quad}l} a & b \\end{array}', '\\begin{array}{rrll} a & b \\end{array}'],
  ['\\begin{array}[t]{|c|>{\\bf}p{3cm}!{\\{}c|}x\\end{array}', '\\begin{array}[t]{|c|lc|}x\\end{array}'],
  ['\\begin{array}{cc}@{x}\\end{array}', '\\begin{array}{cc}@{x}\\end{array}'],
  ['a \\begin{array}{l@{}', 'a \\begin{array}{l@{}'],
  ['x^2 + {y}', 'x^2 + {y}'],
])('makes the columns of %s plain', (tex, plain) => expect(texWithPlainColumns(tex)).toBe(plain))
