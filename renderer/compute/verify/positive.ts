import { boundsOf, type Interval } from '../expression/interval.ts'
import type { Expression } from '../expression/tree.ts'

/**
 * Whether an expression is above 0 wherever it has a value in the box, also where it comes as near to 0 as one likes, as
 * e^x does: there interval bounds only say that it is not below.
 */
export function isPositive(node: Expression, box: readonly Interval[]): boolean {
  const low = (each: Expression) => boundsOf([each], box)[0]!.low
  if (low(node) > 0) return true
  if (!('args' in node)) return false
  const [a, b] = node.args as [Expression, Expression]
  switch (node.op) {
    case 'exp':
      return true
    case 'add':
      return (isPositive(a, box) && low(b) >= 0) || (low(a) >= 0 && isPositive(b, box))
    case 'mul':
      return isPositive(a, box) && isPositive(b, box)
    case 'div':
      // What is divided by is not 0 where there is a value.
      return isPositive(a, box) && low(b) >= 0
    case 'pow':
    case 'sqrt':
      return isPositive(a, box)
    default:
      return false
  }
}
