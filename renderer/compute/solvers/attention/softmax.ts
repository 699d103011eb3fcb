import { atOnce, defineStepwise } from '../../stepwise.ts'
import { certifySoftmaxOf } from '../../verify/log-sum-exp.ts'
import { softmaxInto } from './attend.ts'
import { temperature } from '../fields.ts'

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null)

/**
 * softmax(x / τ) and ln Σ e^(x/τ) that never overflow, beside what the formula gives as it stands. −∞ is a place that is
 * masked; where all are, every chance is 0 and the logarithm is null.
 */
export const softmax = defineStepwise({
  id: 'softmax',
  title: { en: 'Softmax', 'zh-CN': 'Softmax' },
  schema: {
    x: {
      kind: 'vector',
      label: { en: 'Scores; -Infinity is masked', 'zh-CN': '得分；-Infinity 表示屏蔽' },
      symbol: 'x',
      default: [1000, 1001, 1002],
      maxLength: 100_000,
      openBelow: true,
      alias: 'in',
    },
    temperature,
  },
  check: () => [],
  begin: ({ x, temperature }) =>
    atOnce(() => {
      const scores = Float64Array.from(x, value => value / temperature)
      const out = new Float64Array(x.length)
      const logsumexp = softmaxInto(scores, out)
      const powers = scores.map(Math.exp)
      const sum = powers.reduce((a, b) => a + b, 0)
      const result = {
        out: Array.from(out),
        logsumexp: finite(logsumexp),
        naive: Array.from(powers, power => finite(power / sum)),
      }
      const metrics = { largest: out.reduce((a, b) => Math.max(a, b)) }
      return { state: result.out, metrics, result, certificate: certifySoftmaxOf(scores, out, logsumexp) }
    }),
})
