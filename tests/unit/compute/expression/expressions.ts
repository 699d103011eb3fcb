import fc from 'fast-check'
import { functions, operations, type OperationName } from '../../../../renderer/compute/expression/operations.ts'
import { apply, number, type Expression } from '../../../../renderer/compute/expression/tree.ts'

export const variables: Expression[] = ['x', 'y'].map((name, index) => ({ op: 'variable', name, index }))

const names = [...new Set(['add', 'sub', 'mul', 'div', 'neg', ...functions.values()])] as OperationName[]

/** No kink or pole of a simple expression lies on these, and none of them is denormal. */
export const coordinate = fc.integer({ min: -2_000, max: 2_000 }).map(n => (n + 0.3) / 997)

/** Any expression over x and y, whatever its values. */
export const anyExpression = fc.letrec<{ node: Expression }>(tie => ({
  node: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(...variables),
    coordinate.map(number),
    fc
      .tuple(fc.constantFrom(...names), tie('node'), tie('node'))
      .map(([op, a, b]) => (operations[op].arity === 1 ? apply(op, a) : apply(op, a, b))),
    fc.tuple(tie('node'), fc.integer({ min: -2, max: 3 })).map(([a, n]) => apply('pow', a, number(n))),
  ),
})).node
