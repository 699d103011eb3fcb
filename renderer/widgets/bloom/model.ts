import type { Report } from '../../compute/index.ts'
import { choiceField, countField, numberField, textField, vectorField, words } from '../frame/fields.ts'
import { defineWidget, metricOf, type Ask, type Claim, type Shown, type Values } from '../frame/model.ts'
import { scripts } from './scripts.ts'
import {
  distinctClaims,
  distinctFormula,
  distinctSummary,
  distinctTable,
  oftenClaims,
  oftenFormula,
  oftenSummary,
  oftenTable,
} from './sketches.ts'

const large = { scale: 'log', whole: true } as const
const fields = {
  part: choiceField('Structure', '结构', ['bloom', 'split', 'bitmap', 'distinct', 'often']),
  m: numberField('Bits', '位数', 1_000, [1, 2 ** 27], [64, 1e5], { ...large, symbol: 'm' }),
  n: numberField('Items put in', '放入的元素数', 100, [1, 1e6], [1, 1e4], { ...large, symbol: 'n' }),
  k: { ...countField('Hashes', '哈希个数', 7, 1, 64, 20), symbol: 'k' },
  probes: numberField('Strangers asked for', '查询的外来元素数', 20_000, [1, 1e6], [100, 1e5], large),
  users: numberField('Users', '用户数', 10_000, [1, 5e6], [100, 1e6], large),
  weights: vectorField('Weights of the groups', '各组权重', [0.5, 0.3, 0.2], 12),
  salt: countField('Salt', '盐值', 1, 0, 2 ** 32 - 2, 100),
  a: vectorField('First set (whole numbers)', '第一个集合（整数）', [1, 3, 5, 7, 9, 40]),
  precision: { ...countField('Bits that choose a register', '选择寄存器的位数', 10, 4, 16, 16), symbol: 'b' },
  width: numberField('Counters a row', '每行计数器数', 256, [1, 1e6], [8, 4096], { ...large, symbol: 'w' }),
  depth: { ...countField('Rows of counters', '计数器行数', 4, 1, 16, 8), symbol: 'd' },
  length: numberField('Items of the stream', '数据流长度', 20_000, [1, 1e6], [100, 1e5], { ...large, symbol: 'N' }),
  distinct: numberField('Different items', '不同元素数', 1_000, [1, 1e5], [10, 1e5], { ...large, symbol: 'u' }),
  exponent: numberField('Exponent of their frequencies', '频率的幂指数', 1.1, [0, 4], [0, 2]),
  stream: textField(
    'One’s own stream, blanks or commas between; empty: a drawn one',
    '自己的数据流，以空格或逗号分隔；留空则随机生成',
    '',
    200_000,
  ),
  b: vectorField('Second set', '第二个集合', [2, 3, 5, 7, 40, 41]),
} as const
export type Fields = typeof fields

const ofPart = {
  bloom: ['m', 'n', 'k', 'probes'],
  split: ['users', 'weights', 'salt'],
  bitmap: ['a', 'b'],
  distinct: ['precision', 'distinct', 'stream'],
  often: ['width', 'depth', 'length', 'distinct', 'exponent', 'stream'],
} as const
export type Part = keyof typeof ofPart
/** What one's own stream says by itself. */
const drawn = ['length', 'distinct', 'exponent'] as const
const partOf = ({ part }: Values<Fields>) => part as Part

/** Share of false positives that Bloom's analysis gives. */
export const predicted = (m: number, n: number, k: number): number => (-Math.expm1(k * n * Math.log1p(-1 / m))) ** k

export const resultOf = <R>({ runs }: Pick<Shown<Fields>, 'runs'>, part: Part) =>
  runs[part]?.report as Report<R, Readonly<Record<string, number>> & { holds: boolean }> | undefined
export interface Filtered {
  readonly fill: number
  readonly false_positives: number
  readonly false_positive_rate: number | null
  readonly asked: number
  readonly optimal_k: number
}
export interface Split {
  readonly counts: readonly number[]
  readonly shares: readonly number[]
}
export interface Sets {
  readonly union: readonly number[]
  readonly intersection: readonly number[]
  readonly difference: readonly number[]
  readonly jaccard: number
  readonly bytes: number
  readonly bytes_as_lists: number
}

const askOf: Readonly<Record<Part, (values: Values<Fields>) => Ask>> = {
  bloom: ({ m, n, k, probes }) => ({ solver: 'bloom-filter', problem: { m, n, k, probes } }),
  split: ({ users, weights, salt }) => ({ solver: 'hash-split', problem: { n: users, weights, salt } }),
  bitmap: ({ a, b }) => ({ solver: 'bitmap', problem: { a, b } }),
  distinct: ({ precision, distinct, stream }) => ({
    solver: 'hyperloglog',
    problem: { n: distinct, repeats: 2, precision, stream },
  }),
  often: ({ width, depth, length, distinct, exponent, stream }) => ({
    solver: 'count-min',
    problem: { width, depth, n: length, distinct, exponent, stream },
  }),
}

