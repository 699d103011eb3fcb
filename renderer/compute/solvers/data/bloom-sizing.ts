import { atOnce, defineStepwise } from '../../stepwise.ts'
import { certifySizing, expectedFalsePositives } from '../../verify/filter.ts'
import { whole } from './fields.ts'

/** Bits and hashes for a wanted share of false positives: m = ⌈−n ln p / ln² 2⌉, k = m/n ln 2, rounded (Bloom 1970). */
export const bloomSizing = defineStepwise({
  id: 'bloom-sizing',
  title: { en: 'Size of a Bloom filter', 'zh-CN': '布隆过滤器的大小' },
  schema: {
    n: whole({ en: 'Items', 'zh-CN': '元素数' }, 'n', 1_000_000, 1, 1e13, 1e10),
    p: {
      kind: 'number',
      label: { en: 'Share of false positives', 'zh-CN': '误判率' },
      symbol: 'p',
      default: 0.01,
      min: 1e-12,
      max: 0.5,
      slider: [1e-6, 0.1],
      scale: 'log',
    },
  },
  check: () => [],
  begin: ({ n, p }) =>
    atOnce(() => {
      const m = Math.ceil((-n * Math.log(p)) / Math.LN2 ** 2)
      const k = Math.max(1, Math.round((m / n) * Math.LN2))
      const fpr = expectedFalsePositives(m, n, k)
      const result = { m_bits: m, k, bits_per_item: m / n, bytes: Math.ceil(m / 8), fpr }
      return { state: result, metrics: { bits: m, hashes: k }, result, certificate: certifySizing(n, p, m, k) }
    }),
})
