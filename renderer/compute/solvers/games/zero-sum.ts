import { onCpu, paced, told } from '../../paced.ts'
import { dot, numberFrom, one, sum, divide, textFrom, type Rational } from '../../rational.ts'
import { defineSolver } from '../../solver.ts'
import { certifySaddle } from '../../verify/exact-value.ts'
import { exact, payoffs, raised, sizeIssues } from './bimatrix.ts'
import { maximise, type Pivoting } from './exact-simplex.ts'

const rockPaperScissors = [
  [0, -1, 1],
  [1, 0, -1],
  [-1, 1, 0],
] as const

/**
 * Value and optimal strategies of a zero-sum game. With payoffs raised above 0, maximise Σz over Az ≤ 1: then y = z/Σz,
 * x is the dual over the same sum and the value is 1/Σz (Dantzig 1951; Chvátal, Linear Programming, 1983, ch. 15).
 */
export const zeroSum = defineSolver({
  id: 'zero-sum',
  title: { en: 'Value of a zero-sum game', 'zh-CN': '零和博弈的值' },
  schema: { A: { ...payoffs.A, default: rockPaperScissors } },
  check: sizeIssues,
  async *run(problem, ctx) {
    const A = exact(problem.A)
    const program = { A: raised(A), b: A.map(() => one), c: A[0]!.map(() => one) }
    const alive = ({ pivots, whole }: Pivoting) => ({ k: pivots, state: null, metrics: { pivots }, minor: !whole })
    const ended = yield* paced(ctx, told(maximise(program), alive))
    if (ended.stopped) return { status: ended.stopped, result: null, certificate: null, ...onCpu(ctx), counts: {} }
    const normalised = (z: readonly Rational[]) => z.map(entry => divide(entry, sum(z)))
    const [x, y] = [normalised(ended.value.dual), normalised(ended.value.x)]
    const value = dot(
      x,
      A.map(row => dot(row, y)),
    )
    const texts = { zero_sum_value: textFrom(value), x: x.map(textFrom), y: y.map(textFrom) }
    return {
      status: 'optimal',
      result: { zero_sum_value: numberFrom(value), x: x.map(numberFrom), y: y.map(numberFrom), exact: texts },
      certificate: certifySaddle(A, texts.x, texts.y),
      ...onCpu(ctx),
      counts: { pivots: ended.value.pivots },
    }
  },
})
