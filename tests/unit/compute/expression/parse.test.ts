import fc from 'fast-check'
import { expect, test } from 'vitest'
import { latexFrom } from '../../../../renderer/compute/expression/latex.ts'
import { parse } from '../../../../renderer/compute/expression/parse.ts'
import { evaluate } from '../../../../renderer/compute/expression/tree.ts'

const value = (source: string, x = 0, y = 0) => {
  const parsed = parse(source, ['x', 'y'])
  if (!parsed.ok) throw new Error(`${source}: ${JSON.stringify(parsed.issue)}`)
  return evaluate([parsed.expression], [x, y])[0]
}
const issue = (source: string) => {
  const parsed = parse(source, ['x', 'y'])
  return parsed.ok ? undefined : [parsed.issue.code, parsed.issue.position]
}
const latex = (source: string) => {
  const parsed = parse(source, ['x', 'y'])
  return parsed.ok ? latexFrom(parsed.expression) : undefined
}

test.each([
  ['1+2*3', 7],
  ['2^3^2', 512],
  ['-2^2', -4],
  ['2^-1', 0.5],
  ['-2*-3', 6],
  ['8/4/2', 1],
  ['7-4-2', 1],
  ['1/2x', 1.5],
  ['2x^2', 18],
  ['3 sin(x y)', 3 * Math.sin(6)],
  ['xy', 6],
  ['x(y+1)', 9],
  ['(x)(y)', 6],
  ['xsin(y)', 3 * Math.sin(2)],
  ['2e3', 2000],
  ['2e', 2 * Math.E],
  ['.5 + 1.', 1.5],
  ['x²−y³', 1],
  ['2·π', 2 * Math.PI],
  ['max（x，y）', 3],
  ['ln(e)', 1],
  ['x**2', 9],
  ['|2-x|', 1],
  ['2|x-5|y', 8],
  ['||x-5|-4|', 2],
  ['|x-5|-|y-6|', -2],
  ['|max(|x-9|, y)|', 6],
  ['｜x－5｜', 2],
  ['log10(100x)', 2 + Math.log10(3)],
  ['lg(1000) + log2(8) + lb(2)', 7],
  ['arctan(1)', Math.PI / 4],
])('reads %s as mathematics does', (source, expected) => {
  expect(value(source, 3, 2)).toBeCloseTo(expected, 12)
})

test.each([
  ['', 'empty', 0],
  ['   ', 'empty', 0],
  ['x +', 'unexpected-end', 3],
  ['x + * y', 'unexpected-token', 4],
  ['(x + y', 'expected-closing', 0],
  ['x + y)', 'unexpected-token', 5],
  ['x 2', 'expected-operator', 2],
  ['sin x', 'needs-parenthesis', 4],
  ['sin(x, y)', 'argument-count', 0],
  ['max(x)', 'argument-count', 0],
  ['2 + foo(x)', 'unknown-name', 4],
  ['|x + 1', 'expected-closing', 0],
  ['(|x)|', 'unexpected-token', 3],
  ['x | y', 'expected-closing', 2],
  ['||', 'unexpected-end', 2],
  ['floor(x)', 'jumps', 0],
  ['x + round(y)', 'jumps', 4],
  ['x & y', 'unexpected-character', 2],
  ['x + 😀', 'unexpected-character', 4],
  ['1e999', 'number-too-large', 0],
  ['x2', 'unknown-name', 0],
])('refuses %j with code and position', (source, code, position) => {
  expect(issue(source)).toEqual([code, position])
})

test('refuses hostile names, lengths and depths as data', () => {
  expect(issue('__proto__')).toEqual(['unexpected-character', 0])
  for (const name of ['constructor', 'toString', 'hasOwnProperty', 'NaN', 'Infinity', 'globalThis'])
    expect(issue(name)?.[0]).toBe('unknown-name')
  expect(issue('x+'.repeat(5_000) + 'x')).toEqual(['too-long', 2_000])
  expect(issue('('.repeat(900))?.[0]).toBe('too-deep')
  expect(issue('-'.repeat(900) + 'x')?.[0]).toBe('too-deep')
  expect(issue('x^'.repeat(900) + 'x')?.[0]).toBe('too-deep')
  expect(value('x+'.repeat(999) + 'x', 1)).toBe(1_000)
})

test('answers every text without throwing', () => {
  const alphabet = fc.constantFrom(...'xy123.e+-*/^(),| sincoxplogqrtabπ²&\u0000😀')
  fc.assert(
    fc.property(fc.array(alphabet, { maxLength: 40 }), letters => void parse(letters.join(''), ['x', 'y'])),
    { numRuns: 2_000, seed: 1 },
  )
})

test.each([
  ['(1-x)^2+100(y-x^2)^2', '{\\left(1 - x\\right)}^{2} + 100 \\left(y - {x}^{2}\\right)^{2}'],
  ['1/(x+1)', '\\frac{1}{x + 1}'],
  ['x - (y - 1)', 'x - \\left(y - 1\\right)'],
  ['2*3', '2 \\cdot 3'],
  ['sqrt(abs(x))', '\\sqrt{\\left|x\\right|}'],
  ['sin(x)^2', '{\\left(\\sin\\left(x\\right)\\right)}^{2}'],
  ['exp(-x^2)', 'e^{-{x}^{2}}'],
  ['2|x|lg(y)', '2 \\left|x\\right| \\log_{10}\\left(y\\right)'],
  ['log2(x)', '\\log_2\\left(x\\right)'],
])('prints %s as LaTeX', (source, expected) => {
  expect(latex(source)?.replaceAll(/[{}]/g, '')).toBe(expected.replaceAll(/[{}]/g, ''))
})