function filterClaims(shown: Shown<Fields>): Claim[] {
  const { m, n, k } = shown.values
  const report = resultOf<Filtered>(shown, 'bloom')
  if (!report?.result) return []
  const { result, certificate } = report
  return [
    {
      words: words('Members denied (must be 0)', '被误拒的成员（必须为 0）'),
      value: certificate['falseNegatives'] ?? 0,
      holds: certificate['falseNegatives'] === 0,
    },
    { words: words('False positives predicted', '预测的误判率'), value: predicted(m, n, k) },
    {
      words: words(
        `False positives measured, ${(certificate['z'] ?? 0).toFixed(2)} standard deviations from that`,
        `实测的误判率，偏离 ${(certificate['z'] ?? 0).toFixed(2)} 个标准差`,
      ),
      value: result.false_positive_rate ?? 0,
      holds: Math.abs(certificate['z'] ?? 0) <= 4,
    },
    { words: words('Best number of hashes', '最佳哈希个数'), tex: 'k = (m/n)\\ln 2', value: result.optimal_k },
    { words: words('Bits an item', '每个元素的位数'), value: m / n },
  ]
}

function splitClaims(shown: Shown<Fields>): Claim[] {
  const certificate = resultOf<Split>(shown, 'split')?.certificate as
    | { chi2: number; p: number; independence: { p: number }; holds: boolean }
    | undefined
  if (!certificate) return []
  return [
    { words: words('Counts against weights', '各组人数与权重'), tex: '\\chi^2', value: certificate.chi2 },
    {
      words: words('Chance of a larger one', '更大值的概率'),
      tex: 'p',
      value: certificate.p,
      holds: certificate.holds,
    },
    {
      words: words('Independent of the next salt’s split', '与下一个盐值的分流独立'),
      tex: 'p',
      value: certificate.independence.p,
      holds: certificate.independence.p > 1e-6,
    },
  ]
}

function setClaims(shown: Shown<Fields>): Claim[] {
  const report = resultOf<Sets>(shown, 'bitmap')
  if (!report?.result) return []
  const { result, certificate } = report
  return [
    {
      words: words('Numbers wrong, asked one by one', '逐个核对的错误数'),
      value: certificate['wrong'] ?? 0,
      holds: certificate.holds,
    },
    { words: words('Jaccard similarity', 'Jaccard 相似度'), value: result.jaccard },
    { words: words('Bytes as bitmap', '位图字节数'), value: result.bytes },
    { words: words('Bytes as lists of 32 bits', '列表字节数（32 位）'), value: result.bytes_as_lists },
  ]
}

const claimsOf: Readonly<Record<Part, (shown: Shown<Fields>) => Claim[]>> = {
  bloom: filterClaims,
  split: splitClaims,
  bitmap: setClaims,
  distinct: ({ runs }) => distinctClaims(runs),
  often: ({ runs }) => oftenClaims(runs),
}

/** Words that come more and less often. */
const walk =
  'the river runs to the sea and the rain comes from the sea so the river is the rain on its way home and the rain is the sea on its way to the hills where a small spring begins as a thread of water under a stone and grows by each brook that meets it until the boats on it forget the stone and the thread and think that the river was a river from the first day'

