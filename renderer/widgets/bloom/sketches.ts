import type { Report, Words } from '../../compute/index.ts'
import { words } from '../frame/fields.ts'
import { numberText } from '../../lib/number.ts'
import { metricOf, type Claim, type Runs, type Table } from '../frame/model.ts'

/** How many different items a stream holds, by HyperLogLog, and how often each came, by a count-min sketch. */

export interface Distinct {
  readonly estimate: number
  readonly distinct: number
  readonly relative_error: number
  readonly bytes: number
}
export interface Often {
  readonly heaviest: readonly { readonly item: string; readonly count: number; readonly estimate: number }[]
  readonly mean_error: number
  readonly distinct: number
  readonly length: number
  readonly bytes: number
}
type Numbers = Readonly<Record<string, number>> & { readonly holds: boolean }
export const distinctIn = (runs: Runs) => runs['distinct']?.report as Report<Distinct | null, Numbers> | undefined
export const oftenIn = (runs: Runs) => runs['often']?.report as Report<Often | null, Numbers> | undefined

/** Standard error of HyperLogLog with 2^b registers (Flajolet et al. 2007). */
export const standardError = (b: number): number => 1.04 / Math.sqrt(2 ** b)
/** A list that is never wrong keeps a hash of 64 bits for each different item, and a counter of 32 where it counts. */
export const exactBytes = (distinct: number, counts: boolean): number => distinct * (counts ? 12 : 8)

const percent = (share: number): string => `${numberText(100 * share, 3)} %`

export function distinctClaims(runs: Runs): Claim[] {
  const report = distinctIn(runs)
  if (!report?.result) return []
  const { result, certificate } = report
  return [
    { words: words('Different items, counted', '不同元素数，精确'), value: result.distinct },
    { words: words('Different items, estimated', '不同元素数，估计'), value: result.estimate },
    {
      words: words(
        `Off by (at most five standard errors, ${percent(5 * (certificate['standardError'] ?? 0))})`,
        `相对误差（至多五倍标准误 ${percent(5 * (certificate['standardError'] ?? 0))}）`,
      ),
      value: percent(result.relative_error),
      holds: certificate.holds,
    },
    { words: words('Bytes of the registers', '寄存器字节数'), value: result.bytes },
    { words: words('Bytes of a list of hashes', '哈希列表字节数'), value: exactBytes(result.distinct, false) },
  ]
}

export function oftenClaims(runs: Runs): Claim[] {
  const report = oftenIn(runs)
  if (!report?.result) return []
  const { result, certificate } = report
  return [
    {
      words: words('Items counted too low (must be 0)', '计数偏低的元素（必须为 0）'),
      value: certificate['under'] ?? 0,
      holds: certificate['under'] === 0,
    },
    {
      words: words(
        `Items beyond the bound (expected at most ${numberText(certificate['expectedOver'] ?? 0, 3)})`,
        `超出上界的元素数（期望至多 ${numberText(certificate['expectedOver'] ?? 0, 3)}）`,
      ),
      value: certificate['over'] ?? 0,
      holds: certificate.holds,
    },
    { words: words('The bound', '上界'), tex: 'eN/w', value: certificate['errorBound'] ?? 0 },
    { words: words('Counted too high by, on average', '平均高估'), value: result.mean_error },
    { words: words('Bytes of the counters', '计数器字节数'), value: result.bytes },
    { words: words('Bytes of an exact table', '精确计数表字节数'), value: exactBytes(result.distinct, true) },
  ]
}

export const distinctFormula = String.raw`\hat n = \frac{\alpha_m m^2}{\sum_{j} 2^{-M_j}}, \qquad m = 2^b, \qquad \frac{\sigma}{n} \approx \frac{1.04}{\sqrt m}`
export const oftenFormula = String.raw`\hat c(x) = \min_{j \le d} C\bigl[j, h_j(x)\bigr], \qquad P\Bigl(\hat c(x) - c(x) > \tfrac{e N}{w}\Bigr) \le e^{-d}`

export function distinctTable(runs: Runs): Table {
  const [estimate, distinct] = [metricOf(runs['distinct'], 'estimate'), metricOf(runs['distinct'], 'distinct')]
  return {
    columns: [words('items read', '已读元素'), words('different', '不同元素'), words('estimated', '估计')],
    rows: (runs['distinct']?.steps ?? []).map(({ k }, i) => [k, distinct[i] ?? null, estimate[i] ?? null]),
  }
}

export const oftenTable = (runs: Runs): Table => ({
  columns: [words('item', '元素'), words('came', '实际次数'), words('estimated', '估计')],
  rows: (oftenIn(runs)?.result?.heaviest ?? []).map(({ item, count, estimate }) => [item, count, estimate]),
})

export function distinctSummary(runs: Runs, k: number): Words {
  const [seen, estimate] = ['distinct', 'estimate'].map(name => metricOf(runs['distinct'], name)[k])
  const said = (value: number | undefined) => (value === undefined ? '–' : numberText(value, 5))
  return words(
    `So far ${said(seen)} different items; the registers say ${said(estimate)}.`,
    `到此共有 ${said(seen)} 个不同元素；寄存器估计为 ${said(estimate)}。`,
  )
}

export function oftenSummary(runs: Runs): Words {
  const result = oftenIn(runs)?.result
  const first = result?.heaviest[0]
  return words(
    `${result?.distinct ?? '–'} different items in ${result?.bytes ?? '–'} bytes. The most frequent, ${first?.item ?? '–'}, came ${first?.count ?? '–'} times and is counted ${first?.estimate ?? '–'}.`,
    `${result?.bytes ?? '–'} 字节里记 ${result?.distinct ?? '–'} 个不同元素。最常见的 ${first?.item ?? '–'} 出现 ${first?.count ?? '–'} 次，记为 ${first?.estimate ?? '–'} 次。`,
  )
}