export const model = defineWidget({
  name: 'bloom',
  title: words('Dedup of massive data', '海量数据去重'),
  fields,
  options: {
    part: {
      bloom: words('Bloom filter', '布隆过滤器'),
      split: words('split by hash', '哈希分流'),
      bitmap: words('bitmap', '位图'),
      distinct: words('how many different (HyperLogLog)', '有多少不同元素（HyperLogLog）'),
      often: words('how often each (count-min)', '各出现几次（Count-Min）'),
    },
  },
  examples: [
    { title: words('Ten bits an item: under 1 %', '每元素十位：误判低于 1%'), values: {} },
    { title: words('Too full to be of use', '装得太满，失去作用'), values: { n: 1_000 } },
    { title: words('One hash only', '只用一个哈希'), values: { k: 1 } },
    { title: words('Too many hashes', '哈希太多'), values: { k: 30 } },
    { title: words('Three groups by hash', '按哈希分三组'), values: { part: 'split' } },
    {
      title: words('Two sets as bits', '两个集合的位图'),
      values: { part: 'bitmap' },
    },
    {
      title: words('How many different, in a kilobyte', '一千字节数清有多少不同'),
      values: { part: 'distinct', distinct: 20_000 },
    },
    {
      title: words('Sixteen registers: a rough guess', '十六个寄存器：只能粗估'),
      values: { part: 'distinct', distinct: 20_000, precision: 4 },
    },
    { title: words('How often each item came', '每个元素各来几次'), values: { part: 'often' } },
    {
      title: words('Too few counters for the words of a text', '计数器太少：一段文字里的词'),
      values: { part: 'often', stream: walk, width: 16, depth: 2 },
    },
  ],
  hidesIdle: true,
  idle: values => {
    const own: readonly string[] = ofPart[partOf(values)]
    const without: readonly string[] = values.stream.trim() ? drawn : []
    return (Object.keys(fields) as (keyof Fields)[]).filter(
      name => name !== 'part' && (!own.includes(name) || without.includes(name)),
    )
  },
  asks: values => ({ [partOf(values)]: askOf[partOf(values)](values) }),
  formula: ({ values }) =>
    ({
      bloom: String.raw`P(\text{false positive¦误判}) = \Bigl(1 - \bigl(1 - \tfrac1m\bigr)^{kn}\Bigr)^{k} \approx \bigl(1 - e^{-kn/m}\bigr)^k`,
      split: String.raw`\text{group¦组}(u) = \min\Bigl\{g : \tfrac{h_s(u)}{2^{32}} < \textstyle\sum_{i \le g} w_i\Bigr\}`,
      bitmap: String.raw`x \in A \iff \text{word¦字}_{\lfloor x/32 \rfloor} \mathbin{\&} 2^{x \bmod 32} \ne 0`,
      distinct: distinctFormula,
      often: oftenFormula,
    })[partOf(values)],
  table(shown) {
    const { values, runs } = shown
    if (partOf(values) === 'distinct') return distinctTable(runs)
    if (partOf(values) === 'often') return oftenTable(runs)
    if (partOf(values) === 'split') {
      const split = resultOf<Split>(shown, 'split')?.result
      const sum = values.weights.reduce((a, b) => a + b, 0)
      return {
        columns: [
          words('group', '组'),
          words('wanted', '目标比例'),
          words('share', '实际比例'),
          words('users', '用户数'),
        ],
        rows: values.weights.map((w, i) => [i + 1, w / sum, split?.shares[i] ?? null, split?.counts[i] ?? null]),
      }
    }
    if (partOf(values) === 'bitmap') {
      const sets = resultOf<Sets>(shown, 'bitmap')?.result
      const has = (set: readonly number[] | undefined, x: number) => (set?.includes(x) ? 1 : 0)
      return {
        columns: [words('number', '数'), 'A', 'B', words('both', '交集')],
        rows: (sets?.union ?? []).map(x => [x, has(values.a, x), has(values.b, x), has(sets?.intersection, x)]),
      }
    }
    const report = resultOf<Filtered>(shown, 'bloom')?.result
    return {
      columns: [words('hashes', '哈希个数'), words('predicted', '预测'), words('measured', '实测')],
      rows: Array.from({ length: 20 }, (_, i) => [
        i + 1,
        predicted(values.m, values.n, i + 1),
        i + 1 === values.k ? (report?.false_positive_rate ?? null) : null,
      ]),
    }
  },
  certificate: shown => claimsOf[partOf(shown.values)](shown),
  summary(shown) {
    const { values, runs, k } = shown
    if (partOf(values) === 'distinct') return distinctSummary(runs, k)
    if (partOf(values) === 'often') return oftenSummary(runs)
    if (partOf(values) === 'split') {
      const shares =
        resultOf<Split>(shown, 'split')
          ?.result?.shares.map(share => share.toFixed(3))
          .join(', ') ?? '–'
      return words(
        `${values.users} users split by hash; shares ${shares}.`,
        `${values.users} 个用户按哈希分流；占比 ${shares}。`,
      )
    }
    if (partOf(values) === 'bitmap') {
      const both = resultOf<Sets>(shown, 'bitmap')?.result?.intersection.slice(0, 20).join(', ') ?? '–'
      return words(`Both sets hold ${both}.`, `两个集合共有 ${both}。`)
    }
    const fill = metricOf(runs['bloom'], 'fill')[k]?.toFixed(3) ?? '–'
    const expected = predicted(values.m, values.n, values.k).toPrecision(3)
    const measured = resultOf<Filtered>(shown, 'bloom')?.result?.false_positive_rate?.toPrecision(3) ?? '–'
    return words(
      `${values.m} bits, ${values.n} items, ${values.k} hashes: ${fill} of the bits set now; false positives predicted ${expected}, measured ${measured}.`,
      `${values.m} 位、${values.n} 个元素、${values.k} 个哈希：当前置位比例 ${fill}；误判率预测 ${expected}，实测 ${measured}。`,
    )
  },
  python: ({ values }) => scripts[partOf(values)](values),
})
